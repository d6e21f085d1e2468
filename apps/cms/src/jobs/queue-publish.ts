import type { PublishRun } from '@plaincode/types/payload';
import type { Payload, PayloadRequest } from 'payload';
import type { Actor } from '../access/actor.ts';
import { publishQueue } from './publish-site.ts';

/**
 * Asks for a publish. One that is still waiting will carry this wish too, so it is returned instead of a
 * second one.
 */
export async function queuePublish(
  payload: Payload,
  actor: Actor,
  reason: string,
  req: PayloadRequest,
): Promise<PublishRun> {
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { state: { equals: 'waiting' } },
    depth: 0,
    limit: 1,
    req,
  });
  if (docs[0]) return docs[0];
  const run = await payload.create({
    collection: 'publish-runs',
    data: { reason, state: 'waiting', requestedBy: actor.id },
    depth: 0,
    req,
  });
  await payload.jobs.queue({ task: 'publish-site', input: { run: run.id }, queue: publishQueue, req });
  return run;
}
