import type { ITrie } from 'cspell-trie-lib';
import type { Payload } from 'payload';
import { english, isEnglish } from './english.ts';
import { unknownWords } from './unknown-words.ts';
import { vocabularies } from './vocabulary.ts';

export interface UnknownWord {
  word: string;
  suggestions: string[];
}

const mostWords = 30;
const mostSuggestions = 4;
/** Milliseconds for one word; what is found by then is suggested. */
const patience = 40;
const suggested = new Map<string, string[]>();
const mostSuggested = 5_000;

/**
 * The words of a text that neither the dictionary nor the held official texts nor the house list knows, with the nearest
 * known ones. At most thirty: a text with more is another kind of text.
 */
export async function checkSpelling(payload: Payload, root: string, text: string): Promise<UnknownWord[]> {
  const dictionary = english(root);
  const [taught, house] = await Promise.all([vocabularies(payload), houseWords(payload)]);
  const unknown = unknownWords(text, (word) => {
    const small = word.toLowerCase();
    // Official texts name things in the singular.
    const forms = small.endsWith('s') ? [small, small.slice(0, -1)] : [small];
    if (isEnglish(dictionary, word) || house.has(small)) return true;
    return taught.some(({ words }) => forms.some((form) => words.has(form)));
  });
  const tries = [dictionary, ...taught.map(({ trie }) => trie)];
  return unknown.slice(0, mostWords).map((word) => ({ word, suggestions: nearest(word, tries) }));
}

async function houseWords(payload: Payload): Promise<Set<string>> {
  const { docs } = await payload.find({ collection: 'house-words', depth: 0, pagination: false });
  return new Set(docs.map(({ word }) => word.toLowerCase()));
}

function nearest(word: string, tries: readonly ITrie[]): string[] {
  const known = suggested.get(word);
  if (known) return known;
  const options = { numSuggestions: mostSuggestions, changeLimit: 2, ignoreCase: true, timeout: patience };
  const near = tries
    .flatMap((trie) => trie.suggestWithCost(word.toLowerCase(), options))
    .sort((a, b) => a.cost - b.cost);
  const words = [...new Set(near.map((one) => one.word))].slice(0, mostSuggestions);
  if (suggested.size >= mostSuggested) suggested.clear();
  suggested.set(word, words);
  return words;
}
