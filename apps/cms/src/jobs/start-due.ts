import type { Payload } from 'payload';
import { queuePublish } from './queue-publish.ts';

/**
 * Starts the releases whose time has come, and takes up those that a crash left on their way. Asking twice queues
 * nothing twice. Returns how many were queued.
 */
export async function startDueReleases(payload: Payload, now = new Date()): Promise<number> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: {
      or: [
        { state: { equals: 'scheduled' }, scheduledFor: { less_than_equal: now.toISOString() } },
        { state: { equals: 'publishing' } },
      ],
    },
    depth: 1,
    sort: 'createdAt',
    pagination: false,
  });
  for (const { id, title, preparedBy } of docs) {
    await queuePublish(payload, preparedBy && typeof preparedBy === 'object' ? preparedBy : null, title, id);
  }
  return docs.length;
}
