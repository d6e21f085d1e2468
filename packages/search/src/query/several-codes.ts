import type { SearchRoot } from '../text/root.ts';
import type { Standing } from '../text/standing.ts';
import { type IndexReader, placeOf } from './index-reader.ts';
import { type Filters, isShown } from './score.ts';

/**
 * What several codes in one query led to: numbers of the documents that are shown, in the order typed, codes that the
 * release does not hold, codes that the filters hide, and whether every code was looked at.
 */
export type SeveralCodes = { numbers: number[]; notHeld: string[]; hidden: string[]; whole: boolean };

/** A code of any set as it is written, with or without its dot: what is not held is none, and no word. */
const surely = /^(?:[A-Z]\d[0-9A-Z](?:[.-]?[0-9A-Z]{1,4})?|\d{5}|\d{4}[A-Z]|(?=[A-Z]*\d)[0-9A-HJ-NP-Z]{7})$/;

/** A code alone that is no word either: with its dot, or in five places. What is not held is called so. */
const isPrinted = (token: string): boolean => surely.test(token) && (hasDot(token) || token.length === 5);

/** What may be one, but as well a word or a number: it counts where it is held. */
const maybe = /^(?:[A-Z0-9]{2}|(?=[A-Z]*\d)[A-Z0-9.-]{3,8})$/;

/** The start of a code that is still being typed. */
const begun = /^(?:[A-Z]|(?=[A-Z]*\d)[A-Z0-9.-]{1,7})$/;

/**
 * Looks several codes up, `E11.9, I10 J44.1`: parted by spaces, lines, commas and what else people write between codes. At
 * most `most` of them are looked at. Null where the query is something else than codes.
 */
export async function severalCodes(
  index: IndexReader,
  { text, cut, most, filters }: { text: string; cut: boolean; most: number; filters: Filters },
): Promise<SeveralCodes | null> {
  const parts = partsOf(text, cut);
  const listed = /[,;\n]/.test(text);
  const alone = parts.length + Number(listed) < 2;
  if (alone ? !parts.every(isPrinted) : !(listed || /\d/.test(text))) return null;
  const tokens = [...new Set(parts)];
  const unfinished = /[\s,;]$/.test(text) ? null : parts.at(-1);
  const isCode = (token: string) =>
    surely.test(token) || maybe.test(token) || (token === unfinished && begun.test(token));
  if (tokens.length === 0 || !tokens.every(isCode)) return null;

  const looked = tokens.slice(0, most);
  const found = await Promise.all(looked.map((token) => documentsOf(index, token)));
  const missing = looked.filter((_, at) => found[at]?.length === 0);
  const isWord = (token: string) => !(surely.test(token) || (token === unfinished && begun.test(token)));
  if (missing.some(isWord) || (missing.length === looked.length && !missing.every((one) => surely.test(one))))
    return null;
  const isHidden = (number: number) => !isShown(placeOf(index.root, number).standing, filters);
  return {
    numbers: [...new Set(found.flat())].filter((number) => !isHidden(number)),
    notHeld: missing,
    hidden: looked.filter((_, at) => (found[at] ?? []).length > 0 && found[at]?.every(isHidden)),
    whole: looked.length === tokens.length && !cut,
  };
}

/** What may be codes, in capitals. Of a text that was cut the last is not known. */
function partsOf(text: string, cut: boolean): string[] {
  const parts = text.toUpperCase().split(/[\s,;|/()&+]+/);
  if (cut) parts.pop();
  return parts
    .map((part) => part.replace(/^[.-]+|[.-]+$/g, ''))
    .filter((part) => part !== '' && part !== 'AND');
}

/** Documents of one range among which a code is, where its range has it. */
type Place = { set: string; standing: Standing; from: number; begin: number; end: number };

/**
 * The documents that have a code, one in each set that holds it; of a code with its dot, sets that write one. Where a valid
 * code is written as it was typed, another set's headers and inactive codes are not meant, and their files not fetched.
 */
async function documentsOf(index: IndexReader, token: string): Promise<number[]> {
  const code = plain(token);
  const places = placesFor(index.root, await index.starts(), code);
  const bySet = await setsFor(index, [...Map.groupBy(places, ({ set }) => set).values()], token);
  const valid = await Promise.all(
    bySet.map((some) => firstWith(index, some.filter(isValid), { token, code })),
  );
  if (valid.some((found) => found?.asTyped)) return valid.flatMap((found) => found?.number ?? []);
  const found = await Promise.all(
    bySet.map(
      async (some, at) =>
        valid[at] ??
        (await firstWith(
          index,
          some.filter((place) => !isValid(place)),
          { token, code },
        )),
    ),
  );
  return found.flatMap((one) => one?.number ?? []);
}

const isValid = ({ standing }: Place): boolean => standing !== 'header' && standing !== 'inactive';

function placesFor(
  { ranges, documentsPerFile }: SearchRoot,
  starts: readonly string[],
  code: string,
): Place[] {
  let file = 0;
  return ranges.flatMap(({ set, standing, from, count, lengths }) => {
    const first = file;
    file += Math.ceil(count / documentsPerFile);
    const part = starts.slice(first, file).findLastIndex((start) => start <= code);
    if (part < 0 || lengths?.includes(code.length) === false) return [];
    const begin = from + part * documentsPerFile;
    return { set, standing, from, begin, end: Math.min(from + count, begin + documentsPerFile) };
  });
}

/** Of a code that is typed with its dot, the sets whose codes have one: the first of each set tells for all. */
async function setsFor(index: IndexReader, sets: Place[][], token: string): Promise<Place[][]> {
  if (!hasDot(token)) return sets;
  const firsts = await Promise.all(sets.map(([place]) => index.document(place?.from ?? 0)));
  return sets.filter((_, at) => {
    const { display = '' } = firsts[at] ?? {};
    return display.length <= 3 || display.includes('.');
  });
}

/** A dot is also typed as a hyphen. */
const hasDot = (token: string): boolean => /[.-]/.test(token);
const plain = (token: string): string => token.replace(/[.-]/g, '');

async function firstWith(
  index: IndexReader,
  places: readonly Place[],
  { token, code }: { token: string; code: string },
): Promise<{ number: number; asTyped: boolean } | null> {
  for (const { begin, end } of places)
    for (let number = begin; number < end; number += 1) {
      const { display } = await index.document(number);
      const asTyped = display === token.replace('-', '.');
      if (plain(display) === code && (!hasDot(token) || asTyped)) return { number, asTyped };
    }
  return null;
}
