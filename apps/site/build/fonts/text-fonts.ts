import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

/** First and last code point of a run of characters. */
type Range = readonly [number, number];

/** What almost every page is set in: ASCII, the no-break space, and the signs that descriptors use. */
const basic: readonly Range[] = [
  [0x20, 0x7e],
  [0xa0, 0xa0],
  [0xa7, 0xa7],
  [0xa9, 0xa9],
  [0xae, 0xae],
  [0xb0, 0xb0],
  [0xb7, 0xb7],
  [0xd7, 0xd7],
  [0x2013, 0x2014],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x2026, 0x2026],
  [0x2122, 0x2122],
];

/** The rest of what the family's Latin file has: accents, fractions, currency, arrows. */
const latin: readonly Range[] = [
  [0xa1, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x2010, 0x2044],
  [0x20ac, 0x20ac],
  [0x2191, 0x2191],
  [0x2193, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
];

/** The files that `src/styles/fonts.css` names. A page without a character of the second never fetches it. */
const files = { 'source-serif-4-basic.woff2': basic, 'source-serif-4-latin.woff2': without(latin, basic) };

/** Regular to semibold: nothing is set lighter or heavier. */
const variationAxes = { wght: { min: 400, max: 600 } };

/** Kerning, ligatures, and the figures that codes are set in; no small capitals, no old-style figures. */
const keepFeatures = ['kern', 'liga', 'tnum', 'lnum'];

/** The fonts of the site by file name, cut from the family's Latin file; the same bytes each time. */
export async function makeTextFonts(): Promise<Map<string, Uint8Array>> {
  const family = '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2';
  const font = readFileSync(createRequire(import.meta.url).resolve(family));
  const made = new Map<string, Uint8Array>();
  for (const [name, ranges] of Object.entries(files)) {
    const options = { targetFormat: 'woff2', variationAxes, keepFeatures } as const;
    made.set(name, await subsetFont(font, charactersOf(ranges), options));
  }
  return made;
}

function without(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  return pointsOf(ranges)
    .filter((point) => !taken.some(([first, last]) => first <= point && point <= last))
    .map((point) => [point, point]);
}

function charactersOf(ranges: readonly Range[]): string {
  return String.fromCodePoint(...pointsOf(ranges));
}

function pointsOf(ranges: readonly Range[]): number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
}
