import type { SheetRow } from '../container/sheet-reader.ts';
import type { TableReader } from '../container/table-reader.ts';
import { parseWrittenDay } from '../parse-day.ts';
import type { ProblemCode, Problems } from '../problems.ts';
import type { Texts } from './door.ts';
import { codeShape, type ptpColumns } from './layout.ts';
import type { PtpEdit } from './ptp.ts';

type Column = keyof typeof ptpColumns;

/** Most rows share their days with many others. */
const mostDays = 20_000;

/** Reads one row; what is wrong with it is told without repeating its cells, which may be licensed. */
export class PtpRowParser {
  readonly #table: TableReader<Column>;
  readonly #problems: Problems;
  readonly #texts: Texts;
  readonly #days = new Map<string, string | null>();

  constructor(table: TableReader<Column>, problems: Problems, texts: Texts) {
    this.#table = table;
    this.#problems = problems;
    this.#texts = texts;
  }

  parse(row: SheetRow): PtpEdit | null {
    const column1 = this.#code(row, 'column1');
    const column2 = this.#code(row, 'column2');
    if (column1 === null || column2 === null || this.#table.hasStray(row)) return null;
    const effective = this.#day(row, 'effective');
    const deletion = this.#deletion(row);
    const modifier = this.#modifier(row);
    const before1996 = this.#mark(row);
    if (effective === null || deletion === undefined || modifier === null || before1996 === null) return null;
    const rationale = this.#texts.share(this.#table.cell(row, 'rationale')) || null;
    return { column1, column2, before1996, effective, deletion, modifier, rationale, line: row.number };
  }

  #code(row: SheetRow, name: 'column1' | 'column2'): string | null {
    const code = this.#table.cell(row, name);
    if (codeShape.test(code)) return this.#texts.share(code);
    const hint = 'A code has five characters; a spreadsheet may have taken zeros off its beginning.';
    this.#flaw(row, name, 'bad-code', 'This is no code of CPT or HCPCS.', hint);
    return null;
  }

  #day(row: SheetRow, name: 'effective' | 'deletion'): string | null {
    const text = this.#table.cell(row, name);
    const known = this.#days.get(text);
    const day = known === undefined ? parseEditDay(text) : known;
    if (known === undefined && this.#days.size < mostDays) this.#days.set(text, day);
    if (day !== null) return day;
    const cut = text === '';
    this.#flaw(
      row,
      name,
      cut ? 'truncated-record' : 'bad-field',
      cut ? `The row ends before its ${name} date.` : `The ${name} date is no day of the calendar.`,
      cut ? 'The row is cut: download the file again.' : 'Dates are written YYYYMMDD.',
    );
    return null;
  }

  /** `*` stands for no date; undefined where the cell is neither that nor a day. */
  #deletion(row: SheetRow): string | null | undefined {
    const text = this.#table.cell(row, 'deletion');
    return text === '*' || text === '' ? null : (this.#day(row, 'deletion') ?? undefined);
  }

  #modifier(row: SheetRow): '0' | '1' | '9' | null {
    const text = this.#table.cell(row, 'modifier');
    if (text === '0' || text === '1' || text === '9') return text;
    const hint = '0 is not allowed, 1 allowed, 9 not applicable.';
    this.#flaw(row, 'modifier', 'bad-field', 'This is no modifier indicator.', hint);
    return null;
  }

  #mark(row: SheetRow): boolean | null {
    const text = this.#table.cell(row, 'before1996');
    if (text === '' || text === '*') return text === '*';
    const message = 'This is no mark for edits in existence prior to 1996.';
    this.#flaw(row, 'before1996', 'bad-field', message, 'It is * or blank.');
    return null;
  }

  #flaw(row: SheetRow, name: Column, code: ProblemCode, message: string, hint: string): void {
    this.#problems.add(code, message, hint, this.#table.place(row, name));
  }
}

/** Edits in existence prior to 1996 are dated 1996; a day far from there is a damaged one. */
function parseEditDay(text: string): string | null {
  const day = parseWrittenDay(text);
  return day !== null && day >= '1990' && day < '2100' ? day : null;
}
