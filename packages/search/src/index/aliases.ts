import { abbreviations } from '../data/abbreviations.ts';
import { layWords } from '../data/lay-words.ts';
import { wordsOf } from '../text/words.ts';

/** What a word, or several, may also be asked for as. It stands with its first word: `attack=myocardial infarction`. */
export type Alias = { first: string; rest: string[]; means: string[][] };

/** All aliases by their first word, as the index holds words. */
export function aliasesByWord(): Map<string, Alias[]> {
  const found = new Map<string, Alias[]>();
  for (const [said, means] of [...Object.entries(abbreviations), ...Object.entries(layWords)]) {
    const [first, ...rest] = wordsOf(said);
    if (first === undefined) continue;
    const alias = { first, rest, means: means.split('|').map(wordsOf) };
    found.set(first, [...(found.get(first) ?? []), alias]);
  }
  return found;
}

/** As a line of the index has it: the rest of what is said, `=`, and the meanings parted by `|`. */
export const writeAlias = ({ rest, means }: Alias): string =>
  `${rest.join(' ')}=${means.map((words) => words.join(' ')).join('|')}`;
