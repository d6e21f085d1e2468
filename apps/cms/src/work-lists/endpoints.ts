import { addDataAndFileToRequest, type Endpoint, type PayloadRequest, type Where } from 'payload';
import { mergeListSearchAndWhere } from 'payload/shared';
import { z } from 'zod';
import { BadRequest, parsed, signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { bringIn } from '../bring-in/bring-in.ts';
import { boardQuery, boardRows, updateOf } from '../updates/board.ts';
import { rolesThatMay, scopeOf } from '../workflow/permissions.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import { filteredRows } from '../workflow/update-board.ts';
import { explanationsList, updateList } from './lists.ts';

const listQuery = z.object({
  where: z.record(z.string(), z.unknown()).optional(),
  search: z.string().max(200).optional(),
  sort: z
    .string()
    .max(60)
    .regex(/^-?[A-Za-z.]+$/)
    .optional(),
});

const given = z
  .string()
  .trim()
  .max(80)
  .transform((text) => text || undefined)
  .optional();
const upload = z.object({
  codeSet: given,
  edition: given,
  notice: given,
  check: z.boolean().default(true),
  leaveOut: z.boolean().default(false),
  token: z.string().max(80).optional(),
});

/**
 * `GET list`: what the list of explanations shows, as a workbook; it takes the list's own query. `POST bring-in`: a file of
 * texts; checked, or written where `check` is false.
 */
export const explanationListEndpoints: Endpoint[] = [
  {
    path: '/list',
    method: 'get',
    handler: async (req) => {
      signedIn(req);
      const { where, search, sort } = parsed(listQuery, req.query);
      const collection = req.payload.collections.explanations.config;
      const asked = mergeListSearchAndWhere({
        collectionConfig: collection,
        search: search ?? '',
        where: (where ?? {}) as Where,
      });
      return workbook('explanations', await explanationsList(req, asked, sort ?? '-updatedAt'));
    },
  },
  {
    path: '/bring-in',
    method: 'post',
    handler: async (req) => {
      const { role } = signedIn(req);
      if (scopeOf(role, 'explanations', 'create') === 'none')
        throw new WorkflowRefused(roleMayNot(rolesThatMay('explanations', 'create')));
      await addDataAndFileToRequest(req);
      const { codeSet, edition, notice, check, leaveOut, token } = parsed(upload, req.data ?? {});
      if (!req.file || !req.user) throw new BadRequest('Choose a file: .xlsx, .csv or .docx.');
      const source = { name: req.file.name, bytes: req.file.data };
      const report = await bringIn(req.payload, {
        source,
        user: req.user,
        defaults: { codeSet, edition, notice },
        check,
        leaveOut,
        token,
      });
      return Response.json(report);
    },
  },
];

/** `GET /:edition/list`: what the board shows, as a workbook; it takes the board's own filters. */
export const updateListEndpoints: Endpoint[] = [
  {
    path: '/:edition/list',
    method: 'get',
    handler: async (req: PayloadRequest) => {
      signedIn(req);
      const { page: _, ...filters } = parsed(boardQuery, req.query);
      const update = await updateOf(req.payload, String(req.routeParams?.edition ?? ''));
      if (!update) throw new WorkflowRefused(refusal('update-unknown'));
      const rows = filteredRows(
        await boardRows(req.payload, update.edition, filters),
        filters,
        new Date().toISOString().slice(0, 10),
      );
      return workbook(update.edition, await updateList(req, update, rows));
    },
  },
];

function workbook(name: string, body: ReadableStream<Uint8Array>): Response {
  const day = new Date().toISOString().slice(0, 10);
  return new Response(body, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '-')}-${day}.xlsx"`,
      'cache-control': 'no-store',
    },
  });
}
