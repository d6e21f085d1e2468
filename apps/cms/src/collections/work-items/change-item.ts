import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { refusal } from '../../workflow/refusal.ts';

/** Each loser means that somebody else got on; more than this never meet at one item. */
const mostAttempts = 20;

/**
 * Writes what is to change in an item, unless anybody wrote in it since it was read: the condition stands in the write
 * itself. Returns whether it was written.
 */
export async function swapItem(
  payload: Payload,
  item: Pick<WorkItem, 'id' | 'state' | 'changeHash' | 'updatedAt'>,
  data: Record<string, unknown>,
): Promise<boolean> {
  const asRead = {
    state: { equals: item.state },
    changeHash: { equals: item.changeHash },
    updatedAt: { equals: item.updatedAt },
  };
  const written = await payload.db.updateOne({
    collection: 'work-items',
    where: { and: [{ id: { equals: item.id } }, asRead] },
    data: { ...data, updatedAt: timeAfter(item.updatedAt) },
  });
  return Boolean(written);
}

/** Now, but later than what was read even within one millisecond, so that no two states of an item bear the same time. */
export function timeAfter(read: string): string {
  return new Date(Math.max(Date.now(), Date.parse(read) + 1)).toISOString();
}

/**
 * Changes an item as it stands: where somebody was quicker, it is read and decided on anew, so that what they wrote is not
 * undone. `change` gives null where nothing is left to do. Throws `WorkflowRefused` where others are always quicker.
 */
export async function changeItem(
  payload: Payload,
  read: WorkItem,
  change: (now: WorkItem) => Record<string, unknown> | null,
): Promise<void> {
  let item: WorkItem | null = read;
  for (let attempt = 1; attempt <= mostAttempts && item; attempt++) {
    const data = change(item);
    if (data === null || (await swapItem(payload, item, data))) return;
    item = await payload.db.findOne<WorkItem>({
      collection: 'work-items',
      where: { id: { equals: read.id } },
    });
  }
  throw new WorkflowRefused(refusal('item-taken'));
}
