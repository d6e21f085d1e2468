import { levelOf } from '../text/levels.ts';
import { isEmptyWord, joinedWords, rawWords, singular } from '../text/words.ts';
import type { SearchEntry } from './entry.ts';

/** Words that nearly every title of a chapter has: they make a text longer, but not by much. */
const paleWords = new Set(
  'acute without initial subsequent sequela organism site condition disease disorder type closed'.split(' '),
);
const paleLength = 0.35;

/** A text that says so is what is meant where nothing more is asked. */
const generalWords = /\bunspecified\b|\bwithout complication|\buncomplicated\b|\bnot specified\b/i;

const weightOf = {
  title: 0.9,
  generalTitle: 1.1,
  begin: 0.8,
  term: 1,
  handedDown: 1,
  aside: 0.25,
};

/** From this many words on the part before the first comma is a text of its own. */
const longTitle = 9;

/**
 * How much each word says of a code, as a level. A word counts by the shortest text that holds it, so that a text is
 * found best by all of its words: `Pneumonia` leads to one code, `Pneumonia, viral` to another. `handedDown` are texts
 * of a header for which the code is what is meant where nothing more is said. What editors wrote is not among them.
 */
export function impactsOf(entry: SearchEntry, handedDown: readonly string[] = []): Map<string, number> {
  const weights = new Map<string, number>();
  const raise = (word: string, weight: number) => {
    if (weight > (weights.get(word) ?? 0)) weights.set(word, weight);
  };
  const { text, terms } = entry;
  takeText(text, generalWords.test(text) ? weightOf.generalTitle : weightOf.title, raise);
  const begin = beginOf(text);
  if (begin) takeText(begin, weightOf.begin, raise);
  for (const term of terms) takeText(term, weightOf.term, raise);
  for (const term of handedDown) takeText(term, weightOf.handedDown, raise);
  const impacts = new Map<string, number>();
  for (const [word, weight] of weights) impacts.set(word, levelOf(weight));
  return impacts;
}

const indexed = (words: readonly string[]): string[] =>
  words.filter((word) => !isEmptyWord(word)).map(singular);

/** What a long text is about: `Crutches underarm`, `Hospital bed`. */
function beginOf(text: string): string | null {
  const end = text.search(/[,;]/);
  return end > 0 && rawWords(text).length >= longTitle ? text.slice(0, end) : null;
}

/** What stands in parentheses may be said or not: it neither lengthens a text nor weighs much. */
function takeText(text: string, weight: number, raise: (word: string, weight: number) => void): void {
  const aside = text.includes('(');
  const outside = aside ? text.replace(/\([^()]*\)?/g, ' ') : text;
  const raw = rawWords(outside);
  const share = weight / Math.max(1, lengthOf(raw)) ** 0.75;
  for (const word of indexed(raw)) raise(word, share);
  for (const word of joinedWords(outside)) raise(singular(word), share);
  if (!aside) return;
  for (const word of indexed(rawWords(text))) raise(word, Math.min(share, weightOf.aside));
}

/** `Infarct, infarction, myocardium, myocardial` are two words and not four: forms of one stand side by side. */
export function lengthOf(words: readonly string[]): number {
  let length = 0;
  let before = '';
  for (const word of words) {
    const alike = word.length > 4 && word.slice(0, 5) === before.slice(0, 5);
    if (!alike) length += paleWords.has(word) || isEmptyWord(word) ? paleLength : 1;
    before = word;
  }
  return length;
}
