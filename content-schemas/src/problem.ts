import { z } from 'zod';

/**
 * Something wrong with input, as a value. Readers collect all of them and then refuse the whole.
 * `line` and `column` count from 1; null where the place has none (a missing file, a whole sheet).
 */
export const problem = z.strictObject({
  file: z.string(),
  line: z.int().min(1).nullable(),
  column: z.int().min(1).nullable(),
  /** From a closed list of the reader: `truncated-record`. */
  code: z.string(),
  message: z.string(),
  /** What to do about it. */
  hint: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** `HCPC2025.txt:12:92: message (hint)`: one line, the way compilers and editors know it. */
export function formatProblem(p: Problem): string {
  const place = [p.file, p.line, p.column].filter((part) => part !== null).join(':');
  return `${place}: ${p.message} ${p.hint}`;
}
