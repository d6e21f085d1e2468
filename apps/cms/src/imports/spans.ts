import type { CollectionSlug, Payload } from 'payload';
import { everyDocument } from './every-document.ts';
import type { CodeState } from './plan-import.ts';

/**
 * A table of append-only spans, or the part of it that one source fills: its rows are one range of the unique
 * key. A row counts when its import is visible.
 */
export interface Spans {
  collection: 'codes' | 'code-facts';
  /** What every key begins with: `hcpcs/`, `icd-10-cm/tabular/`. */
  prefix: string;
  /** The ids of the complete imports. */
  visible: ReadonlySet<string>;
}

const stateFields = {
  key: true,
  code: true,
  import: true,
  editionSequence: true,
  importSequence: true,
  present: true,
  contentHash: true,
} as const;

type StateRow = CodeState & { code: string; importSequence: number };

/**
 * The state of every code at each of the given editions (ascending sequences). A code that left is in the map,
 * as not present.
 */
export async function statesAt(
  payload: Payload,
  spans: Spans,
  sequences: readonly number[],
): Promise<Map<string, CodeState>[]> {
  const states = sequences.map(() => new Map<string, StateRow>());
  const last = sequences.at(-1);
  if (last === undefined || spans.visible.size === 0) return states;
  for await (const document of spanRows(payload, spans, last, stateFields)) {
    const row = document as StateRow & { import: string };
    sequences.forEach((sequence, index) => {
      const state = states[index];
      if (row.editionSequence > sequence || !state) return;
      const known = state.get(row.code);
      if (!known || isLater(row, known)) state.set(row.code, row);
    });
  }
  return states;
}

/** Every visible row up to an edition, in no promised order. */
export async function* spanRows(
  payload: Payload,
  { collection, prefix, visible }: Spans,
  upTo: number,
  select?: Record<string, true>,
): AsyncGenerator<unknown> {
  // `0` follows `/` in ASCII.
  const end = `${prefix.slice(0, -1)}0`;
  const where = {
    and: [
      { key: { greater_than: prefix } },
      { key: { less_than: end } },
      { editionSequence: { less_than_equal: upTo } },
    ],
  };
  // Whatever is asked for, paging needs the key and visibility the import.
  const fields = select ? { select: { ...select, key: true as const, import: true as const } } : {};
  const paging = { by: 'key', size: 2_500, ...fields };
  for await (const document of everyDocument(payload, collection, where, paging)) {
    if (visible.has((document as { import: string }).import)) yield document;
  }
}

/** What stands last for each code up to an edition, as far as it is visible; a code that left stands as not present. */
export async function lastRows<Row extends { code: string } & Order>(
  payload: Payload,
  spans: Spans,
  upTo: number,
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for await (const document of spanRows(payload, spans, upTo)) {
    const row = document as Row;
    const known = rows.get(row.code);
    if (!known || isLater(row, known)) rows.set(row.code, row);
  }
  return rows;
}

/** Rows by their keys. Throws when one is gone: rows are never deleted while an import runs. */
export async function spansByKey<Row extends { key: string }>(
  payload: Payload,
  collection: Extract<CollectionSlug, Spans['collection']>,
  keys: readonly string[],
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (let start = 0; start < keys.length; start += 1_000) {
    const some = keys.slice(start, start + 1_000);
    const page = await payload.db.find({
      collection,
      where: { key: { in: some } },
      limit: some.length,
      pagination: false,
    });
    for (const document of page.docs) {
      const row = document as unknown as Row;
      rows.set(row.key, row);
    }
  }
  const lost = keys.find((key) => !rows.has(key));
  if (lost !== undefined) throw new Error(`The row ${lost} is no longer in the database.`);
  return rows;
}

/** Where a row stands in a history: by edition, within an edition by import. */
export interface Order {
  editionSequence: number;
  importSequence: number;
}

export function isLater(a: Order, b: Order): boolean {
  return (
    a.editionSequence > b.editionSequence ||
    (a.editionSequence === b.editionSequence && a.importSequence > b.importSequence)
  );
}
