import type { IndexFile, IndexKind } from '../icd-10-cm-index/index-file.ts';
import { termsByCode } from '../icd-10-cm-index/terms-by-code.ts';
import type { Fact, FactKind } from './facts.ts';

export type IndexFactKind = Extract<FactKind, `index-${string}`>;

export const indexFactKind: Record<IndexKind, IndexFactKind> = {
  diseases: 'index-diseases',
  'external-causes': 'index-external-causes',
  drugs: 'index-drugs',
  neoplasms: 'index-neoplasms',
};

/** One fact for each code that the index leads to. */
export function indexFacts(index: IndexFile): Fact<IndexFactKind>[] {
  return [...termsByCode(index)].map(([code, terms]) => ({ code, content: { terms } }));
}
