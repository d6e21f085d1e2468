import { documentsWithStart } from './code-start.ts';
import type { IndexDocument, IndexReader } from './index-reader.ts';
import { placeOf } from './index-reader.ts';
import { matchWord } from './match-words.ts';
import { readingsOf } from './readings.ts';
import { bestDocuments, type Filters, hasAllWritten } from './score.ts';

/** A code that was found. */
export type Hit = IndexDocument & { set: string; billable: boolean };

/** Codes found of one set, the best first. */
export type HitGroup = { set: string; name: string; hits: Hit[] };

/**
 * `near`: none of the codes that are shown has all that was typed as it was typed. `whole`: no more were found than are
 * shown.
 */
export type Found = { groups: HitGroup[]; hits: number; near: boolean; whole: boolean };

export type Asked = { typed: string; filters?: Filters; most: number };

/** Characters of a query that are looked at. */
const longest = 120;

/**
 * Looks a query up: codes that begin with it where it can be one, and codes by its words. The same in the browser and
 * in the gate. Throws `IndexGone` where the release has moved on.
 */
export async function lookUp(index: IndexReader, { typed, filters = {}, most }: Asked): Promise<Found> {
  const text = typed.slice(0, longest);
  const byCode = await documentsWithStart(index, text, most, filters);
  const byWords = byCode.length < most ? await byWordsOf(index, text, most, filters) : nothing;
  const numbers = [...new Set([...byCode, ...byWords.numbers])].slice(0, most);
  const hits = await Promise.all(numbers.map((number) => hitOf(index, number)));
  return {
    groups: grouped(index, hits),
    hits: hits.length,
    near: byCode.length === 0 && byWords.near,
    whole: hits.length < most,
  };
}

type ByWords = { numbers: number[]; near: boolean };

const nothing: ByWords = { numbers: [], near: false };

async function byWordsOf(index: IndexReader, text: string, most: number, filters: Filters): Promise<ByWords> {
  const unfinished = !/\s$/.test(text);
  const asked = (await readingsOf(index, text)).map(async ({ words, known, worth }) => {
    const matches = words.map((word, at) =>
      matchWord(index, word, {
        unfinished: unfinished && at === words.length - 1 && !known.has(word),
        known: known.has(word),
      }),
    );
    return { words: await Promise.all(matches), worth };
  });
  const readings = await Promise.all(asked);
  const found = bestDocuments(index.root, readings, { most, filters });
  return {
    numbers: found.map(({ document }) => document),
    near: found.length > 0 && !hasAllWritten(index.root, readings, filters),
  };
}

async function hitOf(index: IndexReader, number: number): Promise<Hit> {
  const { set } = placeOf(index.root, number);
  const standing = index.root.ranges.find(
    ({ from, count }) => number >= from && number < from + count,
  )?.standing;
  return { ...(await index.document(number)), set, billable: standing !== 'header' };
}

/** By code set, the set of the best hit first. */
function grouped(index: IndexReader, hits: readonly Hit[]): HitGroup[] {
  const names = new Map(index.root.sets.map(({ id, name }) => [id, name]));
  return [...Map.groupBy(hits, ({ set }) => set)].map(([set, some]) => ({
    set,
    name: names.get(set) ?? set,
    hits: some,
  }));
}
