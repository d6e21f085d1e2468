import type { Endpoint } from 'payload';
import { z } from 'zod';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { auditPublishRequest } from '../audit/publish-event.ts';
import { relationId } from '../relation-id.ts';
import { oneAtATime } from '../releases/one-at-a-time.ts';
import { joinEveryday } from '../releases/prepare.ts';
import { mayPublish, publishers } from '../workflow/permissions.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import { queuePublish } from './queue-publish.ts';

const publishBody = z.strictObject({
  reason: z.string().trim().min(1).max(200).default('publish'),
  /** The explanations to be published; left out, everything that is approved and shown goes out. */
  explanations: z.array(z.string().min(1).max(80)).min(1).max(500).optional(),
});

/**
 * `POST /api/publish`: takes what is approved to readers as one everyday release, with the site's official data as it
 * stands; answers with the run to watch.
 */
export const publishEndpoint: Endpoint = {
  path: '/publish',
  method: 'post',
  handler: async (req) => {
    const actor = actorOf(req);
    if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
    if (!mayPublish(actor.role)) throw new WorkflowRefused(roleMayNot(publishers));
    const body = publishBody.safeParse((await req.json?.().catch(() => null)) ?? {});
    if (!body.success)
      return Response.json(
        { errors: [{ message: 'Expected a reason of at most 200 characters.' }] },
        { status: 400 },
      );
    const { reason, explanations } = body.data;
    const run = await oneAtATime(req.payload, async () => {
      const release = await joinEveryday(req.payload, actor, explanations ?? null);
      if (explanations && !release) throw new WorkflowRefused(refusal('nothing-to-publish'));
      const queued = await queuePublish(req.payload, actor, reason, release?.id ?? null);
      const joined = relationId(queued.requestedBy) !== actor.id;
      if (joined) await auditPublishRequest(req.payload, actor, queued);
      return queued;
    });
    return Response.json({ run: { id: run.id, state: run.state } }, { status: 202 });
  },
};
