import type { Explanation } from '@plaincode/types/payload';
import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { bodyOf, parsed, signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { bareCode } from '../collections/codes/bare-code.ts';
import { rolesThatMay, scopeOf } from '../workflow/permissions.ts';
import { roleMayNot } from '../workflow/refusal.ts';
import { breakOut } from './break-out.ts';
import { setCoverage } from './coverage.ts';
import { familyView } from './family-view.ts';

const code = z.string().min(1).max(20).transform(bareCode);
const familyQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  q: z.string().max(200).default(''),
  code: code.nullish().default(null),
});
const breakOutBody = z.strictObject({ code });
const coverageQuery = z.object({
  codeSet: z.string().trim().toLowerCase().min(1).max(60),
  edition: z.string().max(80).nullish().default(null),
  range: z.string().max(80).nullish().default(null),
});

/**
 * `GET /explanations/:id/family`: the codes that a text is for, paged, and what a chosen one reads.
 * `POST /explanations/:id/break-out`: begins a text of its own for one of them.
 */
export const familyEndpoints: Endpoint[] = [
  {
    path: '/:id/family',
    method: 'get',
    handler: async (req) => {
      signedIn(req);
      const { page, q, code: chosen } = parsed(familyQuery, req.query);
      const view = await familyView(req, await documentOf(req), { page, q, code: chosen ?? null });
      return Response.json({ family: view });
    },
  },
  {
    path: '/:id/break-out',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      if (scopeOf(actor.role, 'explanations', 'create') === 'none')
        throw new WorkflowRefused(roleMayNot(rolesThatMay('explanations', 'create')));
      const body = await bodyOf(req, breakOutBody);
      const { id, state } = await breakOut(req, await documentOf(req), body.code);
      return Response.json({ id, state });
    },
  },
];

/** `GET /codes/coverage?codeSet=&edition=&range=`: own texts, inherited ones and none, by range. */
export const coverageEndpoint: Endpoint = {
  path: '/coverage',
  method: 'get',
  handler: async (req) => {
    signedIn(req);
    const { codeSet, edition, range } = parsed(coverageQuery, req.query);
    const coverage = await setCoverage(req.payload, {
      codeSet,
      edition: edition || null,
      range: range || null,
    });
    return Response.json({ coverage });
  },
};

function documentOf(req: PayloadRequest): Promise<Explanation> {
  return req.payload.findByID({
    collection: 'explanations',
    id: String(req.routeParams?.id ?? ''),
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  });
}
