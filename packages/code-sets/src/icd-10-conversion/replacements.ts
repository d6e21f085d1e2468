import type { CodeRange } from './former-codes.ts';
import type { Conversion } from './parse.ts';

export type Replacement = {
  /** The code that came, without a dot. */
  code: string;
  /** Since when, YYYY-MM-DD. */
  effective: string | null;
};

/**
 * For each former code the codes that the table assigns in its place, in the table's order. They are proposals: the
 * table tells what was assigned before a code came, not that all of it is to be coded so now. Former codes that
 * the table names as ranges are found where they are among `sought`, such as the codes that an edition deleted.
 */
export function replacementsOf(
  conversions: readonly Pick<Conversion, 'code' | 'effective' | 'former' | 'formerRanges'>[],
  sought: Iterable<string> = [],
): Map<string, Replacement[]> {
  const replacements = new Map<string, Map<string, Replacement>>();
  const sorted = [...sought].sort();
  for (const { code, effective, former, formerRanges } of conversions) {
    const within = formerRanges.flatMap((range) => codesWithin(range, sorted));
    for (const one of [...former, ...within]) {
      const known = replacements.get(one) ?? new Map<string, Replacement>();
      replacements.set(one, known.set(`${code} ${effective}`, { code, effective }));
    }
  }
  return new Map([...replacements].map(([former, codes]) => [former, [...codes.values()]]));
}

/**
 * In the order of characters: it is not the official one, but inside a range the two hold the same codes. Between
 * two codes of one seventh character only those with that character are meant.
 */
function codesWithin({ from, to }: CodeRange, sorted: string[]): string[] {
  const encounter = from.length === 7 && to.length === 7 && from !== to && from[6] === to[6] ? from[6] : null;
  return sorted
    .slice(firstAtLeast(from, sorted), firstAtLeast(`${to}~`, sorted))
    .filter((code) => encounter === null || code[6] === encounter);
}

/** The first place of the sorted list whose code is not before the given one. */
function firstAtLeast(code: string, sorted: string[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < code) low = middle + 1;
    else high = middle;
  }
  return low;
}
