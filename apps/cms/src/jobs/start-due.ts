import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { isHeldElsewhere, onTheirWay } from '../releases/turn.ts';
import { queuePublish } from './queue-publish.ts';

/**
 * Starts the releases whose time has come, and takes up those that a crash left on their way. Asking twice queues
 * nothing twice. Returns how many were queued.
 */
export async function startDueReleases(payload: Payload, now = new Date()): Promise<number> {
  const due = await payload.find({
    collection: 'releases',
    where: { state: { equals: 'scheduled' }, scheduledFor: { less_than_equal: now.toISOString() } },
    depth: 1,
    sort: 'createdAt',
    pagination: false,
  });
  const left = (await onTheirWay(payload)).filter((release) => !isHeldElsewhere(release, now));
  const all = [...left, ...due.docs];
  for (const release of all) await queuePublish(payload, preparer(release), release.title, release.id);
  return all.length;
}

function preparer({ preparedBy }: Release): { id: string; name: string } | null {
  return typeof preparedBy === 'object' ? preparedBy : null;
}
