import type { Payload } from 'payload';

/** Longer than any publish may take: a job that is still "processing" after this has no worker any more. */
export const jobLifetime = 30 * 60 * 1000;

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
      failure: 'The desk stopped while publishing. The site is as it was before. Publish again.',
    },
    depth: 0,
  });
  return jobs.docs.length;
}
