import type { Fact, TabularFact } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import {
  type EditionOfFacts,
  type FactsInForce,
  factsInForce,
  type ReadFacts,
} from '../export/section-data/facts-in-force.ts';
import { codesInIndex } from '../export/section-data/index-terms.ts';
import { codesAbove } from '../export/section-data/tabular-notes.ts';
import type { FactRow } from '../imports/fact-row.ts';
import { heldFacts, visibleImports } from '../imports/held-editions.ts';
import { isLater } from '../imports/spans.ts';

const deepest = 12;

/**
 * What the sources of a set say of one code, at their editions in force by a day: a handful of rows, where the
 * export reads whole sources. The tabular list brings the entries above along, whose notes the code inherits.
 */
export async function factsOfCode(
  payload: Payload,
  codeSet: { id: string; rightsHolder: string },
  code: string,
  day: string,
): Promise<FactsInForce> {
  return await factsInForce(payload, codeSet, day, readOf(code));
}

/** Reads of a source what it says of some codes. */
export function readOf(...codes: string[]): ReadFacts {
  return async (payload, source) => {
    const { kind } = source;
    const namesOf =
      kind === 'tabular'
        ? (code: string) => [code, ...codesAbove(code)]
        : kind.startsWith('index-')
          ? codesInIndex
          : (code: string) => [code];
    const byCode = await contentsOfAll(payload, source, [...new Set(codes.flatMap(namesOf))]);
    if (kind !== 'tabular') return byCode;
    await addAbove(payload, source, byCode);
    // A category that is newer than the list stands in one of its sections.
    const isNewer = (code: string) => ![code, ...codesAbove(code)].some((one) => byCode.has(one));
    if (codes.some(isNewer))
      for (const [key, content] of await contentsOf(payload, source, { like: ':' })) byCode.set(key, content);
    return byCode;
  };
}

/**
 * The entries of the tabular list for some codes of a set, with all that stand above them, at the edition of the list
 * that is in force by a day; null where none is held.
 */
export async function tabularEntries(
  payload: Payload,
  codeSet: string,
  codes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, TabularFact> | null> {
  const held = (await heldFacts(payload, codeSet)).get('tabular') ?? [];
  const edition = held.findLast(({ effective }) => effective <= day) ?? held[0];
  if (!edition) return null;
  const source: EditionOfFacts = { codeSet, kind: 'tabular', held, edition };
  const byCode = await contentsOfAll(payload, source, codes);
  await addAbove(payload, source, byCode);
  return byCode as Map<string, TabularFact>;
}

const codesToAQuestion = 500;

async function contentsOfAll(
  payload: Payload,
  source: EditionOfFacts,
  codes: readonly string[],
): Promise<Map<string, Fact['content']>> {
  const byCode = new Map<string, Fact['content']>();
  for (let start = 0; start < codes.length; start += codesToAQuestion) {
    const asked = codes.slice(start, start + codesToAQuestion);
    for (const [code, content] of await contentsOf(payload, source, { in: asked })) byCode.set(code, content);
  }
  return byCode;
}

async function contentsOf(
  payload: Payload,
  { codeSet, kind, held, edition }: EditionOfFacts,
  code: { in: string[] } | { like: string },
): Promise<Map<string, Fact['content']>> {
  const visible = visibleImports(held);
  const page = await payload.db.find<FactRow & Record<string, unknown>>({
    collection: 'code-facts',
    where: {
      codeSet: { equals: codeSet },
      code,
      kind: { equals: kind },
      editionSequence: { less_than_equal: edition.sequence },
    },
    limit: 0,
    pagination: false,
  });
  const last = new Map<string, FactRow>();
  for (const row of page.docs) {
    const known = last.get(row.code);
    if (visible.has(row.import) && (!known || isLater(row, known))) last.set(row.code, row);
  }
  return new Map([...last].flatMap(([code, row]) => (row.present ? [[code, row.content] as const] : [])));
}

async function addAbove(
  payload: Payload,
  source: EditionOfFacts,
  byCode: Map<string, Fact['content']>,
): Promise<void> {
  const parentOf = (content: Fact['content']) => (content as TabularFact).parent;
  const lacking = (codes: (string | null)[]) =>
    [...new Set(codes)].filter((one) => one !== null).filter((one) => !byCode.has(one));
  let next = lacking([...byCode.values()].map(parentOf));
  for (let level = 0; level < deepest && next.length > 0; level += 1) {
    const more = await contentsOfAll(payload, source, next);
    for (const [code, content] of more) byCode.set(code, content);
    next = lacking([...more.values()].map(parentOf));
  }
}
