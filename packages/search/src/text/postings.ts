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

/** Runs of documents: `from`, `length`, `level`, and the next. */
export function decodePostings(text: string): number[] {
  const numbers = decodeNumbers(text);
  const runs: number[] = [];
  for (let at = 0; at < numbers.length; ) {
    const level = numbers[at] ?? 0;
    let left = numbers[at + 1] ?? 0;
    let end = 0;
    for (at += 2; left > 0 && at < numbers.length; left -= 1) {
      const step = numbers[at] ?? 0;
      const from = end + Math.floor(step / 2);
      const length = step % 2 === 1 ? (numbers[at + 1] ?? 0) + 2 : 1;
      runs.push(from, length, level);
      end = from + length;
      at += step % 2 === 1 ? 2 : 1;
    }
  }
  return runs;
}
