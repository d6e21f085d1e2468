import { rangeOf } from '../work-item-range.ts';
import { familyFinder } from './nearest-family.ts';
import type { Coverage } from './slot.ts';

export interface RangeCoverage {
  range: string;
  codes: number;
  own: number;
  inherited: number;
  none: number;
}

interface Tree {
  order: readonly string[];
  parentOf(code: string): string | null;
}

/** How many characters name a category. */
const categoryLength = 3;

/** Counts a set in one pass over its order: by range, or by category within one range. */
export function countCoverage(
  codeSet: string,
  { order, parentOf }: Tree,
  own: (code: string) => Coverage | null,
  within: string | null,
): { total: RangeCoverage; ranges: RangeCoverage[] } {
  const find = familyFinder(parentOf, own);
  const total = empty(within ?? 'All');
  const ranges = new Map<string, RangeCoverage>();
  for (const code of order) {
    const range = rangeOf(codeSet, code);
    if (within !== null && range !== within) continue;
    const name = within === null ? range : code.slice(0, categoryLength);
    const counted = ranges.get(name) ?? empty(name);
    ranges.set(name, counted);
    const kind = own(code) !== null ? 'own' : find(code) !== null ? 'inherited' : 'none';
    for (const one of [total, counted]) {
      one.codes += 1;
      one[kind] += 1;
    }
  }
  return { total, ranges: [...ranges.values()] };
}

const empty = (range: string): RangeCoverage => ({ range, codes: 0, own: 0, inherited: 0, none: 0 });
