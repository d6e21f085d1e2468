import type { Problems } from '../problems.ts';
import { columns } from './layout.ts';

/** What the hierarchy needs to know of a row. */
export type OrderRow = { code: string; billable: boolean; line: number };

const compare = 'Compare the rows here with the official file.';

/**
 * Follows the tree that an order file lists top down: a category of three characters, then everything below
 * it. Finds each code's parent, the nearest ancestor that the edition holds, since a code can lack its
 * immediate one, and adds what cannot be: a code outside its category, a header without codes, a code valid
 * for submission with codes below it. So a damaged code or flag shows although each row by itself looks right.
 */
export class OrderHierarchy {
  readonly #problems: Problems;
  /** From the category down to the row before. */
  readonly #path: OrderRow[] = [];
  /** After a row that could not be read, what follows it in its category cannot be judged. */
  #broken = false;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** Takes the next row of the file; answers its parent. */
  place(row: OrderRow): string | null {
    const path = this.#path;
    const last = path.at(-1);
    let parent = last;
    while (parent && !row.code.startsWith(parent.code)) {
      path.pop();
      parent = path.at(-1);
    }
    if (last && !last.billable && parent !== last) this.#childless(last);
    if (row.code.length === 3) this.#broken = false;
    else if (!parent) this.#misplaced(row);
    else if (parent.billable) this.#hasCodesBelow(parent, row);
    path.push(row);
    return parent?.code ?? null;
  }

  /** Tells of a row that could not be read. */
  skip(): void {
    this.#broken = true;
  }

  /** Ends the file: a header as its last row means that the rest is missing. */
  finish(): void {
    const last = this.#path.at(-1);
    if (!last || last.billable || this.#broken) return;
    this.#problems.add(
      'truncated-file',
      `The file ends with the header ${last.code}; its codes are missing.`,
      'The file is cut: download it again.',
      { line: last.line },
    );
  }

  #misplaced(row: OrderRow): void {
    const message = `${row.code} stands outside its category ${row.code.slice(0, 3)}.`;
    this.#add('misplaced-code', message, row, columns.code[0]);
  }

  #childless(row: OrderRow): void {
    this.#add('bad-field', `${row.code} is a header, and no code stands below it.`, row, columns.flag[0]);
  }

  #hasCodesBelow(row: OrderRow, below: OrderRow): void {
    const message = `${row.code} is marked valid for submission, and ${below.code} stands below it.`;
    this.#add('bad-field', message, row, columns.flag[0]);
  }

  #add(code: 'misplaced-code' | 'bad-field', message: string, { line }: OrderRow, column: number): void {
    if (!this.#broken) this.#problems.add(code, message, compare, { line, column: column + 1 });
  }
}
