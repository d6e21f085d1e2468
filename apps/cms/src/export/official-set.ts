import type { Payload } from 'payload';
import type { CodeRow } from '../imports/code-row.ts';
import { type HeldEdition, heldEditions, latestImport } from '../imports/held-editions.ts';
import { editionOrder, visibleRows } from '../imports/read-rows.ts';
import { labelsOfSet } from '../names/text-names.ts';
import { type SeenEditions, shownEdition } from '../releases/shown-edition.ts';
import { type CodeEntry, codeEntry } from './code-entry.ts';
import { type CodePlaces, codePlaces } from './code-relations.ts';
import { mergeOrders } from './merge-orders.ts';

/** A set as its release files tell it at the edition that readers see: no text changes any of it. */
export interface OfficialSet {
  inForce: HeldEdition;
  /** In official order. */
  entries: readonly CodeEntry[];
  places: CodePlaces;
  /** The labels of the set's editions, by their ids. */
  labels: ReadonlyMap<string, string>;
}

/** Reads a whole set. Null where it holds no edition: it then has no pages. */
export async function officialSet(
  payload: Payload,
  codeSet: string,
  seen: SeenEditions,
): Promise<OfficialSet | null> {
  const held = await heldEditions(payload, codeSet);
  const inForce = shownEdition(held, codeSet, seen);
  if (!inForce) return null;
  const entries = await entriesOf(payload, { held, inForce, today: seen.today });
  return {
    inForce,
    entries,
    places: codePlaces(entries),
    labels: await labelsOfSet(payload, held),
  };
}

async function entriesOf(
  payload: Payload,
  timeline: { held: HeldEdition[]; inForce: HeldEdition; today: string },
): Promise<CodeEntry[]> {
  const { held, inForce } = timeline;
  const spans = new Map<string, CodeRow[]>();
  for await (const row of visibleRows(payload, inForce.codeSet, held, inForce.sequence)) {
    const known = spans.get(row.code);
    if (known) known.push(sharing(row, known[0]));
    else spans.set(row.code, [row]);
  }
  const until = held.slice(0, held.indexOf(inForce) + 1).reverse();
  const orders: string[][] = [];
  for (const edition of until) orders.push(await editionOrder(payload, latestImport(edition).id));
  return mergeOrders(orders).flatMap((code) => codeEntry(spans.get(code) ?? [], timeline) ?? []);
}

/** A row that says what another one of its code says takes over that one's words: editions rarely differ. */
function sharing(row: CodeRow, known: CodeRow | undefined): CodeRow {
  if (row.contentHash !== known?.contentHash) return row;
  const { key, import: importId, edition, editionSequence, importSequence, present } = row;
  return { ...known, key, import: importId, edition, editionSequence, importSequence, present };
}
