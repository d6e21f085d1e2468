import type { Explanation, WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { relationId } from '../../relation-id.ts';
import type { State } from '../../workflow/states.ts';
import type { ItemState } from '../../workflow/work-item.ts';

const stateOfItem: Record<State, ItemState> = {
  draft: 'drafting',
  'in-review': 'in-review',
  'changes-requested': 'changes-requested',
  approved: 'done',
  published: 'done',
  superseded: 'done',
  withdrawn: 'open',
};

/**
 * The work item of a line's code and edition goes where the line goes; a line without one is left alone. Only a change
 * of the line's state counts: another save of an approved line does not settle an item that was opened again. An item whose
 * change was taken back stays settled: its code is no work of the update any more.
 */
export async function followLine(payload: Payload, line: Explanation, before: State | null): Promise<void> {
  if (before === line.state) return;
  const item = await itemOf(payload, line);
  if (!item || item.resolution === 'taken-back') return;
  const state = stateOfItem[line.state ?? 'draft'];
  const done = state === 'done';
  const by = relationId(line.approvedBy);
  await payload.db.updateOne({
    collection: 'work-items',
    id: item.id,
    data: {
      explanation: line.id,
      state,
      resolution: done ? 'text' : null,
      proposedBy: null,
      settledBy: done ? (by ?? null) : null,
      settledAt: done ? (line.approvedAt ?? null) : null,
      ...(done ? { reopened: null } : {}),
      updatedAt: new Date().toISOString(),
    },
    returning: false,
  });
}

/** A draft that was moved to another code or edition leaves the item of its old place as if it had never been there. */
export async function leaveItem(payload: Payload, before: Explanation): Promise<void> {
  const item = await itemOf(payload, before);
  if (!item || item.resolution === 'taken-back' || relationId(item.explanation) !== before.id) return;
  const data = { explanation: null, state: 'open', resolution: null, updatedAt: new Date().toISOString() };
  await payload.db.updateOne({ collection: 'work-items', id: item.id, data, returning: false });
}

async function itemOf(
  payload: Payload,
  { codeSet, code, appliesFrom }: Explanation,
): Promise<Pick<WorkItem, 'id' | 'explanation' | 'resolution'> | undefined> {
  if (!codeSet || !code || !appliesFrom) return undefined;
  const where = { key: { equals: `${appliesFrom}/${code}` } };
  const { docs } = await payload.db.find<WorkItem>({
    collection: 'work-items',
    where: { and: [where, { codeSet: { equals: codeSet } }] },
    limit: 1,
    pagination: false,
  });
  return docs[0];
}
