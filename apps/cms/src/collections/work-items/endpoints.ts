import type { Endpoint } from 'payload';
import { z } from 'zod';
import { bodyOf, signedIn } from '../../access/parse-request.ts';
import { itemActions } from '../../workflow/work-item-actions.ts';
import { bulkBody, previewBody, previewBulk, takeBulkStep } from './bulk.ts';
import { takeItemStep } from './take-step.ts';

const stepBody = z.strictObject({
  action: z.enum(itemActions),
  changeHash: z.string(),
  note: z.string().max(2000).optional(),
});

/**
 * `POST /:id/step`: one step on one item. `POST /bulk/preview`: the change that many items have in common.
 * `POST /bulk`: one step on many.
 */
export const workItemEndpoints: Endpoint[] = [
  {
    path: '/bulk/preview',
    method: 'post',
    handler: async (req) => {
      signedIn(req);
      const { ids } = await bodyOf(req, previewBody);
      return Response.json(await previewBulk(req, ids));
    },
  },
  {
    path: '/bulk',
    method: 'post',
    handler: async (req) => {
      signedIn(req);
      return Response.json({ changed: await takeBulkStep(req, await bodyOf(req, bulkBody)) });
    },
  },
  {
    path: '/:id/step',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      const step = await bodyOf(req, stepBody);
      await takeItemStep(req.payload, actor, String(req.routeParams?.id ?? ''), step);
      return Response.json({ ok: true });
    },
  },
];
