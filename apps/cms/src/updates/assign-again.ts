import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { changeItem } from '../collections/work-items/change-item.ts';
import { everyDocument } from '../imports/every-document.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { tellHandedOut } from '../notices/tell-handed-out.ts';
import type { Assigned } from '../workflow/assignment.ts';
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
  const moved: Assigned[] = [];
  const where = { and: [{ edition: { equals: edition } }, { state: { not_equals: 'done' } }] };
  for await (const document of everyDocument(payload, 'work-items', where)) {
    const item = document as WorkItem;
    const {
      assignee = null,
      reviewer = null,
      due = null,
    } = await giveOne(payload, item, assignedTo(item.code));
    if (assignee || reviewer || due) moved.push({ assignee, reviewer, due });
  }
  if (moved.length > 0) {
    await recordAudit(payload, {
      actor,
      action: 'item-assigned',
      subject: edition,
      details: { byRules: true, items: moved.length },
    });
    await tellHandedOut(payload, actor, edition, moved);
  }
  return moved.length;
}

/** What an item lacks of what the rules say. Where somebody wrote in it meanwhile, it is looked at once more. */
async function giveOne(payload: Payload, item: WorkItem, rules: Assigned): Promise<Partial<Assigned>> {
  const lacking = (now: WorkItem): Partial<Assigned> => ({
    ...(!now.assignee && rules.assignee ? { assignee: rules.assignee } : {}),
    ...(!now.reviewer && rules.reviewer ? { reviewer: rules.reviewer } : {}),
    ...(!now.due && rules.due ? { due: rules.due } : {}),
  });
  let given = {};
  await changeItem(payload, item, (now) => {
    given = now.state === 'done' ? {} : lacking(now);
    return Object.keys(given).length === 0 ? null : given;
  });
  return given;
}
