import type { ApprovedRevision, Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { relationId } from '../relation-id.ts';
import { livePins } from '../releases/live.ts';

/**
 * The approved revision of a code that readers see; else the newest approved one, which waits for them. None that was
 * withdrawn, nor one that was approved before what readers had was: somebody took those words away.
 */
export async function liveRevision(payload: Payload, codeKey: string): Promise<ApprovedRevision | null> {
  const { texts, takenOff } = await livePins(payload);
  const pinned = texts.get(codeKey);
  const withdrawn = await withdrawnLines(payload, codeKey);
  const seen = pinned === undefined ? null : await revisionOf(payload, pinned);
  const leaving = seen ? withdrawn.get(relationId(seen.explanation)) : undefined;
  if (seen && leaving === undefined) return seen;
  const since = leaving ?? takenOff.get(codeKey) ?? '';
  const { docs } = await payload.find({
    collection: 'approved-revisions',
    where: { codeKey: { equals: codeKey }, explanation: { not_in: [...withdrawn.keys()] } },
    sort: '-approvedAt',
    depth: 0,
    limit: 1,
  });
  const [newest] = docs;
  return newest && newest.approvedAt > since ? newest : null;
}

const revisionOf = (payload: Payload, id: string): Promise<ApprovedRevision | null> =>
  payload.findByID({ collection: 'approved-revisions', id, depth: 0, disableErrors: true });

/** The lines of a code that were withdrawn, each with the time of its last save: while it has to leave the site that is when. */
async function withdrawnLines(payload: Payload, codeKey: string): Promise<Map<string, string>> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where: { codeKey: { equals: codeKey }, state: { equals: 'withdrawn' } },
    select: { updatedAt: true },
    draft: true,
    depth: 0,
    pagination: false,
  });
  return new Map(docs.map(({ id, updatedAt }: Pick<Explanation, 'id' | 'updatedAt'>) => [id, updatedAt]));
}
