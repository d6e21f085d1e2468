import type { Payload } from 'payload';
import { z } from 'zod';
import type { CodeRow } from './code-row.ts';
import { type HeldEdition, visibleImports } from './held-editions.ts';
import type { CodeState } from './plan-import.ts';
import { isLater, type Spans, spanRows, statesAt } from './spans.ts';

/** The rows of a set's codes, as far as they are visible. */
export function codeSpans(codeSet: string, held: readonly HeldEdition[]): Spans {
  const visible = visibleImports(held);
  return { collection: 'codes', prefix: `${codeSet}/`, visible };
}

/** The state of every code of a set at each of the given editions (ascending sequences). */
export function editionStates(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  sequences: readonly number[],
): Promise<Map<string, CodeState>[]> {
  return statesAt(payload, codeSpans(codeSet, held), sequences);
}

/** Every visible row of a set up to an edition, in no promised order. */
export async function* visibleRows(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  upTo: number,
): AsyncGenerator<CodeRow> {
  const words = new Map<string, string>();
  for await (const document of spanRows(payload, codeSpans(codeSet, held), upTo))
    yield compacted(document as CodeRow, words);
}

/** What each of the given editions (ascending sequences) holds, by code, from one reading of the rows. */
export async function editionContents(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  sequences: readonly number[],
): Promise<Map<string, CodeRow>[]> {
  const contents = sequences.map(() => new Map<string, CodeRow>());
  for await (const row of visibleRows(payload, codeSet, held, sequences.at(-1) ?? 0))
    sequences.forEach((sequence, index) => {
      const content = contents[index];
      const known = content?.get(row.code);
      if (content && row.editionSequence <= sequence && (!known || isLater(row, known)))
        content.set(row.code, row);
    });
  for (const content of contents) for (const [code, row] of content) if (!row.present) content.delete(code);
  return contents;
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
