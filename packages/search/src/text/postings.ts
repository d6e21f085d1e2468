import { decodeNumbers, encodeNumber } from './numbers.ts';

/** Documents by the level of their impact, each list ascending. */
export type Postings = number[][];

/**
 * One word's documents as text: for each level with documents its number, how many runs it has, and for each run the
 * gap to the one before, doubled, and one more where the run is longer than one document, whose length then follows.
 */
export function encodePostings(postings: Postings): string {
  let text = '';
  for (const [level, documents] of postings.entries()) {
    if (documents.length === 0) continue;
    const runs = runsOf(documents);
    text += encodeNumber(level) + encodeNumber(runs.length);
    let end = 0;
    for (const [from, length] of runs) {
      text += encodeNumber((from - end) * 2 + (length > 1 ? 1 : 0));
      if (length > 1) text += encodeNumber(length - 2);
      end = from + length;
    }
  }
  return text;
}

function runsOf(documents: readonly number[]): [from: number, length: number][] {
  const runs: [number, number][] = [];
  for (const document of documents) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === document) last[1] += 1;
    else runs.push([document, 1]);
  }
  return runs;
}

/** Calls `take` with every run of documents of a word, and its level. */
export function decodePostings(
  text: string,
  take: (from: number, length: number, level: number) => void,
): void {
  let level = -1;
  let left = -1;
  let from = -1;
  let end = 0;
  decodeNumbers(text, (number) => {
    if (level < 0) {
      level = number;
      end = 0;
    } else if (left < 0) left = number;
    else if (from >= 0) {
      end = from + number + 2;
      take(from, number + 2, level);
      from = -1;
      left -= 1;
    } else if (number % 2 === 1) from = end + (number - 1) / 2;
    else {
      const at = end + number / 2;
      take(at, 1, level);
      end = at + 1;
      left -= 1;
    }
    if (left === 0) {
      level = -1;
      left = -1;
    }
  });
}
