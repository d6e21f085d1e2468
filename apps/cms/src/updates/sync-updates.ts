import type { EditionDiff } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { z } from 'zod';
import type { BulkStore } from '../imports/bulk/index.ts';
import { diffHeld } from '../imports/diff-held.ts';
import { everyDocument } from '../imports/every-document.ts';
import { type HeldEdition, heldEditions, heldFacts, latestImport } from '../imports/held-editions.ts';
import { livePins } from '../releases/live.ts';
import { shownEdition } from '../releases/shown-edition.ts';
import { type DueUpdate, dueUpdates, type HeldUpdate } from './due-updates.ts';
import { bringInStep, type UpdateReport } from './open-update.ts';

/** A change set that an import has computed already, notes apart. */
export type KnownDiff = { codeSet: string; from: string; to: string; diff: EditionDiff };

export type SyncRequest = {
  codeSet: string;
  known?: KnownDiff | null;
  now?: Date;
};

/**
 * Opens the update of every edition of a set that should have one, and brings those that stand in step with what is held.
 * Call it only while holding the import lock. The same call again changes nothing.
 */
export async function syncUpdates(
  payload: Payload,
  bulk: BulkStore,
  { codeSet, known = null, now = new Date() }: SyncRequest,
): Promise<UpdateReport[]> {
  const held = await heldEditions(payload, codeSet);
  if (held.length < 2) return [];
  const tabular = (await heldFacts(payload, codeSet)).get('tabular') ?? [];
  const seen = { shown: (await livePins(payload)).shown, today: now.toISOString().slice(0, 10) };
  const shown = shownEdition(held, codeSet, seen);
  const without = await editionsWithout(payload, held);
  const due = dueUpdates({ held, tabular, shown, updates: await heldUpdates(payload, codeSet), without });
  const noted = new Set(tabular.map(({ id }) => id));
  const reports: UpdateReport[] = [];
  for (const one of due) {
    const reusable = known && isOf(known, one) && !(noted.has(one.from.id) && noted.has(one.to.id));
    const diff = reusable ? known.diff : await diffHeld(payload, codeSet, one.from, one.to);
    const cause = { now: now.toISOString(), words: `with the import of ${latestImport(one.to).fileName}` };
    reports.push(await bringInStep(payload, bulk, one, held, diff, cause));
  }
  return reports;
}

const isOf = ({ from, to }: KnownDiff, due: DueUpdate): boolean => from === due.from.id && to === due.to.id;

const updateDocument = z.object({
  id: z.string(),
  edition: z.string(),
  fromEdition: z.string(),
  state: z.enum(['open', 'released']),
  import: z.string(),
});

async function heldUpdates(payload: Payload, codeSet: string): Promise<HeldUpdate[]> {
  const updates: HeldUpdate[] = [];
  for await (const document of everyDocument(payload, 'updates', { codeSet: { equals: codeSet } }))
    updates.push(updateDocument.parse(document));
  return updates;
}

const withoutKey = (edition: string): string => `no-update/${edition}`;

/** Says, before its import, that a sample edition is to open no update: what the starter brings is no work for anybody. */
export async function openNoUpdate(payload: Payload, edition: string): Promise<void> {
  await payload.kv.set(withoutKey(edition), {});
}

/** Only as long as they are the starter's: a real release that takes the place of a sample brings its work. */
async function editionsWithout(payload: Payload, held: readonly HeldEdition[]): Promise<Set<string>> {
  const without = new Set<string>();
  for (const { id, sample } of held) if (sample && (await payload.kv.has(withoutKey(id)))) without.add(id);
  return without;
}
