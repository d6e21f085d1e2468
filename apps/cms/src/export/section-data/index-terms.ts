import { type FactKind, factKindNames } from '@plaincode/code-sets';
import type { SectionData } from '@plaincode/content-schemas';
import type { FactsInForce } from './facts-in-force.ts';
import { listOf, text } from './rich-text.ts';

const indexes = [
  'index-diseases',
  'index-external-causes',
  'index-drugs',
  'index-neoplasms',
] as const satisfies FactKind[];

/**
 * The entries of the indexes that lead to a code, each from its main term down; one part for each index. An index
 * leaves the seventh character open: a code that ends with one has the entries of the code that it completes.
 */
export function indexTerms(code: string, facts: FactsInForce): SectionData[] {
  return indexes.flatMap((kind) => {
    const held = facts[kind];
    const entries = codesInIndex(code).flatMap((one) => held?.byCode.get(one)?.terms ?? []);
    const list = listOf(
      entries.map((terms) => [text(terms.join(', '))]),
      60,
    );
    if (!held || !list) return [];
    const title = `${factKindNames[kind]}: entries that lead here`;
    return [{ title, historical: false, body: [list], source: held.source.id }];
  });
}

/** `T361X1A` stands in the table as `T361X1`, `S529XXA` in the index as `S529`. */
export function codesInIndex(code: string): string[] {
  if (code.length !== 7) return [code];
  const stem = code.slice(0, 6);
  return [...new Set([code, stem, stem.replace(/X+$/, '')])];
}
