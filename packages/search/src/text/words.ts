/** Words that tell no code from another; they are neither indexed nor asked for. */
const emptyWords = new Set(
  (
    'a an and are as at be by for from has have in is it of on or than that the their there this to was were which ' +
    'with unspecified other specified nec nos elsewhere classified not encounter'
  ).split(' '),
);

export const isEmptyWord = (word: string): boolean => emptyWords.has(word);

/**
 * The words of a text as the index holds them: lower case, no accents, no possessives, singular, those that say
 * nothing left out. `B-12` is `b` and `12`; single letters count, since `vitamin d` and `type a` need them.
 */
export function wordsOf(text: string): string[] {
  return rawWords(text)
    .filter((word) => !emptyWords.has(word))
    .map(singular);
}

/** The same before plurals are folded and empty words dropped. */
export function rawWords(text: string): string[] {
  const plain = beyondAscii.test(text) ? text.normalize('NFD').replace(/\p{M}/gu, '') : text;
  const joined = /['’]/.test(plain) ? plain.replace(/['’]s\b/gi, '').replace(/['’]/g, '') : plain;
  return joined.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

const beyondAscii = /\P{ASCII}/u;

/** `fractures` as `fracture`, `biopsies` as `biopsy`; a word like `diabetes` loses its `s` wherever it stands. */
export function singular(word: string): string {
  const { length } = word;
  if (length < 4 || !word.endsWith('s')) return word;
  const before = word[length - 2] ?? '';
  if ('sui0123456789'.includes(before)) return word;
  if (length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:shes|ches|xes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** What a text writes with a hyphen, as one word: `preeclampsia` of `pre-eclampsia`, `b12` of `B-12`. */
export function joinedWords(text: string): string[] {
  if (!text.includes('-')) return [];
  return (text.match(/[a-z0-9]+(?:-[a-z0-9]+)+/gi) ?? []).map((word) =>
    word.replaceAll('-', '').toLowerCase(),
  );
}
