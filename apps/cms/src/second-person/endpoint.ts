import { APIError, type Endpoint } from 'payload';
import { z } from 'zod';
import { bodyOf, signedIn } from '../access/parse-request.ts';
import { decidePending } from './decide.ts';
import { guardedDocument } from './documents.ts';

const decisionBody = z.strictObject({ decision: z.enum(['approve', 'decline']), hash: z.string() });

/** `POST /api/second-person/:collection/:id` (`globals` and the slug for a global): decides about what waits. */
export const secondPersonEndpoint: Endpoint = {
  path: '/second-person/:collection/:id',
  method: 'post',
  handler: async (req) => {
    const actor = signedIn(req);
    const { collection, id } = req.routeParams ?? {};
    const document = guardedDocument(String(collection), String(id));
    if (!document)
      throw new APIError('Changes of this need no second person.', 404, { code: 'not-guarded' }, true);
    const body = await bodyOf(req, decisionBody);
    await decidePending(req.payload, document, actor, body);
    return Response.json({ decision: body.decision });
  },
};
