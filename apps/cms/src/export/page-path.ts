import type { CodeRow } from '../imports/code-row.ts';

/** `/hcpcs/J9000/`, `/icd-10-cm/E11.9/`, `/hcpcs/modifiers/A1/`. */
export function codePath(row: Pick<CodeRow, 'codeSet' | 'codeType' | 'displayCode'>): string {
  const folder = row.codeType === 'modifier' ? '/modifiers' : '';
  return `/${row.codeSet}${folder}/${row.displayCode}/`;
}

/** `/hcpcs/` */
export function codeSetPath(codeSet: string): string {
  return `/${codeSet}/`;
}

/** `/icd-10-cm/chapters/9/` and `/icd-10-cm/sections/I20-I25/`, by the keys of the tabular list. */
export function chapterPath(codeSet: string, key: string): string {
  const [kind = '', name = ''] = key.split(':');
  return `/${codeSet}/${kind}s/${name}/`;
}

/** `/hcpcs/changes/2025-10-01/`: what the edition of that day changed. */
export function changesPath(codeSet: string, { effective, id }: { effective: string; id: string }): string {
  const own = id.startsWith(`${codeSet}-`) ? id.slice(codeSet.length + 1) : effective;
  return `/${codeSet}/changes/${own}/`;
}

/** `/hcpcs/browse/J9/`, `/hcpcs/browse/modifiers/`, `/hcpcs/browse/modifiers/A/`. */
export function listPath(codeSet: string, modifiers: boolean, prefix: string): string {
  const parts = [codeSet, 'browse', ...(modifiers ? ['modifiers'] : []), ...(prefix ? [prefix] : [])];
  return `/${parts.join('/')}/`;
}
