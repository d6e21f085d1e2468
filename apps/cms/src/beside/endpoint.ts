import type { Endpoint } from 'payload';
import { z } from 'zod';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { bareCode } from '../collections/codes/bare-code.ts';
import { refusal } from '../workflow/refusal.ts';
import { codeBeside } from './code-beside.ts';

const asked = z.object({
  codeSet: z.string().min(1).max(60),
  code: z.string().min(1).max(20),
  edition: z.string().max(80).optional(),
});

/** `GET /api/codes/beside?codeSet=&code=&edition=`: what stands beside an explanation while it is written, or null. */
export const besideEndpoint: Endpoint = {
  path: '/beside',
  method: 'get',
  handler: async (req) => {
    if (actorOf(req) === null) throw new WorkflowRefused(refusal('not-signed-in'));
    const query = asked.safeParse(req.query);
    if (!query.success)
      return Response.json({ errors: [{ message: 'Expected codeSet and code.' }] }, { status: 400 });
    const { codeSet, code, edition } = query.data;
    const beside = await codeBeside(req.payload, {
      codeSet: codeSet.trim().toLowerCase(),
      code: bareCode(code),
      edition: edition?.trim() || null,
    });
    return Response.json({ beside });
  },
};
