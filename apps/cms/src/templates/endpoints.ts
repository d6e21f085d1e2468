import type { Explanation } from '@plaincode/types/payload';
import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { bodyOf, signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { rolesThatMay, scopeOf } from '../workflow/permissions.ts';
import { roleMayNot } from '../workflow/refusal.ts';
import { type Filling, fillEmpty } from './fill-empty.ts';

export interface TemplateOffer {
  /** As people name it. */
  codeSet: string;
  /** The empty parts of the text for which there is a template. */
  parts: string[];
}

const begun = z.strictObject({ revision: z.number().int().min(0) });

/**
 * `GET /api/explanations/:id/templates`: what the text could begin with. `POST`: puts it into the parts that are empty,
 * as an edit of this person on the revision that is named.
 */
export const templateEndpoints: Endpoint[] = [
  {
    path: '/:id/templates',
    method: 'get',
    handler: async (req) => {
      const { role } = signedIn(req);
      const document = await documentOf(req);
      const writes = scopeOf(role, 'explanations', 'update') === 'all' && document.state !== 'superseded';
      const parts = writes ? (await fillingOf(req, document)).parts : [];
      const offer: TemplateOffer = { codeSet: await shortName(req, document.codeSet ?? ''), parts };
      return Response.json(offer);
    },
  },
  {
    path: '/:id/templates',
    method: 'post',
    handler: async (req) => {
      const { role } = signedIn(req);
      if (scopeOf(role, 'explanations', 'update') !== 'all')
        throw new WorkflowRefused(roleMayNot(rolesThatMay('explanations', 'update')));
      const { revision } = await bodyOf(req, begun);
      const { id, ...document } = await documentOf(req);
      const { data, parts } = await fillingOf(req, document);
      if (parts.length > 0)
        await req.payload.update({
          collection: 'explanations',
          id,
          data: { ...data, revision },
          draft: true,
          overrideAccess: false,
          req,
        });
      return Response.json({ parts });
    },
  },
];

async function shortName({ payload }: PayloadRequest, codeSet: string): Promise<string> {
  const where = { slug: { equals: codeSet.trim().toLowerCase() } };
  const { docs } = await payload.find({ collection: 'code-systems', where, depth: 0, limit: 1 });
  return docs[0]?.shortName ?? codeSet;
}

async function fillingOf(
  req: PayloadRequest,
  document: Pick<Explanation, 'codeSet' | 'body' | 'sections'>,
): Promise<Filling> {
  const codeSet = document.codeSet?.trim().toLowerCase();
  if (!codeSet) return { data: {}, parts: [] };
  const { docs } = await req.payload.find({
    collection: 'text-templates',
    where: { codeSet: { equals: codeSet }, active: { equals: true } },
    depth: 0,
    pagination: false,
    overrideAccess: false,
    req,
  });
  return fillEmpty(document, docs);
}

async function documentOf(req: PayloadRequest): Promise<Explanation> {
  return await req.payload.findByID({
    collection: 'explanations',
    id: String(req.routeParams?.id ?? ''),
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  });
}
