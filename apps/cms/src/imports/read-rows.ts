import type { Payload } from 'payload';
import { z } from 'zod';
import type { CodeRow } from './code-row.ts';
import { everyDocument } from './every-document.ts';
import type { HeldEdition } from './held-editions.ts';
import type { CodeState } from './plan-import.ts';

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
 * The state of every code at each of the given editions (ascending sequences), from the visible rows of a set.
 * A code that left is in the map, as not present.
 */
export async function editionStates(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  sequences: readonly number[],
): Promise<Map<string, CodeState>[]> {
  const visible = visibleImports(held);
  const states = sequences.map(() => new Map<string, StateRow>());
  const last = sequences.at(-1);
  if (last === undefined || visible.size === 0) return states;
  for await (const document of rowsOf(payload, codeSet, last, stateFields)) {
    const row = document as StateRow & { import: string };
    if (!visible.has(row.import)) continue;
    sequences.forEach((sequence, index) => {
      const state = states[index];
      if (row.editionSequence > sequence || !state) return;
      const known = state.get(row.code);
      if (!known || isLater(row, known)) state.set(row.code, row);
    });
  }
  return states;
}

/** Every visible row of a set up to an edition, in no promised order. */
export async function* visibleRows(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  upTo: number,
): AsyncGenerator<CodeRow> {
  const visible = visibleImports(held);
  const words = new Map<string, string>();
  for await (const document of rowsOf(payload, codeSet, upTo)) {
    const row = document as CodeRow;
    if (visible.has(row.import)) yield compacted(row, words);
  }
}

/**
 * The same row in half the memory: a caller may keep a whole code set of them. Texts that thousands of rows
 * have in common are one string, and what says nothing is one object.
 */
function compacted(row: CodeRow, words: Map<string, string>): CodeRow {
  const shared = (text: string): string => {
    const known = words.get(text);
    if (known === undefined) words.set(text, text);
    return known ?? text;
  };
  const { dates, indicators, longDescriptor, shortDescriptor, code } = row;
  return {
    key: row.key,
    code,
    displayCode: row.displayCode === code ? code : row.displayCode,
    codeSet: shared(row.codeSet),
    codeType: row.codeType,
    billable: row.billable,
    parent: row.parent === null ? null : shared(row.parent),
    shortDescriptor: shortDescriptor === longDescriptor ? longDescriptor : shortDescriptor,
    mediumDescriptor: row.mediumDescriptor,
    longDescriptor,
    dates: dates.added === null && dates.effective === null && dates.terminated === null ? noDates : dates,
    indicators: Object.keys(indicators).length === 0 ? noIndicators : indicators,
    import: shared(row.import),
    edition: shared(row.edition),
    editionSequence: row.editionSequence,
    importSequence: row.importSequence,
    present: row.present,
    contentHash: row.contentHash,
  };
}

const noDates: CodeRow['dates'] = Object.freeze({ added: null, effective: null, terminated: null });
const noIndicators: CodeRow['indicators'] = Object.freeze({});

/** Rows by their keys. Throws when one is gone: rows are never deleted while an import runs. */
export async function rowsByKey(payload: Payload, keys: readonly string[]): Promise<Map<string, CodeRow>> {
  const rows = new Map<string, CodeRow>();
  for (let start = 0; start < keys.length; start += 1_000) {
    const some = keys.slice(start, start + 1_000);
    const page = await payload.db.find({
      collection: 'codes',
      where: { key: { in: some } },
      limit: some.length,
      pagination: false,
    });
    for (const document of page.docs) {
      const row = document as unknown as CodeRow;
      rows.set(row.key, row);
    }
  }
  const lost = keys.find((key) => !rows.has(key));
  if (lost !== undefined) throw new Error(`The row ${lost} is no longer in the database.`);
  return rows;
}

const orderDocument = z.object({ chunk: z.number(), codes: z.array(z.string()) });

/** The codes that an edition holds, in their official order. */
export async function editionOrder(payload: Payload, importId: string): Promise<string[]> {
  const page = await payload.db.find({
    collection: 'edition-orders',
    where: { import: { equals: importId } },
    limit: 0,
    pagination: false,
  });
  const chunks = page.docs.map((document) => orderDocument.parse(document));
  return chunks.sort((a, b) => a.chunk - b.chunk).flatMap((chunk) => chunk.codes);
}

/** Later in a set's history: by edition, within an edition by import. */
export function isLater(
  a: Pick<CodeRow, 'editionSequence' | 'importSequence'>,
  b: Pick<CodeRow, 'editionSequence' | 'importSequence'>,
): boolean {
  return (
    a.editionSequence > b.editionSequence ||
    (a.editionSequence === b.editionSequence && a.importSequence > b.importSequence)
  );
}

function visibleImports(held: readonly HeldEdition[]): Set<string> {
  return new Set(held.flatMap((edition) => edition.imports.map((one) => one.id)));
}

/** A set's rows are one range of the unique key, which begins with the set's id; `0` follows `/` in ASCII. */
function rowsOf(
  payload: Payload,
  codeSet: string,
  upTo: number,
  select?: Record<string, true>,
): AsyncGenerator<unknown> {
  const where = {
    and: [
      { key: { greater_than: `${codeSet}/` } },
      { key: { less_than: `${codeSet}0` } },
      { editionSequence: { less_than_equal: upTo } },
    ],
  };
  return everyDocument(payload, 'codes', where, { by: 'key', size: 2_500, ...(select ? { select } : {}) });
}
