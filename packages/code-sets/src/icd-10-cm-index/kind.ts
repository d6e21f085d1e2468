import type { IndexEntry, IndexKind } from './index-file.ts';

/** What a file of the index says of itself. */
export type IndexSigns = { title: string; headings: string[]; entries: readonly IndexEntry[] };

/** Tells an index's kind by its title; by its columns and codes where the title does not tell. */
export function kindOfIndex({ title, headings, entries }: IndexSigns): IndexKind {
  return kindByTitle(title) ?? kindByStructure(headings, entries);
}

function kindByTitle(title: string): IndexKind | null {
  const words = title.toUpperCase();
  if (words.includes('EXTERNAL CAUSE')) return 'external-causes';
  if (words.includes('DRUG')) return 'drugs';
  if (words.includes('NEOPLASM')) return 'neoplasms';
  return words.includes('DISEASES') ? 'diseases' : null;
}

function kindByStructure(headings: string[], entries: readonly IndexEntry[]): IndexKind {
  const heads = headings.join(' ').toUpperCase();
  if (/POISONING|SUBSTANCE|UNDERDOSING/.test(heads)) return 'drugs';
  if (/MALIGNANT|NEOPLASM|BENIGN/.test(heads)) return 'neoplasms';
  if (entries.some(({ column }) => column !== null)) return mostly(entries, /^T/) ? 'drugs' : 'neoplasms';
  return mostly(entries, /^[V-Y]/) ? 'external-causes' : 'diseases';
}

function mostly(entries: readonly IndexEntry[], codes: RegExp): boolean {
  return entries.filter(({ code }) => codes.test(code)).length * 2 > entries.length;
}
