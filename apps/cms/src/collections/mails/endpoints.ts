import type { Endpoint } from 'payload';
import { signedIn } from '../../access/parse-request.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { sendAgain } from '../../notices/send-again.ts';
import type { Role } from '../../workflow/permissions.ts';
import { roleMayNot } from '../../workflow/refusal.ts';

const admins: readonly Role[] = ['admin'];

/** `POST /:id/send-again`: gives a mail that failed all its attempts anew. */
export const mailEndpoints: Endpoint[] = [
  {
    path: '/:id/send-again',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      if (!admins.includes(actor.role)) throw new WorkflowRefused(roleMayNot(admins));
      await sendAgain(req.payload, actor, String(req.routeParams?.id ?? ''));
      return Response.json({ ok: true });
    },
  },
];
