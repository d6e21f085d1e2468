import { wordsOfContent } from '../words-of.ts';
import type { Rule } from './finding.ts';

/** `banned` blocks a review; the others are told. `form`: how a name is written, such as CPT®. */
export const styleKinds = {
  preferred: 'Preferred term',
  abbreviation: 'Abbreviation to be written out',
  form: 'How a name is written',
  banned: 'Banned word',
} as const;
export type StyleKind = keyof typeof styleKinds;

/** One rule of the house, kept by editors. */
export interface StyleRule {
  kind: StyleKind;
  /** The words not to be used. */
  avoid: string;
  /** The words to be used instead; null where there are none. */
  use: string | null;
}

/** Words against the rules of the house. Names and abbreviations are told from words by their letters' case. */
export const houseStyle: Rule = ({ content }, { style }) => {
  const words = wordsOfContent(content);
  return style.flatMap((rule) => {
    const found = occurrences(words, rule);
    if (found === 0) return [];
    const instead = rule.use ? ` Write "${rule.use}".` : ' Leave it out.';
    const times = found === 1 ? '' : ` (${found} times)`;
    return [
      {
        rule: 'house-style',
        blocks: rule.kind === 'banned',
        message: `House style: not "${rule.avoid}"${times}.${instead}`,
      },
    ];
  });
};

/** How often a text uses words that a rule avoids, outside of the words that it asks for. */
export function occurrences(text: string, { kind, avoid, use }: StyleRule): number {
  if (avoid.trim() === '') return 0;
  const exact = kind === 'abbreviation' || kind === 'form';
  const pattern = (words: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escaped(words.trim())}(?![\\p{L}\\p{N}])`, exact ? 'gu' : 'giu');
  const rest = use?.trim() ? text.replaceAll(pattern(use), ' ') : text;
  return rest.match(pattern(avoid))?.length ?? 0;
}

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
