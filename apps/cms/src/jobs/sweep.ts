import type { PublishRun, Release, Staff } from '@plaincode/types/payload';
import type { Payload, Where } from 'payload';
import { auditPublishEnd } from '../audit/publish-event.ts';
import { relationId } from '../relation-id.ts';
import { settleReleases } from '../releases/settle-release.ts';
import { publishLifetime } from '../releases/turn.ts';
import { queueJob, queuePublish } from './queue-publish.ts';

/** Longer than any publish may take: a job that is still "processing" after this has no worker any more. */
export const jobLifetime: number = publishLifetime;

/**
 * Closes what a crash left open. Payload never takes up a job that says `processing`, and with exclusive
 * publishing one such job would hold up all later ones. `before`: jobs and runs untouched since then are
 * crashed; what they had to do is done again. Returns how many jobs there were.
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
  await settleReleases(payload);
  await takeUpRuns(payload, untouched);
  await queueWaiting(payload, before);
  return jobs.docs.length;
}

/** A run that was cut off is told as failed, and what it was asked for is asked for again. */
async function takeUpRuns(payload: Payload, untouched: Where): Promise<void> {
  const { docs } = await payload.update({
    collection: 'publish-runs',
    where: { and: [{ state: { equals: 'running' } }, untouched] },
    data: {
      state: 'failed',
      finishedAt: new Date().toISOString(),
      failure: 'The desk stopped while publishing. It is done again.',
    },
    depth: 1,
  });
  for (const run of docs) {
    const { reason, release, requestedBy } = run;
    await auditPublishEnd(payload, run);
    const ended = typeof release === 'object' && release !== null && !goesOn.includes(release.state);
    if (!ended) await queuePublish(payload, staffOf(requestedBy), reason, relationId(release));
  }
}

const goesOn: readonly Release['state'][] = ['open', 'scheduled', 'publishing'];

function staffOf(staff: PublishRun['requestedBy']): Staff | null {
  return typeof staff === 'object' ? staff : null;
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
