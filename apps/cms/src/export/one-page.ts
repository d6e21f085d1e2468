import { decodeIndicators } from '@plaincode/code-sets';
import type { CodePageRecord } from '@plaincode/content-schemas';
import type { Payload, Where } from 'payload';
import { readOf } from '../beside/facts-of-code.ts';
import { rowsOfCodes } from '../beside/rows-of-codes.ts';
import type { CodeRow } from '../imports/code-row.ts';
import { type HeldEdition, heldEditions, latestImport } from '../imports/held-editions.ts';
import { editionOrder } from '../imports/read-rows.ts';
import { labelsOfSet } from '../names/text-names.ts';
import { shownEdition } from '../releases/shown-edition.ts';
import { type CodeEntry, codeEntry } from './code-entry.ts';
import { type PageSet, pageEdition } from './code-page.ts';
import { codePlaces, codeRelations } from './code-relations.ts';
import { later, linkTo, ownTitle, pageOfEntry, type SetToExport, tableOf } from './export-set.ts';
import { mergeOrders } from './merge-orders.ts';
import { confirmedReplacements } from './replacements.ts';
import {
  type FactsInForce,
  factsInForce,
  type ReadFacts,
  wholeSource,
} from './section-data/facts-in-force.ts';
import { sectionData, setFacts } from './section-data/index.ts';

/** `texts` stand for the codes that they are named by; one for a family is filled for its code. */
export interface OnePage extends Omit<SetToExport, 'warn'> {
  code: string;
  /** The edition that the page is of, where it is later than the one that readers see. */
  edition: string;
}

/**
 * The page of one code as `exportSet` would make it, from the few rows that it needs instead of the whole set. Null
 * where no edition up to then held the code. Throws `ExportRefused`.
 */
export async function onePage(payload: Payload, work: OnePage): Promise<CodePageRecord | null> {
  const { system, rights, texts, corrections, seen, code } = work;
  const held = await heldEditions(payload, system.codeSet.id);
  const inForce = editionOf(held, work);
  if (!inForce) return null;
  const [facts, replacements, near] = await Promise.all([
    factsInForce(payload, system.codeSet, later(seen.today, inForce.effective), sparingly(code)),
    confirmedReplacements(payload, system.codeSet.id),
    codesNear(payload, { held, inForce, today: seen.today }, code),
  ]);
  const entry = near.byCode.get(code);
  if (!entry) return null;
  await near.load([...(replacements.get(code) ?? []), ...codesNamed(entry, facts, inForce)]);
  const set: PageSet = {
    codeSet: system.codeSet,
    inForce: pageEdition(inForce),
    tiers: system.tiers,
    rights,
    facts: setFacts(facts, (one) => links.get(one)?.path ?? null, inForce.effective),
    labels: await labelsOfSet(payload, held),
  };
  const textOf = (one: string) => {
    const text = texts.get(`${system.codeSet.id}/${one}`);
    return text ? { text, from: null } : null;
  };
  const correctionsOf = (one: string) => corrections.get(`${system.codeSet.id}/${one}`) ?? [];
  const entries = near.inOrder();
  const links = new Map(entries.map((one) => [one.code, linkTo(set, one, ownTitle(textOf(one.code)))]));
  const relations = codeRelations(codePlaces(entries), (one) => links.get(one));
  return pageOfEntry({ set, byCode: near.byCode, relations, textOf, correctionsOf, replacements }, entry);
}

function editionOf(held: readonly HeldEdition[], { system, seen, edition }: OnePage): HeldEdition | null {
  const shown = shownEdition(held, system.codeSet.id, seen);
  const own = held.find(({ id }) => id === edition);
  return own && (!shown || own.sequence > shown.sequence) ? own : shown;
}

/** The conversion table is read whole, since other codes' rows speak of this one. */
function sparingly(code: string): ReadFacts {
  const read = readOf(code);
  return (payload, source) => (source.kind === 'conversion' ? wholeSource : read)(payload, source);
}

/** Every code that the facts of an entry would link to, were it held. */
function codesNamed({ code, row }: CodeEntry, facts: FactsInForce, inForce: HeldEdition): Set<string> {
  const named = new Set<string>();
  const pathOf = (one: string) => {
    named.add(one);
    return null;
  };
  const asked = setFacts(facts, pathOf, inForce.effective);
  const indicators = decodeIndicators(row.indicators);
  sectionData(asked, { code, codeType: row.codeType, indicators, table: null, file: 'file' });
  return named;
}

