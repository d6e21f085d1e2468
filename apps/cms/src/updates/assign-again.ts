import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { everyDocument } from '../imports/every-document.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { assignerOf } from './assign.ts';
import type { Board } from './board.ts';

/** Gives the items of an update that nobody has to people by the rules; what was given stays. Returns how many moved. */
export async function assignAgain(
  payload: Payload,
  actor: Actor,
  { edition, codeSet }: Board['update'],
): Promise<number> {
  const to = (await heldEditions(payload, codeSet)).find(({ id }) => id === edition);
  if (!to) return 0;
  const assignedTo = await assignerOf(payload, to);
  const updatedAt = new Date().toISOString();
  let moved = 0;
  const where = { and: [{ edition: { equals: edition } }, { state: { not_equals: 'done' } }] };
  for await (const document of everyDocument(payload, 'work-items', where)) {
    const { id, code, assignee, reviewer, due } = document as WorkItem;
    const given = assignedTo(code);
    const data = {
      ...(!assignee && given.assignee ? { assignee: given.assignee } : {}),
      ...(!reviewer && given.reviewer ? { reviewer: given.reviewer } : {}),
      ...(!due && given.due ? { due: given.due } : {}),
    };
    if (Object.keys(data).length === 0) continue;
    moved += 1;
    await payload.db.updateOne({
      collection: 'work-items',
      id,
      data: { ...data, updatedAt },
      returning: false,
    });
  }
  if (moved > 0)
    await recordAudit(payload, {
      actor,
      action: 'item-assigned',
      subject: edition,
      details: { byRules: true, items: moved },
    });
  return moved;
}
