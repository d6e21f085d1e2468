import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { bodyOf, parsed, signedIn } from '../../access/parse-request.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { assignAgain } from '../../updates/assign-again.ts';
import { type Board, boardOf, boardQuery, boardRows, updateOf } from '../../updates/board.ts';
import { addByHand } from '../../updates/item-by-hand.ts';
import { itemView } from '../../updates/item-view.ts';
import { listUpdates } from '../../updates/list-updates.ts';
import { addressOf } from '../../workflow/item-address.ts';
import type { Role } from '../../workflow/permissions.ts';
import { refusal, roleMayNot } from '../../workflow/refusal.ts';
import { filteredRows } from '../../workflow/update-board.ts';
import { bareCode } from '../codes/bare-code.ts';

const writers: readonly Role[] = ['editor', 'reviewer', 'admin'];
const leads: readonly Role[] = ['reviewer', 'publisher', 'admin'];

const handBody = z.strictObject({
  code: z.string().min(1).max(20),
  note: z.string().trim().min(1).max(2000),
});

/**
 * `GET /board`: every update with its counts. `GET /:edition/board`: one update, counted and filtered.
 * `GET /:edition/found`: all that the filters let through, for going from one to the next and for choosing all.
 * `GET` and `POST /:edition/items`: one item in full; a code put on the list by hand.
 * `POST /:edition/assign`: the rules once more for what nobody has.
 */
export const updateEndpoints: Endpoint[] = [
  {
    path: '/board',
    method: 'get',
    handler: async (req) => {
      signedIn(req);
      return Response.json({ updates: await listUpdates(req.payload, today()) });
    },
  },
  {
    path: '/:edition/board',
    method: 'get',
    handler: async (req) => {
      signedIn(req);
      const board = await boardOf(req.payload, editionIn(req), parsed(boardQuery, req.query), today());
      return board ? Response.json(board) : unknown('update-unknown');
    },
  },
  {
    path: '/:edition/found',
    method: 'get',
    handler: async (req) => {
      signedIn(req);
      const { page: _, ...filters } = parsed(boardQuery, req.query);
      const update = await updateIn(req);
      if (!update) return unknown('update-unknown');
      const rows = filteredRows(await boardRows(req.payload, update.edition, filters), filters, today());
      return Response.json({
        found: rows.map(({ id, ...row }) => ({
          id,
          at: addressOf(update.codeSet, row),
          waits: row.state === 'in-review',
        })),
      });
    },
  },
  {
    path: '/:edition/items/:code',
    method: 'get',
    handler: async (req) => {
      const actor = signedIn(req);
      const update = await updateIn(req);
      const view = update && (await itemView(req, update, actor, codeIn(req)));
      return view ? Response.json(view) : unknown(update ? 'item-unknown' : 'update-unknown');
    },
  },
  {
    path: '/:edition/items',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      if (!writers.includes(actor.role)) throw new WorkflowRefused(roleMayNot(writers));
      const given = await bodyOf(req, handBody);
      const update = await updateIn(req);
      if (!update) return unknown('update-unknown');
      await addByHand(req.payload, actor, update, given);
      const view = await itemView(req, update, actor, bareCode(given.code));
      return Response.json(view, { status: 201 });
    },
  },
  {
    path: '/:edition/assign',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      if (!leads.includes(actor.role)) throw new WorkflowRefused(roleMayNot(leads));
      const update = await updateIn(req);
      if (!update) return unknown('update-unknown');
      return Response.json({ assigned: await assignAgain(req.payload, actor, update) });
    },
  },
];

const today = (): string => new Date().toISOString().slice(0, 10);
const editionIn = (req: PayloadRequest): string => String(req.routeParams?.edition ?? '');

function codeIn(req: PayloadRequest): string {
  const code = String(req.routeParams?.code ?? '');
  const [set, foreign] = code.split(':');
  return foreign ? `${set}/${bareCode(foreign)}` : bareCode(code);
}

const updateIn = (req: PayloadRequest): Promise<Board['update'] | null> =>
  updateOf(req.payload, editionIn(req));

function unknown(what: 'update-unknown' | 'item-unknown'): never {
  throw new WorkflowRefused(refusal(what));
}
