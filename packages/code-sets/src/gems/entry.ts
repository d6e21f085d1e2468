/** One row of a General Equivalence Mapping. Codes stand without dots, as the file writes them. */
export type GemEntry = {
  source: string;
  /** Null where the target system has no translation. */
  target: string | null;
  /** False where source and target are considered equivalent. */
  approximate: boolean;
  noMap: boolean;
  /** The target translates the source only together with codes of the scenario's other choice lists. */
  combination: boolean;
  /** Of a combination: which of the alternative clusters of codes, from 1; else 0. */
  scenario: number;
  /** Of a combination: the list, from 1, of which one code is chosen; else 0. */
  choiceList: number;
  line: number;
};

/** The flags in words: `equivalent`, `approximate, part of combination scenario 1, choice 2`, `no map`. */
export function describeGem({ approximate, noMap, combination, scenario, choiceList }: GemEntry): string {
  if (noMap) return 'no map';
  const closeness = approximate ? 'approximate' : 'equivalent';
  return combination
    ? `${closeness}, part of combination scenario ${scenario}, choice ${choiceList}`
    : closeness;
}
