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
    depth: 0,
    sort: 'createdAt',
    pagination: false,
  });
  for (const { id, title, preparedBy } of docs) {
    const by = typeof preparedBy === 'object' ? preparedBy : preparedBy ? { id: preparedBy } : null;
    await queuePublish(payload, by, title, id);
  }
  return docs.length;
}
