import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../../access/actor.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { auditItemStep } from '../../audit/item-event.ts';
import { type Refusal, refusal } from '../../workflow/refusal.ts';
import { decideItem, type ItemRecord, type ItemRequest } from '../../workflow/work-item-actions.ts';
import { swapItem, timeAfter } from './change-item.ts';
import { itemRecords } from './item-record.ts';
import { lastStep } from './last-step.ts';

/** A step, bound to the change that the person saw. */
export type ItemStep = ItemRequest & { changeHash: string };

/** Takes one step on an item. Throws `WorkflowRefused`. */
export async function takeItemStep(
  payload: Payload,
  actor: Actor | null,
  id: string,
  { changeHash, ...request }: ItemStep,
): Promise<void> {
  const [item] = await itemsById(payload, [id]);
  if (!item) throw new WorkflowRefused(refusal('item-unknown'));
  if (item.changeHash !== changeHash) throw new WorkflowRefused(refusal('item-preview-old'));
  const recordOf = await itemRecords(payload, [item]);
  await writeStep(payload, actor, item, request, recordOf(item));
}

/**
 * Decides and writes one step, unless anybody wrote in the item since it was read: the condition stands in the write itself,
 * so of two who settle an item at once one is refused. Throws `WorkflowRefused`.
 */
export async function writeStep(
  payload: Payload,
  actor: Actor | null,
  item: WorkItem,
  request: ItemRequest,
  record: ItemRecord,
): Promise<void> {
  const now = timeAfter(item.updatedAt);
  const decision = decideItem(record, actor, request, now);
  if (!decision.ok) throw new WorkflowRefused(await withOther(payload, item, actor, decision.refusal));
  if (!(await swapItem(payload, item, decision.fields))) {
    const [stands = item] = await itemsById(payload, [item.id]);
    throw new WorkflowRefused(await withOther(payload, stands, actor, refusal('item-taken')));
  }
  await auditItemStep(payload, actor, item, request.action);
}

export async function itemsById(payload: Payload, ids: readonly string[]): Promise<WorkItem[]> {
  const { docs } = await payload.find({
    collection: 'work-items',
    where: { id: { in: [...ids] } },
    sort: 'position',
    pagination: false,
    depth: 0,
  });
  return docs;
}

/** A refusal that comes from the state alone says who brought the item there. */
async function withOther(
  payload: Payload,
  item: WorkItem,
  actor: Actor | null,
  { code, details }: Refusal,
): Promise<Refusal> {
  if (code !== 'item-wrong-state' && code !== 'item-taken') return refusal(code, details);
  return refusal(code, [...details, ...(await lastStep(payload, item, actor))]);
}
