import { NumberReader } from '../text/numbers.ts';
import { encodePostings } from '../text/postings.ts';
import { wordsOf } from '../text/words.ts';
import { aliasesByWord, writeAlias } from './aliases.ts';
import type { SearchEntry } from './entry.ts';
import type { Line } from './split.ts';

/** A word of the index: the documents that have it in official texts, those whose explanations begin with it, both encoded, and what it may also be asked for as. */
export type IndexedWord = { word: string; own: string; leads: string; aliases: string[] };

/** A word as its line in a file has it. */
export function parseLine(line: string): IndexedWord {
  const [word = '', own = '', leads = '', ...aliases] = line.split('\t');
  return { word, own, leads, aliases };
}

/** For each word of the open beginnings of explanations its documents, ascending. */
export function leadPostings(
  documents: Iterable<readonly [number: number, entry: Pick<SearchEntry, 'lead'>]>,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [number, { lead }] of documents) {
    if (lead === '') continue;
    for (const word of new Set(wordsOf(lead))) {
      const numbers = found.get(word);
      if (numbers) numbers.push(number);
      else found.set(word, [number]);
    }
  }
  return found;
}

/** All words, sorted: those of official texts as they are encoded, those of explanations, and those that have a meaning. */
export function indexedWords(
  own: ReadonlyMap<string, string>,
  leads: ReadonlyMap<string, number[]>,
): IndexedWord[] {
  const aliases = aliasesByWord();
  const words = new Set([...own.keys(), ...leads.keys(), ...aliases.keys()]);
  return [...words].sort().map((word) => ({
    word,
    own: own.get(word) ?? '',
    leads: encodePostings([leads.get(word) ?? []]),
    aliases: (aliases.get(word) ?? []).map(writeAlias),
  }));
}

export function lineOf({ word, own, leads, aliases }: IndexedWord): Line {
  return { word, text: [own, leads, ...aliases].join('\t') };
}

/** How many documents an encoded list names. */
export function countOf(postings: string): number {
  let count = 0;
  for (const numbers = new NumberReader(postings); numbers.at < postings.length; ) {
    numbers.next();
    for (let runs = numbers.next(); runs > 0; runs -= 1)
      count += numbers.next() % 2 === 1 ? numbers.next() + 2 : 1;
  }
  return count;
}
