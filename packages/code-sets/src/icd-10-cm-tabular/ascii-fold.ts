/** Letters that do not come apart into a letter and a mark, and typographic signs. */
const plain = new Map([
  ...pairs('ø', 'o'),
  ...pairs('Ø', 'O'),
  ...pairs('ł', 'l'),
  ...pairs('Ł', 'L'),
  ...pairs('æ', 'ae'),
  ...pairs('Æ', 'AE'),
  ...pairs('œ', 'oe'),
  ...pairs('Œ', 'OE'),
  ...pairs('ß', 'ss'),
  ...pairs('‘’‚‛′', "'"),
  ...pairs('“”„‟″', '"'),
  ...pairs('‐‑‒–—―−', '-'),
]);

function pairs(letters: string, to: string): [string, string][] {
  return [...letters].map((letter) => [letter, to]);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
const beyondAscii = /[^\x00-\x7f]/gu;

/**
 * Writes a text as the order files do, which are plain ASCII: marks are taken off letters (`é` to `e`), and
 * typographic quotes and dashes become plain ones. A character without a plain form stays.
 */
export function asciiFold(text: string): string {
  if (text.search(beyondAscii) < 0) return text;
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(beyondAscii, (letter) => plain.get(letter) ?? letter);
}
