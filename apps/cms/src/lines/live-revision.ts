import type { ApprovedRevision } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { livePins } from '../releases/live.ts';

/** The approved revision of a code that readers see; else the newest approved one, which waits for them. */
export async function liveRevision(payload: Payload, codeKey: string): Promise<ApprovedRevision | null> {
  const pinned = (await livePins(payload)).texts.get(codeKey);
  const { docs } = await payload.find({
    collection: 'approved-revisions',
    where: pinned ? { id: { equals: pinned } } : { codeKey: { equals: codeKey } },
    sort: '-approvedAt',
    depth: 0,
    limit: 1,
  });
  return docs[0] ?? null;
}
