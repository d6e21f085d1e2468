import { documentsWithStart, isSpelledCode } from './code-start.ts';
import type { IndexDocument, IndexReader } from './index-reader.ts';
import { placeOf } from './index-reader.ts';
import { matchWord } from './match-words.ts';
import { phrasesFirst } from './phrase.ts';
import { readingsOf } from './readings.ts';
import { longestQuery } from './results-html.ts';
import { bestDocuments, type Filters, hasAllWritten } from './score.ts';
import { type SeveralCodes, severalCodes } from './several-codes.ts';

/** A code that was found. */
export type Hit = IndexDocument & { set: string; billable: boolean };

/** Codes found of one set. */
export type HitGroup = { set: string; name: string; hits: Hit[] };

/**
 * The best first, in a group for each set. `near`: none of the codes that are shown has all that was typed as it was typed.
 * `whole`: no more were found than are shown. `codes`: where codes alone were typed, those that the release does not hold and
 * those that the filters hide; the others are shown in the order typed, a group for as many of one set as follow each other.
 */
export type Found = {
  groups: HitGroup[];
  hits: number;
  near: boolean;
  whole: boolean;
  codes: { notHeld: string[]; hidden: string[] } | null;
};

export type Asked = { typed: string; filters?: Filters; most: number };

/**
 * Looks a query up: codes that begin with it where it can be one, the codes in it where it has nothing else, and codes by
 * its words. The same in the browser and in the gate. Throws `IndexGone` where the release has moved on.
 */
export async function lookUp(index: IndexReader, { typed, filters = {}, most }: Asked): Promise<Found> {
  const text = typed.slice(0, longestQuery);
  const byCode = await documentsWithStart(index, text, most, filters);
  // `e11 65` is one code where that is held.
  const cut = typed.length >= longestQuery;
  const several = byCode.length > 0 ? null : await severalCodes(index, { text, cut, most, filters });
  const isHeld = several !== null && several.numbers.length + several.hidden.length > 0;
  if (several && isHeld) return await foundCodes(index, several);
  const asWords = byCode.length < most && !(byCode.length > 0 && isSpelledCode(text));
  const words = asWords ? await byWordsOf(index, text, most, filters) : nothing;
  // Beside a code that is held, a word that is only like what was typed is not meant.
  const byWords = byCode.length > 0 && words.near ? nothing : words;
  // What looks like codes, and no text has as its words either.
  if (several && (byWords.near || byWords.numbers.length === 0)) return await foundCodes(index, several);
  const started = await Promise.all(byCode.map((number) => hitOf(index, number)));
  const others = byWords.numbers.filter((number) => !byCode.includes(number));
  const worded = await Promise.all(others.map((number) => hitOf(index, number)));
  const hits = [...started, ...phrasesFirst(worded, text)].slice(0, most);
  return {
    groups: grouped(index, hits),
    hits: hits.length,
    near: byCode.length === 0 && byWords.near,
    whole: hits.length < most,
    codes: null,
  };
}

async function foundCodes(index: IndexReader, several: SeveralCodes): Promise<Found> {
  const { numbers, notHeld, hidden, whole } = several;
  const hits = await Promise.all(numbers.map((number) => hitOf(index, number)));
  const runs: Hit[][] = [];
  for (const hit of hits) {
    const run = runs.at(-1);
    if (run?.[0]?.set === hit.set) run.push(hit);
    else runs.push([hit]);
  }
  const groups = runs.flatMap((run) => grouped(index, run));
  return { groups, hits: hits.length, near: false, whole, codes: { notHeld, hidden } };
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
  const { found, asTyped } = bestDocuments(index.root, readings, { most, filters });
  return {
    numbers: [...new Set([...found, ...asTyped].map(({ document }) => document))],
    near: found.length > 0 && !hasAllWritten(index.root, readings, filters),
  };
}

async function hitOf(index: IndexReader, number: number): Promise<Hit> {
  const { set, standing } = placeOf(index.root, number);
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
