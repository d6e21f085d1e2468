import { wordsOf } from '../text/words.ts';
import type { IndexReader } from './index-reader.ts';

/**
 * One way to read a query: its words, and how likely it is meant so. `known`: words that have a meaning of their own, or
 * are one, and so are not mistyped.
 */
export type Reading = { words: string[]; known: ReadonlySet<string>; worth: number };

/** Words of a query that are looked at. */
const mostWords = 10;
const mostMeanings = 2;

/** A query's words as they stand, and with abbreviations and lay words in the words of official texts. */
export async function readingsOf(index: IndexReader, typed: string): Promise<Reading[]> {
  const words = wordsOf(typed).slice(0, mostWords);
  if (words.length === 0) return [];
  const parts = await meaningsOf(index, words);
  const known = new Set(parts.flatMap(({ said, means }) => (means.length > 0 ? said : [])));
  const readings: Reading[] = [{ words, known, worth: 0.9 }];
  const meanings = Math.max(0, ...parts.map(({ means }) => means.length));
  for (let which = 0; which < Math.min(meanings, mostMeanings); which += 1) {
    const read = parts.flatMap(({ said, means }) => means[which] ?? means[0] ?? said);
    const meant = new Set([...known, ...parts.flatMap(({ means }) => means[which] ?? means[0] ?? [])]);
    readings.push({
      words: [...new Set(read)].slice(0, mostWords),
      known: meant,
      worth: which === 0 ? 1 : 0.9,
    });
  }
  return readings;
}

type Part = { said: string[]; means: string[][] };

/** Parts the words where the longest alias ends. */
async function meaningsOf(index: IndexReader, words: readonly string[]): Promise<Part[]> {
  const parts: Part[] = [];
  for (let at = 0; at < words.length; ) {
    const part = await aliasAt(index, words, at);
    parts.push(part);
    at += part.said.length;
  }
  return parts;
}

async function aliasAt(index: IndexReader, words: readonly string[], at: number): Promise<Part> {
  const word = words[at] ?? '';
  const entry = (await index.words(word)).get(word);
  let best: Part = { said: [word], means: [] };
  for (const alias of entry?.aliases ?? []) {
    const [said = '', means = ''] = alias.split('=');
    const rest = said ? said.split(' ') : [];
    const fits = rest.every((other, place) => words[at + 1 + place] === other);
    if (fits && (best.means.length === 0 || rest.length + 1 > best.said.length))
      best = { said: [word, ...rest], means: means.split('|').map((text) => text.split(' ')) };
  }
  return best;
}
