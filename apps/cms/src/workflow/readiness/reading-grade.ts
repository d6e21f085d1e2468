import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { plainWords, wordsOfBlocks } from '../words-of.ts';
import type { Rule } from './finding.ts';

/** Grades of school that a reader should need at most; above it the editor is told, and decides. */
const highest = 11;
/** Of fewer words no grade can be told. */
const fewestWords = 30;

/** How hard the explanation is to read, by Flesch and Kincaid's grade. */
export const readingGrade: Rule = ({ content }) => {
  const grade = gradeOf(wordsOfBlocks(content.body));
  if (grade === null || grade <= highest) return [];
  const message = `The explanation reads like grade ${Math.round(grade)}. Shorter sentences and plainer words bring it to ${highest} or less.`;
  return [{ rule: 'reading-grade', blocks: false, message }];
};

/** Flesch-Kincaid grade level (US school years); null where there are too few words to tell. */
export function gradeOf(text: string): number | null {
  const words = plainWords(text);
  if (words.length < fewestWords) return null;
  const sentences = text.split(/[.!?]+(?=\s|$)|\n+/u).filter((part) => plainWords(part).length > 0).length;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return fleschKincaid({ sentence: Math.max(1, sentences), word: words.length, syllable: syllables });
}
