import type { Problem } from '@plaincode/content-schemas';
import type { BroughtRow } from './brought-file.ts';
import { type ColumnKey, columnOf, columnTitles } from './columns.ts';

export type TableRow = { number: number; cells: string[] };
type Found = { rows: BroughtRow[]; problems: Problem[]; notes: string[] };

/** Rows that may stand above the header: a title, a date. */
const headerWithin = 10;

/** The rows below the header row; null where none of the first rows is one. */
export function rowsOfTable(file: string, table: readonly TableRow[]): Found | null {
  const at = table.slice(0, headerWithin).findIndex(({ cells }) => isHeader(cells.map(columnOf)));
  const header = table[at];
  if (!header) return null;
  const found: Found = { rows: [], problems: [], notes: [] };
  const columns = new Map<ColumnKey, number>();
  for (const [index, heading] of header.cells.entries()) {
    const key = columnOf(heading);
    if (key !== null && !columns.has(key)) columns.set(key, index + 1);
    else if (key !== null) found.problems.push(twice(file, header.number, index + 1, key));
    else if (heading.trim() !== '')
      found.notes.push(`The column "${heading.trim().slice(0, 60)}" is not read.`);
  }
  for (const { number, cells } of table.slice(at + 1)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const named = [...columns].map(([key, column]) => [key, unescaped(cells[column - 1] ?? '')] as const);
    found.rows.push({ line: number, cells: new Map(named), columns });
  }
  return found;
}

const isHeader = (keys: readonly (ColumnKey | null)[]): boolean =>
  keys.includes('code') && keys.some((key) => key === 'plainTitle' || key === 'body' || key === 'revision');

const twice = (file: string, line: number, column: number, key: ColumnKey): Problem => ({
  file,
  line,
  column,
  code: 'column-twice',
  message: `Two columns are called "${columnTitles.get(key)}".`,
  hint: 'Take one of them out.',
});

/** A spreadsheet could take such a cell for a formula, so that work lists write it behind an apostrophe. */
const formulaLike = /^'*[=+\-@]/;

export const escaped = (cell: string): string => (formulaLike.test(cell) ? `'${cell}` : cell);

const unescaped = (cell: string): string => (/^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell).trim();
