import { expect, test } from 'vitest';
import { asciiFold } from './ascii-fold.ts';

test.each([
  ['Fièvre bleue', 'Fievre bleue'],
  ['Køge, Łódź, Straße, Œuvre', 'Koge, Lodz, Strasse, OEuvre'],
  ['“blue” – it’s ‘cold’', "\"blue\" - it's 'cold'"],
  ['plain text', 'plain text'],
  ['ﬁne\u00a0print…', 'fine print...'],
  ['ℵ α', 'א α'],
])('"%s" is folded to "%s"', (text, folded) => {
  expect(asciiFold(text)).toBe(folded);
});
