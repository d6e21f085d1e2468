/** Whether a word is known as it is written. */
export type IsKnown = (word: string) => boolean;

/** Letters with their apostrophes; a word that a digit, a dot or a slash touches is a code, a dose or an address. */
const word = /(?<![\p{L}\p{N}./@'’-])\p{L}+(?:['’-]\p{L}+)*(?![\p{N}/@]|\.[\p{L}\p{N}])/gu;
const shortest = 3;
const longestAbbreviation = 6;

/**
 * The words of a text that nobody knows, each once and in the order of the text. Abbreviations in capitals are passed
 * over; a word with hyphens is known when its parts are.
 */
export function unknownWords(text: string, isKnown: IsKnown): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  for (const [written] of text.matchAll(word)) {
    for (const part of written.split('-')) {
      const bare = part.replace(/['’]s?$/u, '').replaceAll('’', "'");
      if (bare.length < shortest || seen.has(bare)) continue;
      seen.add(bare);
      if (!isAbbreviation(bare) && !isKnown(bare)) found.add(bare);
    }
  }
  return [...found];
}

function isAbbreviation(written: string): boolean {
  return written.length <= longestAbbreviation && /^\p{Lu}+s?$/u.test(written);
}
