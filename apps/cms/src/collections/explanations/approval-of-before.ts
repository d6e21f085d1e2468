import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import type { AuditAction } from '../../audit/actions.ts';
import { relationId } from '../../relation-id.ts';
import { editionSequences } from '../../releases/editions.ts';
import { seenRevision } from '../../releases/seen-revision.ts';
import type { ApprovedBefore } from '../../workflow/decide-action.ts';
import { lineStates, type SeenText } from '../../workflow/line-states.ts';
import { type State, states } from '../../workflow/states.ts';

/**
 * The approval that an edit of the line ended, and the state that the approved text has by what readers see. Null where
 * the text that is written now is not that one, and where a person ended the approval: what was opened again or
 * withdrawn stays so, whatever is written in it.
 */
export async function approvalOfBefore(
  line: Explanation,
  hash: string,
  req: PayloadRequest,
): Promise<ApprovedBefore | null> {
  // Who restores a version takes the text back from everybody who wrote since: that is looked at again.
  if (!line.approvedRevision || req.context.isRestoringVersion === true) return null;
  const { docs } = await req.payload.find({
    collection: 'approved-revisions',
    where: {
      id: { equals: line.approvedRevision },
      hash: { equals: hash },
      explanation: { equals: line.id },
    },
    select: { approvedBy: true, approvedAt: true },
    depth: 0,
    limit: 1,
    req,
  });
  const [approved] = docs;
  if (!approved || !(await endedByEdit(line, req))) return null;
  const { approvedBy, approvedAt } = approved;
  return { state: await stateNow(line, hash, req), hash, by: relationId(approvedBy), at: approvedAt };
}

/** What begins or ends an approval; what was approved before a correction was merged is looked at again. */
const endings: AuditAction[] = [
  'text-merged',
  'text-approved',
  'approval-restored',
  'approval-voided',
  'text-reopened',
  'text-withdrawn',
];

const ending = z.object({
  action: z.string(),
  details: z.looseObject({ line: z.string(), from: z.enum(states).nullish() }),
});

/** The lines of one code share their entries; more of them than these are not looked through. */
const mostEntries = 200;

async function endedByEdit({ id, codeKey }: Explanation, req: PayloadRequest): Promise<boolean> {
  const { docs } = await req.payload.db.find({
    collection: 'audit-log',
    where: { and: [{ subject: { equals: codeKey } }, { action: { in: endings } }] },
    sort: '-sequence',
    limit: mostEntries,
    pagination: false,
  });
  const last = docs.map((row) => ending.parse(row)).find(({ details }) => details.line === id);
  const from = last?.details.from;
  return last?.action === 'approval-voided' && (from === 'approved' || from === 'published');
}

async function stateNow(
  { id, codeKey, appliesFrom }: Explanation,
  contentHash: string,
  { payload }: PayloadRequest,
): Promise<State> {
  const sequenceOf = await editionSequences(payload);
  const live = await seenRevision(payload, codeKey ?? '');
  const seen: SeenText | null = live ? { ...live, sequence: sequenceOf(live.edition) } : null;
  const sequence = sequenceOf(appliesFrom ?? '');
  const approved = { id, sequence, state: 'approved', contentHash, approved: true } as const;
  return lineStates([approved], seen)[0]?.state ?? 'approved';
}
