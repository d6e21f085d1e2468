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

const isDone = (state: State): boolean => stateOfItem[state] === 'done';

/**
 * The work item of a line's code and edition goes where the line goes; a line without one is left alone. An item that was
 * opened again is settled by somebody's step (`byStep`): not by another save of an approved line, nor by its release, nor by
 * an edit that puts the approved words back. One whose change was taken back stays settled: its code is no work of the update
 * any more.
 */
export async function followLine(
  payload: Payload,
  line: Explanation,
  before: State | null,
  byStep: boolean,
): Promise<void> {
  if (before === line.state || (before && isDone(before) && isDone(line.state ?? 'draft'))) return;
  const item = await itemOf(payload, line);
  if (!item || item.resolution === 'taken-back') return;
  const done = isDone(line.state ?? 'draft') && (byStep || !item.reopened);
  const state = isDone(line.state ?? 'draft') && !done ? 'open' : stateOfItem[line.state ?? 'draft'];
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
): Promise<Pick<WorkItem, 'id' | 'explanation' | 'reopened' | 'resolution'> | undefined> {
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
