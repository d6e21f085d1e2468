import type { Problem } from '@plaincode/content-schemas';

export type ImportRefusalCode =
  | 'bad-file'
  | 'unknown-code-set'
  | 'already-running'
  | 'edition-not-held'
  | 'great-loss'
  | 'no-licence'
  | 'no-notice'
  | 'real-editions-held';

/** An import that was refused before anything of it became visible; the message says what to do. */
export class ImportRefused extends Error {
  readonly code: ImportRefusalCode;
  /** What is wrong with the file, one by one; empty for other refusals. */
  readonly problems: readonly Problem[];

  constructor(code: ImportRefusalCode, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'ImportRefused';
    this.code = code;
    this.problems = problems;
  }
}
