import type { Problem } from '@plaincode/content-schemas';

/** What can be wrong with a release file. */
export type ProblemCode =
  | 'unreadable-file'
  | 'empty-file'
  | 'wrong-kind'
  | 'damaged-archive'
  | 'truncated-file'
  | 'unsafe-archive'
  | 'too-large'
  | 'no-release-inside'
  | 'several-releases-inside'
  | 'unknown-code-set'
  | 'unknown-edition'
  | 'contradicts-given'
  | 'missing-column'
  | 'formula-cell'
  | 'stray-line'
  | 'truncated-record'
  | 'overlong-record'
  | 'bad-character'
  | 'bad-code'
  | 'bad-sequence'
  | 'bad-field'
  | 'misplaced-code'
  | 'missing-text'
  | 'duplicate-code'
  | 'orphan-continuation'
  | 'unequal-counts'
  | 'unknown-code'
  | 'missing-edition'
  | 'too-many-problems';

/** What is about a whole file or part has no line of its own and is told of the first one. */
export type Place = { line?: number | null; column?: number | null };

/** Most problems that are kept one by one; past them only the number is. */
const kept = 200;

type Collected = { list: Problem[]; more: number; firstMore: Problem | null };

/** Collects what is wrong with one file, so that a person can mend all of it at once. */
export class Problems {
  readonly file: string;
  readonly #collected: Collected;

  constructor(file: string, collected: Collected = { list: [], more: 0, firstMore: null }) {
    this.file = file;
    this.#collected = collected;
  }

  /** The same collection, for a part of the file: an archive's member, a workbook's sheet. */
  within(part: string | null): Problems {
    return part === null ? this : new Problems(`${this.file} › ${part}`, this.#collected);
  }

  add(code: ProblemCode, message: string, hint: string, place: Place = {}): void {
    const { list, more } = this.#collected;
    if (list.length < kept) list.push(this.#problem(code, message, hint, place));
    else {
      if (more === 0) this.#collected.firstMore = this.#problem(code, message, hint, place);
      this.#collected.more += 1;
    }
  }

  /** Puts the cause before what followed from it: rows that a damaged archive gave are wrong rows. */
  addCause(code: ProblemCode, message: string, hint: string, place: Place = {}): void {
    this.#collected.list.unshift(this.#problem(code, message, hint, place));
  }

  #problem(code: ProblemCode, message: string, hint: string, { line, column = null }: Place): Problem {
    return { file: this.file, line: line ?? 1, column, code, message, hint };
  }

  get any(): boolean {
    return this.#collected.list.length > 0;
  }

  /** True when reading on only repeats what is known: the file is of another kind, or broken throughout. */
  get hopeless(): boolean {
    return this.#collected.more > 1_000;
  }

  list(): Problem[] {
    const { list, more, firstMore } = this.#collected;
    if (firstMore === null) return [...list];
    const { file, line } = firstMore;
    const rest: Problem = {
      file,
      line,
      column: null,
      code: 'too-many-problems',
      message: `${more.toLocaleString('en-US')} more problems, from this line on, are not listed.`,
      hint: 'Mend the first ones; they often have one cause.',
    };
    return [...list, rest];
  }
}

/** Thrown inside a reader where going on makes no sense; the door turns it into its problem. */
export class Unreadable extends Error {
  readonly code: ProblemCode;
  readonly hint: string;
  readonly place: Place;
  /** The archive member that it is about; null for the file itself. */
  member: string | null = null;

  constructor(code: ProblemCode, message: string, hint: string, place: Place = {}) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.place = place;
  }

  /** The same, told of an archive's member. */
  about(member: string): this {
    this.member = member;
    return this;
  }
}

export const downloadAgain = 'Download the file again from its maintainer and compare its size.';
