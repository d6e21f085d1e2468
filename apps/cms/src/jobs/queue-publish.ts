import type { PublishRun } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { auditPublishRequest } from '../audit/publish-event.ts';
import { publishQueue } from './publish-queue.ts';
import { wakePublisher } from './wake-publisher.ts';

/**
 * Asks for a publish, of a release or of the site as it is. One without a release that is still waiting will carry
 * this wish too, so it is returned instead of a second one; the same holds for the same release.
 */
export async function queuePublish(
  payload: Payload,
  actor: Pick<Actor, 'id' | 'name'> | null,
  reason: string,
  release: string | null = null,
): Promise<PublishRun> {
  const same = release ? { release: { equals: release } } : { release: { exists: false } };
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { state: { in: release ? ['waiting', 'running'] : ['waiting'] }, ...same },
    depth: 0,
    limit: 1,
  });
  if (docs[0]) return docs[0];
  const run = await payload.create({
    collection: 'publish-runs',
    data: { reason, state: 'waiting', requestedBy: actor?.id ?? null, release },
    depth: 0,
  });
  await queueJob(payload, run.id);
  await auditPublishRequest(payload, actor, run);
  wakePublisher(payload);
  return run;
}

/** Gives a publish the job that carries it out. */
export async function queueJob(payload: Payload, run: string): Promise<void> {
  await payload.jobs.queue({ task: 'publish-site', input: { run }, queue: publishQueue });
}
