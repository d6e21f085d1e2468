import {
  type FamilyCode,
  type FamilyValue,
  type FamilyValues,
  type ValueSource,
  valueSources,
} from '@plaincode/code-sets';

/** How many codes of a family have something, and one of them as people write it. */
type Counted = { codes: number; example: string };
export type FoundValue = Counted & { value: FamilyValue | null };

/** What the readiness of a text for a family depends on: the codes that read it, by what differs among them. */
export interface FamilyFacts {
  /** The codes that read the text, its own among them. */
  codes: number;
  /** The values that each source finds, in the order of the codes. */
  found: Record<ValueSource, FoundValue[]>;
  /** Every combination of values that some code has. */
  combinations: (Counted & { values: FamilyValues })[];
}

export function familyFacts(
  codes: readonly FamilyCode[],
  valuesOf: (code: FamilyCode) => FamilyValues,
): FamilyFacts {
  const bySource = valueSources.map((source) => [source, new Map<string, FoundValue>()] as const);
  const combinations = new Map<string, Counted & { values: FamilyValues }>();
  for (const code of codes) {
    const values = valuesOf(code);
    const example = code.displayCode;
    for (const [source, found] of bySource)
      count(found, JSON.stringify(values[source]), { value: values[source], codes: 0, example });
    count(combinations, JSON.stringify(values), { values, codes: 0, example });
  }
  const found = Object.fromEntries(bySource.map(([source, map]) => [source, [...map.values()]]));
  return {
    codes: codes.length,
    found: found as Record<ValueSource, FoundValue[]>,
    combinations: [...combinations.values()],
  };
}

function count<T extends Counted>(counts: Map<string, T>, key: string, first: T): void {
  const known = counts.get(key) ?? first;
  known.codes += 1;
  counts.set(key, known);
}
