import { type Family, type FamilyCode, type FamilyValues, familyValues } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { tabularEntries } from '../beside/facts-of-code.ts';
import { rowAt, rowsOfCodes } from '../beside/rows-of-codes.ts';
import type { CodeRow } from '../imports/code-row.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import { type CodeTree, codeTree } from './code-tree.ts';
import { seventhMeanings } from './seventh-meanings.ts';

/** A code with all below it at an edition, and how their values are read. */
export interface LoadedFamily {
  tree: CodeTree;
  codes: Family;
  valuesOf(code: FamilyCode): FamilyValues;
}

const some = 500;

/** Loads the family of a code. Null where the edition does not hold the code. */
export async function loadFamily(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
  root: string,
): Promise<LoadedFamily | null> {
  const tree = await codeTree(payload, held, edition);
  const codes = tree.family(root);
  const [first, ...others] = await familyRows(payload, held, edition, codes);
  if (first?.code !== root) return null;
  const family: Family = [first, ...others];
  const entries = first.codeType === 'diagnosis' ? await entriesOf(payload, edition, codes) : null;
  return { tree, codes: family, valuesOf: familyValues(family, seventhMeanings(entries)) };
}

/** The rows of codes as they stand at an edition, in the order in which they are asked for. */
export async function familyRows(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
  codes: readonly string[],
): Promise<CodeRow[]> {
  const found: CodeRow[] = [];
  for (let start = 0; start < codes.length; start += some) {
    const asked = codes.slice(start, start + some);
    const rows = await rowsOfCodes(payload, held, { code: { in: asked } });
    for (const code of asked) {
      const row = rowAt(rows.get(code) ?? [], edition);
      if (row) found.push(row);
    }
  }
  return found;
}

/** The tabular list knows codes without their seventh character; it goes with the edition that is shown, or with today. */
function entriesOf(payload: Payload, { codeSet, effective }: HeldEdition, codes: readonly string[]) {
  const today = new Date().toISOString().slice(0, 10);
  return tabularEntries(payload, codeSet, stemsOf(codes), effective > today ? effective : today);
}

/** The entries of the tabular list that may tell what the seventh characters of some codes mean. */
export function stemsOf(codes: readonly string[]): string[] {
  return [...new Set(codes.flatMap((code) => (code.length === 7 ? withoutPlaceholders(code) : [code])))];
}

/** `S525XXA` completes `S525`, or `S525X`, as the list may write it. */
function withoutPlaceholders(code: string): string[] {
  const stems = [code.slice(0, -1)];
  for (let stem = code.slice(0, -1); stem.endsWith('X') && stem.length > 3; stems.push(stem))
    stem = stem.slice(0, -1);
  return stems;
}
