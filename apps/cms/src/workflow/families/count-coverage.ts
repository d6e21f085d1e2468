import { rangeOf } from '../work-item-range.ts';
import type { Coverage } from './labels.ts';

export interface RangeCoverage {
  range: string;
  codes: number;
  own: number;
  inherited: number;
  none: number;
}

interface Tree {
  order: readonly string[];
  /** A code with all below it. */
  family(root: string): readonly string[];
}

/** How many characters name a category. */
const categoryLength = 3;

/** Counts a set in one pass over its order: by range, or by category within one range. `own` by code. */
export function countCoverage(
  codeSet: string,
  { order, family }: Tree,
  own: ReadonlyMap<string, Coverage>,
  within: string | null,
): { total: RangeCoverage; ranges: RangeCoverage[] } {
  const covered = new Set([...own].flatMap(([code, covers]) => (covers === 'family' ? family(code) : [])));
  const total = empty(within ?? 'All');
  const ranges = new Map<string, RangeCoverage>();
  const rangeIn = ranger(codeSet);
  for (const code of order) {
    const range = rangeIn(code);
    if (within !== null && range !== within) continue;
    const name = within === null ? range : code.slice(0, categoryLength);
    const counted = ranges.get(name) ?? empty(name);
    ranges.set(name, counted);
    const kind = own.has(code) ? 'own' : covered.has(code) ? 'inherited' : 'none';
    for (const one of [total, counted]) {
      one.codes += 1;
      one[kind] += 1;
    }
  }
  return { total, ranges: [...ranges.values()] };
}

const empty = (range: string): RangeCoverage => ({ range, codes: 0, own: 0, inherited: 0, none: 0 });

/** Codes of one category of ICD-10 stand in one range; elsewhere each code is asked for. */
function ranger(codeSet: string): (code: string) => string {
  if (!codeSet.startsWith('icd-10')) return (code) => rangeOf(codeSet, code);
  const known = new Map<string, string>();
  return (code) => {
    const category = code.slice(0, categoryLength);
    const range = known.get(category) ?? rangeOf(codeSet, code);
    known.set(category, range);
    return range;
  };
}
