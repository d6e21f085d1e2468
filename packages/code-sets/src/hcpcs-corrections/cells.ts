import { parseCompactDay, tidy } from '../text-checks.ts';
import type { CellName, PrintedText } from './correction.ts';
import type { Heading } from './headings.ts';
import { findOverrun, type Overrun } from './overrun.ts';
import { columnStarts } from './printed-columns.ts';

/** Offsets from 0; `beside` is where the column at the right ends. */
export type Columns = Map<CellName, { from: number; to: number; beside: number }>;

/** HCPCS short descriptors have at most so many characters (record layout, field 5). */
const longestShort = 28;

/** What cells look like from their first letter on; descriptors and comments look like anything. */
const begins: Partial<Record<CellName, RegExp>> = {
  effective: /^\d{1,2}\/\d/,
  typeOfService: /^[\dA-Z](?:[, ]|$)/,
  betos: /^[A-Z]\d[A-Z]?(?:[A-Z ]|$)/,
  coverage: /^[A-Z](?: |$)/,
  pricing: /^\d\d(?:[, ]|$)/,
  crossReference: /^[A-Z]\d{4}/,
  ascGroup: /^YY/,
  ascEffective: /^\d{1,2}\/\d/,
};

/** Where the columns stand, told from the headings and, where these leave it open, from the rows. */
export function findColumns(headings: Heading[], rows: string[]): Columns {
  const starts = columnStarts(
    headings.map((heading) => ({ ...heading, begins: begins[heading.name] })),
    rows,
  );
  const endOf = (index: number) => starts[index + 1] ?? Number.POSITIVE_INFINITY;
  return new Map(
    headings.map(({ name }, index) => [
      name,
      { from: starts[index] ?? 0, to: endOf(index), beside: endOf(index + 1) },
    ]),
  );
}

/** The cells of one row. A cell whose right neighbour is blank runs on into it, as sheets are printed. */
export class PrintedRow {
  readonly #text: string;
  readonly #columns: Columns;
  /** The long descriptor where it runs on over blank cells, and the cells it may hide. */
  readonly #overrun: Overrun | null;

  constructor(text: string, columns: Columns) {
    this.#text = text;
    this.#columns = columns;
    this.#overrun = findOverrun(text, columns);
  }

  /** Cells that a long descriptor running on may have covered. */
  get hidden(): CellName[] {
    return this.#overrun?.hidden ?? [];
  }

  cell(name: CellName): string {
    const column = this.#columns.get(name);
    if (column === undefined || this.#overrun?.covered.includes(name)) return '';
    return this.#text.slice(column.from, column.to);
  }

  /** The cell's text; cut where it fills its column and the next one is not blank. Null where it is blank. */
  printed(name: CellName): PrintedText | null {
    const column = this.#columns.get(name);
    const cell = this.cell(name);
    const text = tidy(cell);
    if (column === undefined || text === '') return null;
    const full = cell.length === column.to - column.from && cell.at(-1) !== ' ';
    return { text, cut: full && this.#text.slice(column.to, column.beside).trim() !== '' };
  }

  /** The descriptors; a short one that runs on into a blank long one is whole. */
  texts(): { short: PrintedText | null; long: PrintedText | null } {
    const short = this.#spills() ? null : this.printed('short');
    const long = this.#overrun?.long ?? this.printed('long');
    if (this.#overrun || short === null || long === null || !short.cut || /^[A-Z\d]/.test(this.cell('long')))
      return { short, long };
    const joined = tidy(this.cell('short') + this.cell('long'));
    return joined.length > longestShort || long.cut
      ? { short, long }
      : { short: { text: joined, cut: false }, long: null };
  }

  /** MM/DD/YYYY as YYYY-MM-DD; null where the cell is blank or cut, or is no day of the calendar. */
  day(name: 'effective' | 'ascEffective'): string | null {
    const column = this.#columns.get(name);
    if (column === undefined) return null;
    const cell = this.cell(name).trim();
    return parsePrintedDay(cell) ?? this.#spilledDay(name);
  }

  /** A day one or two digits wider than its column, with nothing in the next one. */
  #spilledDay(name: 'effective' | 'ascEffective'): string | null {
    const rest = name === 'effective' ? (this.#spills() ? this.cell('short') : '') : this.#spilledRest();
    return rest === '' ? null : parsePrintedDay((this.cell(name) + rest.slice(0, 4)).trim());
  }

  /** What fills the start of the descriptor's column is the rest of the day before it. */
  #spills(): boolean {
    const cell = this.cell('effective');
    return /\d$/.test(cell) && /^\d{1,3} *$/.test(this.cell('short'));
  }

  #spilledRest(): string {
    return /^\d{1,3}(?: |$)/.test(this.cell('comments')) ? this.cell('comments') : '';
  }

  /** Comments, without the rest of a day that ran on into their column. */
  comments(): string | null {
    const cell = this.cell('comments');
    const spilled =
      this.#spilledDay('ascEffective') !== null && parsePrintedDay(this.cell('ascEffective')) === null;
    return tidy(spilled ? cell.replace(/^\d{1,3}/, '') : cell) || null;
  }
}

function parsePrintedDay(text: string): string | null {
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  if (month === undefined || date === undefined || year === undefined) return null;
  const day = parseCompactDay(`${year}${month.padStart(2, '0')}${date.padStart(2, '0')}`);
  return day !== null && /^(?:19|20)/.test(day) ? day : null;
}
