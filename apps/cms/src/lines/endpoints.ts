import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { bareCode } from '../collections/codes/bare-code.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { livePins } from '../releases/live.ts';
import { revisionsById } from '../releases/revisions.ts';
import { rolesThatMay, scopeOf } from '../workflow/permissions.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import { stateLabels } from '../workflow/states.ts';
import { itemStates } from '../workflow/work-item.ts';
import { startLine } from './start-line.ts';
import { merged, mergeView } from './to-merge.ts';

const startBody = z.strictObject({
  codeSet: z.string().trim().toLowerCase().min(1).max(60),
  code: z.string().min(1).max(20).transform(bareCode),
  edition: z.string().trim().min(1).max(80),
});
const mergedBody = z.strictObject({ revision: z.string().min(1).max(80) });

/** Lines of a code: starting one for an edition, listing them, and merging what went live since. */
export const lineEndpoints: Endpoint[] = [
  {
    path: '/start',
    method: 'post',
    handler: async (req) => {
      refuseReaders(req);
      const body = startBody.safeParse(await req.json?.().catch(() => null));
      if (!body.success) return badRequest('Expected codeSet, code and edition.');
      const { id, state } = await startLine(req, body.data);
      return Response.json({ id, state });
    },
  },
  { path: '/:id/lines', method: 'get', handler: async (req) => Response.json(await linesOf(req)) },
  {
    path: '/:id/merge',
    method: 'get',
    handler: async (req) => Response.json({ merge: await mergeView(req, await documentOf(req)) }),
  },
  {
    path: '/:id/merged',
    method: 'post',
    handler: async (req) => {
      refuseReaders(req);
      const body = mergedBody.safeParse(await req.json?.().catch(() => null));
      if (!body.success) return badRequest('Expected the revision that was merged.');
      const before = await documentOf(req);
      const { id, toMerge, state } = await merged(req, before.id, body.data.revision);
      return Response.json({ id, toMerge, approvalEnded: state !== before.state });
    },
  },
];

/** Only who may write explanations may start and merge them. */
function refuseReaders(req: PayloadRequest): void {
  const actor = actorOf(req);
  if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
  if (scopeOf(actor.role, 'explanations', 'update') === 'none')
    throw new WorkflowRefused(roleMayNot(rolesThatMay('explanations', 'update')));
}

async function documentOf(req: PayloadRequest) {
  if (actorOf(req) === null) throw new WorkflowRefused(refusal('not-signed-in'));
  return await req.payload.findByID({
    collection: 'explanations',
    id: String(req.routeParams?.id ?? ''),
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  });
}

async function linesOf(req: PayloadRequest) {
  const { codeKey, id } = await documentOf(req);
  if (!codeKey) return { lines: [] };
  const [{ texts }, held] = await Promise.all([
    livePins(req.payload),
    heldEditions(req.payload, codeKey.split('/')[0] ?? ''),
  ]);
  const live = texts.get(codeKey);
  const seen = live === undefined ? null : (await revisionsById(req.payload, [live])).get(live);
  const { docs } = await req.payload.find({
    collection: 'explanations',
    where: { codeKey: { equals: codeKey } },
    draft: true,
    depth: 0,
    pagination: false,
    sort: '-appliesFrom',
    req,
  });
  const items = await itemsOf(req, codeKey);
  return {
    lines: docs.map((line) => ({
      id: line.id,
      edition: line.appliesFrom ?? '',
      /** As people name it; its id where the desk does not hold it. */
      editionLabel: held.find((edition) => edition.id === line.appliesFrom)?.label ?? line.appliesFrom ?? '',
      stateLabel: stateLabels[line.state ?? 'draft'],
      /** Whether readers see this line's text now. */
      live: seen?.line === line.id,
      /** Whether that is another text than the one that was approved last. */
      earlier: seen?.line === line.id && line.approvedRevision !== live,
      open: line.id === id,
      /** Its work item, where an update of its edition has one. */
      item: items.get(line.appliesFrom ?? '') ?? null,
    })),
  };
}

/** The work items of a code, by their editions. */
async function itemsOf({ payload }: PayloadRequest, codeKey: string) {
  const [codeSet = '', code = ''] = codeKey.split('/');
  const { docs } = await payload.find({
    collection: 'work-items',
    where: { codeSet: { equals: codeSet }, code: { equals: code } },
    depth: 0,
    pagination: false,
    select: { codeSet: true, code: true, edition: true, state: true },
  });
  return new Map(
    docs.map(({ edition, state }) => [
      edition,
      { address: `/admin/updates/${edition}/items/${code}`, stateLabel: itemStates[state] },
    ]),
  );
}

function badRequest(message: string): Response {
  return Response.json({ errors: [{ message }] }, { status: 400 });
}