interface Timeline {
  held: HeldEdition[];
  inForce: HeldEdition;
  today: string;
}

interface CodesNear {
  byCode: ReadonlyMap<string, CodeEntry>;
  /** Loads more codes; those that are not held are passed over. */
  load(codes: Iterable<string>): Promise<void>;
  inOrder(): CodeEntry[];
}

const eachSide = 16;
const deepest = 12;

/** The codes that a page shows or links to: the family, what is above and under it, and those before and after. */
async function codesNear(payload: Payload, timeline: Timeline, code: string): Promise<CodesNear> {
  const { order, places } = await orderUpTo(payload, timeline);
  const byCode = new Map<string, CodeEntry>();
  const take = async (asked: Where) => {
    const rows = await rowsOfCodes(payload, timeline.held, asked);
    for (const [one, spans] of rows) {
      const entry = places.has(one) ? codeEntry(upTo(spans, timeline.inForce), timeline) : null;
      if (entry) byCode.set(one, entry);
    }
  };
  const load = async (codes: Iterable<string>) => {
    const missing = [...new Set(codes)].filter((one) => places.has(one) && !byCode.has(one));
    for (let start = 0; start < missing.length; start += 500)
      await take({ code: { in: missing.slice(start, start + 500) } });
  };
  await load([code]);
  const row = byCode.get(code)?.row;
  if (row) {
    let above = row.parent;
    for (let level = 0; above !== null && level < deepest; level += 1) {
      await load([above]);
      above = byCode.get(above)?.row.parent ?? null;
    }
    await take({ parent: { equals: code } });
    if (row.parent !== null && byCode.has(row.parent)) await take({ parent: { equals: row.parent } });
    else await load(order.filter((one) => rangeOf(one) === rangeOf(code)));
    const table = tableOf(row);
    if (table !== null) await load([table]);
    await loadNeighbours(order, places.get(code) ?? 0, row, { byCode, load });
  }
  const place = (one: CodeEntry) => places.get(one.code) ?? 0;
  return { byCode, load, inOrder: () => [...byCode.values()].sort((a, b) => place(a) - place(b)) };
}

/** Modifiers and codes may stand among each other, and each has its own order: the search goes on until it finds. */
async function loadNeighbours(
  order: readonly string[],
  place: number,
  { codeType }: CodeRow,
  { byCode, load }: Pick<CodesNear, 'byCode' | 'load'>,
): Promise<void> {
  for (const step of [-1, 1]) {
    for (let width = eachSide, from = place + step; from >= 0 && from < order.length; width *= 4) {
      const side =
        step < 0 ? order.slice(Math.max(0, from - width + 1), from + 1) : order.slice(from, from + width);
      await load(side);
      if (side.some((one) => byCode.get(one)?.row.codeType === codeType)) break;
      from += step * width;
    }
  }
}

interface Order {
  order: readonly string[];
  places: ReadonlyMap<string, number>;
}

/** The orders that were asked for last, by the imports that they come from: an import's order never changes. */
const orders = new WeakMap<Payload, Map<string, Order>>();
const mostOrders = 4;

async function orderUpTo(payload: Payload, { held, inForce }: Timeline): Promise<Order> {
  const imports = held
    .slice(0, held.indexOf(inForce) + 1)
    .reverse()
    .map((edition) => latestImport(edition).id);
  const known = orders.get(payload) ?? new Map<string, Order>();
  orders.set(payload, known);
  const found = known.get(imports.join());
  if (found) return found;
  const order = mergeOrders(await Promise.all(imports.map((one) => editionOrder(payload, one))));
  const made = { order, places: new Map(order.map((one, place) => [one, place])) };
  const [oldest] = known.keys();
  if (known.size >= mostOrders && oldest !== undefined) known.delete(oldest);
  known.set(imports.join(), made);
  return made;
}

function upTo(spans: readonly CodeRow[], { sequence }: HeldEdition): CodeRow[] {
  return spans.filter(({ editionSequence }) => editionSequence <= sequence);
}

/** Codes without a parent are a family by how they begin. */
function rangeOf(code: string): string {
  return code.slice(0, Math.max(code.length - 2, 1));
}
