import { plainWords, wordsOfContent } from '../words-of.ts';
import type { Rule } from './finding.ts';

/** So many words of a descriptor in a row are its wording, not the subject's own terms. */
const fewestCopied = { licensed: 5, open: 8 };

/** A licensed descriptor may not be repeated word for word under another name: shows what is the same. */
export const overlap: Rule = ({ content }, { licensed, official }) => {
  if (!official) return [];
  const copied = longestCommonRun(plainWords(official.descriptor), plainWords(wordsOfContent(content)));
  if (copied.length < (licensed ? fewestCopied.licensed : fewestCopied.open)) return [];
  const message = `${copied.length} words in a row are the official descriptor's own: "${copied.join(' ')}". Say it in your own words${licensed ? ': the descriptor is licensed' : ''}.`;
  return [{ rule: 'overlap', blocks: false, message }];
};

/** The longest run of words that both have, in order; the first of several. */
export function longestCommonRun(a: readonly string[], b: readonly string[]): string[] {
  let best = { length: 0, end: 0 };
  let before: number[] = new Array(b.length + 1).fill(0);
  for (const [i, word] of a.entries()) {
    const row: number[] = new Array(b.length + 1).fill(0);
    for (const [j, other] of b.entries()) {
      if (word !== other) continue;
      const run = (before[j] ?? 0) + 1;
      row[j + 1] = run;
      if (run > best.length) best = { length: run, end: i + 1 };
    }
    before = row;
  }
  return a.slice(best.end - best.length, best.end);
}
