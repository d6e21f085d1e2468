import type { IndexFile } from './index-file.ts';

/**
 * The terms that lead to each code, each from its main term down, a table's column last. A code that the index
 * leaves open stands under the characters it has.
 */
export function termsByCode({ entries }: IndexFile): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  for (const { code, terms, column } of entries) {
    const path = column === null ? [...terms] : [...terms, column];
    const paths = found.get(code);
    if (paths === undefined) found.set(code, [path]);
    else paths.push(path);
  }
  return found;
}
