import type { Payload } from 'payload';
import { publishLifetime } from '../releases/turn.ts';
import { queueJob } from './queue-publish.ts';

/** Longer than any publish may take: a job that is still "processing" after this has no worker any more. */
export const jobLifetime: number = publishLifetime;

/**
 * Closes what a crash left open. Payload never takes up a job that says `processing`, and with exclusive
 * publishing one such job would hold up all later ones. `before`: jobs and runs untouched since then are
 * crashed. Returns how many there were.
 */
export async function sweepCrashed(payload: Payload, before: Date): Promise<number> {
  const untouched = { updatedAt: { less_than: before.toISOString() } };
  const jobs = await payload.update({
    collection: 'payload-jobs',
    where: { processing: { equals: true }, ...untouched },
    data: {
      processing: false,
      hasError: true,
      error: { message: 'The desk stopped while this was running.' },
    },
    depth: 0,
  });
  await payload.update({
    collection: 'publish-runs',
    where: { state: { equals: 'running' }, ...untouched },
    data: {
      state: 'failed',
      finishedAt: new Date().toISOString(),
      failure: 'The desk stopped while publishing. What was on its way is published again.',
    },
    depth: 0,
  });
  await queueWaiting(payload, before);
  return jobs.docs.length;
}

/** A publish may have lost its job before it began; a second job of one that has ended does nothing. */
async function queueWaiting(payload: Payload, before: Date): Promise<void> {
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { state: { equals: 'waiting' }, updatedAt: { less_than: before.toISOString() } },
    sort: 'createdAt',
    depth: 0,
    pagination: false,
  });
  for (const { id } of docs) await queueJob(payload, id);
}
