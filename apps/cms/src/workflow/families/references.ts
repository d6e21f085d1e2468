/** `{{laterality}}`; with a capital, `{{Laterality}}`, its words begin with one too. */
const reference = /\{\{([^{}]*)\}\}/g;

/** A slot that a text names. */
export type Reference = { name: string; capital: boolean };

const parse = (inside: string): Reference => {
  const name = inside.replaceAll(/\s+/g, ' ').trim();
  return { name: name.toLowerCase(), capital: /^\p{Lu}/u.test(name) };
};

export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(reference)].map(([, inside = '']) => parse(inside));
}

/** Where slots stand in a text, each from its first brace to behind its last. */
export function placesOfReferences(text: string): { start: number; end: number }[] {
  return [...text.matchAll(reference)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** Whether a text holds braces that make no slot: cut off by other letters' look, or not closed. */
export function hasLooseBraces(text: string): boolean {
  return /\{\{|\}\}/.test(text.replaceAll(reference, ''));
}

/** Puts words in the place of slots. Where a slot is left out, the blanks around it close up. */
export function withWords(text: string, wordsOf: (name: string) => string): string {
  let leftOut = false;
  const filled = text.replaceAll(reference, (_, inside: string) => {
    const { name, capital } = parse(inside);
    const words = wordsOf(name);
    if (words === '') leftOut = true;
    return capital ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  });
  return leftOut ? filled.replaceAll(/ {2,}/g, ' ').replaceAll(/ +([,.;:!?)])/g, '$1') : filled;
}
