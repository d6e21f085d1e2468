import type { Endpoint } from 'payload';
import { z } from 'zod';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { refusal } from '../workflow/refusal.ts';
import { decidePending } from './decide.ts';
import { guardedDocument } from './documents.ts';

const decisionBody = z.strictObject({ decision: z.enum(['approve', 'decline']), hash: z.string() });

/** `POST /api/second-person/:collection/:id` (`globals` and the slug for a global): decides about what waits. */
export const secondPersonEndpoint: Endpoint = {
  path: '/second-person/:collection/:id',
  method: 'post',
  handler: async (req) => {
    const actor = actorOf(req);
    if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
    const { collection, id } = req.routeParams ?? {};
    const document = guardedDocument(String(collection), String(id));
    if (!document)
      return Response.json({ errors: [{ message: 'Nothing is guarded there.' }] }, { status: 404 });
    const body = decisionBody.safeParse(await req.json?.().catch(() => null));
    if (!body.success)
      return Response.json({ errors: [{ message: 'Expected decision and hash.' }] }, { status: 400 });
    await decidePending(req.payload, document, actor, body.data);
    return Response.json({ decision: body.data.decision });
  },
};
