import type { Payload } from 'payload';
import { publishQueue } from './publish-queue.ts';

/** Looks again so often, and so many times, while another publish is at work; after that the desk's own polling finds it. */
const lookAgainAfter = 100;
const mostLooks = 50;

const awake = new WeakSet<Payload>();

/**
 * Carries out waiting publishes now instead of at the next look of the desk: one after the other, until none waits. Does
 * nothing in a process that carries out no jobs.
 */
export function wakePublisher(payload: Payload): void {
  if (payload.crons.length === 0 || awake.has(payload)) return;
  awake.add(payload);
  carryOut(payload)
    .catch((error: unknown) => {
      payload.logger.error({ msg: 'Publishing at once failed; it is tried again', err: error });
    })
    .finally(() => awake.delete(payload));
}

async function carryOut(payload: Payload): Promise<void> {
  for (let looks = 0; looks < mostLooks && (await isWaiting(payload)); ) {
    const { jobStatus } = await payload.jobs.run({ queue: publishQueue, limit: 1 });
    if (jobStatus && Object.keys(jobStatus).length > 0) {
      looks = 0;
      continue;
    }
    looks += 1;
    await new Promise((resume) => setTimeout(resume, lookAgainAfter));
  }
}

async function isWaiting(payload: Payload): Promise<boolean> {
  const { totalDocs } = await payload.count({
    collection: 'publish-runs',
    where: { state: { equals: 'waiting' } },
  });
  return totalDocs > 0;
}
