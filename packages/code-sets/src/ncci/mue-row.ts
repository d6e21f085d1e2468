import type { SheetRow } from '../container/sheet-reader.ts';
import type { TableReader } from '../container/table-reader.ts';
import type { ProblemCode, Problems } from '../problems.ts';
import { tidy } from '../text-checks.ts';
import { codeShape, type mueColumns } from './layout.ts';
import type { MueValue } from './mue.ts';

type Column = keyof typeof mueColumns;

const adjudicationShape = /^([123])(?:[\s:.-][\w\s:/.&()-]{0,80})?$/;

/** Reads one row; what is wrong with it is told without repeating its cells, which may be licensed. */
export class MueRowParser {
  readonly #table: TableReader<Column>;
  readonly #problems: Problems;
  readonly #lines = new Map<string, number>();

  constructor(table: TableReader<Column>, problems: Problems) {
    this.#table = table;
    this.#problems = problems;
  }

  parse(row: SheetRow): MueValue | null {
    const code = this.#code(row);
    if (code === null || this.#table.hasStray(row)) return null;
    const value = this.#value(row);
    const adjudication = this.#adjudication(row);
    if (value === null || adjudication === null) return null;
    const rationale = tidy(this.#table.cell(row, 'rationale').replaceAll(/\s/g, ' ')) || null;
    return { code, value, adjudication, rationale, line: row.number };
  }

  #code(row: SheetRow): string | null {
    const code = this.#table.cell(row, 'code');
    if (!codeShape.test(code)) {
      const hint = 'A code has five characters; a spreadsheet may have taken zeros off its beginning.';
      return this.#flaw(row, 'code', 'bad-code', 'This is no code of CPT or HCPCS.', hint);
    }
    const earlier = this.#lines.get(code);
    if (earlier !== undefined) {
      const message = `This code stands on line ${earlier} already.`;
      return this.#flaw(row, 'code', 'duplicate-code', message, 'Remove one of the two.');
    }
    this.#lines.set(code, row.number);
    return code;
  }

  #value(row: SheetRow): number | null {
    const text = this.#table.cell(row, 'value');
    if (/^\d{1,7}$/.test(text)) return Number(text);
    if (text === '')
      return this.#flaw(
        row,
        'value',
        'truncated-record',
        'The row ends before its value.',
        'Download the file again.',
      );
    const hint = 'An MUE value is a whole number such as 2.';
    return this.#flaw(row, 'value', 'bad-field', 'The value is no number of units.', hint);
  }

  /** `3 Date of Service Edit: Clinical`: the digit counts. */
  #adjudication(row: SheetRow): '1' | '2' | '3' | null {
    const [, digit] = adjudicationShape.exec(this.#table.cell(row, 'adjudication')) ?? [];
    if (digit === '1' || digit === '2' || digit === '3') return digit;
    return this.#flaw(
      row,
      'adjudication',
      'bad-field',
      'This is no adjudication indicator.',
      'It begins with 1 for a line edit, 2 for a date of service edit by policy, 3 one by clinical data.',
    );
  }

  #flaw(row: SheetRow, name: Column, code: ProblemCode, message: string, hint: string): null {
    this.#problems.add(code, message, hint, this.#table.place(row, name));
    return null;
  }
}
