import { isDeepStrictEqual } from 'node:util';
import { day } from '@plaincode/content-schemas';
import type { WorkItem } from '@plaincode/types/payload';
import { type CollectionBeforeChangeHook, type PayloadRequest, ValidationError } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { relationId } from '../../relation-id.ts';
import { refusal } from '../../workflow/refusal.ts';
import { unfitFor, type Work } from '../../workflow/work-item-people.ts';
import { swapItem } from './change-item.ts';

/**
 * Work is given to people who can do it, and whoever writes a text does not review it. Only what a save changes is looked
 * at: an item of somebody who left can still be saved.
 */
export const refuseUnfitPeople: CollectionBeforeChangeHook<WorkItem> = async ({ data, originalDoc, req }) => {
  const [assignee, reviewer] = [relationId(data.assignee), relationId(data.reviewer)];
  const newAssignee = assignee !== relationId(originalDoc?.assignee);
  const newReviewer = reviewer !== relationId(originalDoc?.reviewer);
  if (newAssignee) await refuseUnfit('write', assignee, req);
  if (newReviewer) await refuseUnfit('review', reviewer, req);
  if ((newAssignee || newReviewer) && assignee !== null && assignee === reviewer)
    throw new WorkflowRefused(refusal('item-unfit-person', ['Nobody reviews what they wrote themselves.']));
  if (data.due && !day.safeParse(data.due).success)
    throw new ValidationError({ errors: [{ message: 'Write the day as YYYY-MM-DD.', path: 'due' }], req });
  return data;
};

/**
 * Payload writes a document whole, as it was read. Of an item only what the save changes is written, and only where nobody
 * wrote in it since: a step that somebody takes at the same moment is neither undone nor passed over. Throws
 * `WorkflowRefused`.
 */
export const writeOnlyChanges: CollectionBeforeChangeHook<WorkItem> = async ({
  data,
  originalDoc,
  operation,
  req,
}) => {
  if (operation !== 'update' || !originalDoc) return data;
  if (!(await swapItem(req.payload, originalDoc, {}))) throw new WorkflowRefused(refusal('item-taken'));
  const before: Record<string, unknown> = { ...originalDoc };
  return Object.fromEntries(
    Object.entries(data).filter(([name, value]) => !isDeepStrictEqual(value ?? null, before[name] ?? null)),
  );
};

async function refuseUnfit(work: Work, id: string | null, req: PayloadRequest): Promise<void> {
  if (id === null) return;
  const { docs } = await req.payload.find({
    collection: 'staff',
    where: { id: { equals: id } },
    depth: 0,
    limit: 1,
    req,
  });
  const why = unfitFor(work, docs[0] ?? null);
  if (why !== null) throw new WorkflowRefused(refusal('item-unfit-person', [why]));
}
