import type { Problems } from '../problems.ts';
import { checkCharacters, isSound } from '../text-checks.ts';
import type { SheetRow } from './sheet-reader.ts';

/**
 * What a column is called, in small letters and single blanks. `head` columns make a row the header; `needed` ones
 * must be there too; `optional` ones may be missing.
 */
export type ColumnRule = { name: RegExp; kind: 'head' | 'needed' | 'optional'; label: string };
export type ColumnRules<Name extends string> = Record<Name, ColumnRule>;
/** Where each column stands, from 0; absent where the table has none. */
export type Columns<Name extends string> = Partial<Record<Name, number>>;

/** Notices stand above the header row: at most this many rows that are not blank. */
export const headerWithin = 30;
/** A notice that speaks of columns is longer than any column's name. */
const longestName = 80;

/** Where the columns stand if these cells are the header row; null where they are not. */
export function findColumns<Name extends string>(
  cells: string[],
  rules: ColumnRules<Name>,
): Columns<Name> | null {
  const names = cells.map(normalise);
  const columns: Columns<Name> = {};
  const taken = new Set<number>();
  for (const key in rules) {
    const { name, kind } = rules[key];
    const at = names.findIndex((cell, index) => !taken.has(index) && name.test(cell));
    if (at < 0 && kind === 'head') return null;
    if (at < 0) continue;
    columns[key] = at;
    taken.add(at);
  }
  return columns;
}

/** True where one of these first rows is the table's header. */
export function hasHeader<Name extends string>(rows: SheetRow[], rules: ColumnRules<Name>): boolean {
  return rows
    .filter(isFilled)
    .slice(0, headerWithin + 1)
    .some(({ cells }) => findColumns(cells, rules) !== null);
}

const normalise = (cell: string): string => {
  const name = cell.trim();
  return name.length > longestName ? '' : name.toLowerCase().replaceAll(/\s+/g, ' ');
};

export const isFilled = ({ cells }: SheetRow): boolean => cells.some((cell) => cell.trim() !== '');

/**
 * Finds the header row below the notices and hands over the rows below it that are not blank, cell by column name.
 * Further rows of the header, whose `head` cells are blank, are passed over. Adds what is wrong to `problems`.
 */
export class TableReader<Name extends string> {
  readonly #rules: ColumnRules<Name>;
  readonly #title: string;
  readonly #problems: Problems;
  #columns: Columns<Name> | null = null;
  #headings: string[] = [];
  #headerLine = 1;
  #width = 0;
  #above = 0;
  #begun = false;

  /** `title` names the kind of table in messages. */
  constructor(title: string, rules: ColumnRules<Name>, problems: Problems) {
    this.#title = title;
    this.#rules = rules;
    this.#problems = problems;
  }

  /** True once it is plain that no header row will come. */
  get failed(): boolean {
    return this.#columns === null && this.#above > headerWithin;
  }

  /** The row, if it is one of data whose characters are sound. */
  data(row: SheetRow): SheetRow | null {
    if (!isFilled(row)) return null;
    if (this.#columns === null) {
      this.#columns = this.#header(row);
      return null;
    }
    if (!this.#begun && this.#continuesHeader(row)) return null;
    this.#begun = true;
    return hasBadCharacter(row, this.#problems) ? null : row;
  }

  /** The cell of a column, blanks trimmed off its ends; '' where row or table has none. */
  cell({ cells }: SheetRow, name: Name): string {
    return (cells[this.#columns?.[name] ?? -1] ?? '').trim();
  }

  /** Where a column stands, for messages: from 1. */
  place({ number }: SheetRow, name: Name): { line: number; column: number } {
    return { line: number, column: (this.#columns?.[name] ?? 0) + 1 };
  }

  /** What the header row calls a column; '' where it has none. */
  heading(name: Name): string {
    return this.#headings[this.#columns?.[name] ?? -1] ?? '';
  }

  /** True, with a problem, where something stands further right than the header names columns. */
  hasStray({ cells, number }: SheetRow): boolean {
    if (cells.length <= this.#width) return false;
    const stray = cells.findIndex((cell, index) => index >= this.#width && cell.trim() !== '');
    if (stray < 0) return false;
    this.#problems.add(
      'overlong-record',
      'The row goes on behind the last column.',
      'Two rows may have run into one: download the file again.',
      { line: number, column: stray + 1 },
    );
    return true;
  }

  /** Tells of a table without header or without rows. */
  finish(): void {
    if (this.#columns === null) this.#missHeader();
    else if (!this.#begun)
      this.#problems.add(
        'truncated-file',
        'No row stands below the header row.',
        'The table is cut: download the file again.',
        { line: this.#headerLine },
      );
  }

  #missHeader(): void {
    const labels = Object.values<ColumnRule>(this.#rules)
      .filter(({ kind }) => kind === 'head')
      .map(({ label }) => `"${label}"`);
    this.#problems.add(
      'missing-column',
      `No header row with ${labels.join(' and ')} below at most ${headerWithin} rows of notices.`,
      `Is this the table of ${this.#title}?`,
      { line: 1, column: 1 },
    );
  }

  #header(row: SheetRow): Columns<Name> | null {
    const columns = findColumns(row.cells, this.#rules);
    if (columns === null) {
      this.#above += 1;
      return null;
    }
    for (const key in this.#rules) {
      const { kind, label } = this.#rules[key];
      if (kind === 'needed' && columns[key] === undefined)
        this.#problems.add(
          'missing-column',
          `The column "${label}" is missing.`,
          'Compare the header row with the official table.',
          { line: row.number },
        );
    }
    this.#headings = row.cells;
    this.#headerLine = row.number;
    this.#width = row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return columns;
  }

  /** A first row of data whose `head` cells were lost still holds a day or another number. */
  #continuesHeader(row: SheetRow): boolean {
    if (row.cells.some((cell) => /^\d{4}/.test(cell.trim()))) return false;
    for (const key in this.#rules)
      if (this.#rules[key].kind === 'head' && this.cell(row, key) !== '') return false;
    return true;
  }
}

/** Line breaks and tabs inside a cell are no damage. Tables have millions of rows: most are sound at one look. */
function hasBadCharacter({ cells, number }: SheetRow, problems: Problems): boolean {
  if (isSound(cells.join(' '))) return false;
  return cells.some((cell) => checkCharacters(cell.replaceAll(/[\r\n\t]/g, ' '), number, problems));
}
