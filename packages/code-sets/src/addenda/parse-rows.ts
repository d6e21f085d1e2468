import type { Line } from '../container/lines.ts';
import type { OrderFileSet } from '../icd-10-order/parse.ts';
import type { Problems } from '../problems.ts';
import type { AddendaAction, AddendaRow, AddendaTexts } from './addenda.ts';
import type { RowLayout } from './layout.ts';
import { type HalfRow, readRow } from './read-row.ts';

/**
 * Reads rows to additions, deletions and revisions; the two lines of a revision become one row. Adds every flaw
 * to `problems`.
 */
export function parseRows(
  lines: readonly Line[],
  layout: RowLayout,
  set: OrderFileSet,
  problems: Problems,
): AddendaRow[] {
  const rows = new Rows(problems);
  for (const line of lines) {
    const half = readRow(line, layout, set, problems);
    if (half === null) rows.skip();
    else rows.add(half);
    if (problems.hopeless) break;
  }
  return rows.finish();
}

class Rows {
  readonly #problems: Problems;
  readonly #rows: AddendaRow[] = [];
  readonly #lines = new Map<string, number>();
  #from: HalfRow | null = null;
  /** After a row that could not be read, its other half is not blamed. */
  #broken = false;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  add(half: HalfRow): void {
    const from = this.#from;
    this.#from = null;
    if (half.action === 'revise to') this.#revise(from, half);
    else {
      if (from !== null) this.#unpaired(from);
      if (half.action === 'revise from') this.#from = half;
      else if (half.action === 'add') this.#keep(half, 'add', null, half.texts);
      else this.#keep(half, 'delete', half.texts, null);
    }
    this.#broken = false;
  }

  skip(): void {
    this.#from = null;
    this.#broken = true;
  }

  finish(): AddendaRow[] {
    if (this.#from !== null) this.#unpaired(this.#from);
    return this.#rows;
  }

  #revise(from: HalfRow | null, to: HalfRow): void {
    if (from === null || from.code !== to.code) {
      if (!this.#broken) this.#unpaired(from ?? to);
      return;
    }
    if (from.flag !== to.flag) {
      const hint = 'A code that becomes a header, or a header that becomes a code, is deleted and added.';
      this.#problems.add('bad-field', `The flag of ${to.code} changes in a revision.`, hint, {
        line: to.line,
      });
      return;
    }
    this.#keep(from, 'revise', from.texts, to.texts);
  }

  #keep(
    { code, flag, line }: HalfRow,
    action: AddendaAction,
    before: AddendaTexts | null,
    after: AddendaTexts | null,
  ): void {
    const earlier = this.#lines.get(`${action} ${code}`);
    if (earlier !== undefined) {
      const message = `${code} has the same action on line ${earlier} already.`;
      this.#problems.add('duplicate-code', message, 'Remove one of the two.', { line });
      return;
    }
    this.#lines.set(`${action} ${code}`, line);
    this.#rows.push({ action, code, billable: flag === null ? null : flag === '1', before, after, line });
  }

  #unpaired({ code, action, line }: HalfRow): void {
    const message = `"${action}" of ${code} stands without its other half.`;
    const hint = 'A revision is two rows in a row, "Revise from" and "Revise to", of one code.';
    this.#problems.add('bad-sequence', message, hint, { line });
  }
}
