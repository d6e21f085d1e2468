import { tidy } from '../text-checks.ts';
import type { Columns } from './cells.ts';
import { type CellName, cellNames, type PrintedText } from './correction.ts';

/** A long descriptor that is printed over the blank cells at its right. */
export type Overrun = {
  long: PrintedText;
  /** The columns that it covers: what stands there is its own. */
  covered: CellName[];
  /** Those of them that may hold something all the same; then the descriptor is cut. */
  hidden: CellName[];
};

const behindLong = cellNames.slice(cellNames.indexOf('long') + 1);

/**
 * Finds a long descriptor that runs on: small letters stand where indicators do, which have none. It ends at
 * two blanks or with the line. Where more follows, or where a capital follows a small letter just where a
 * column begins, a filled cell may have cut it.
 */
export function findOverrun(text: string, columns: Columns): Overrun | null {
  const long = columns.get('long');
  const next = behindLong.map((name) => columns.get(name)).find((column) => column !== undefined);
  if (long === undefined || next === undefined || next === columns.get('comments')) return null;
  if (!/[a-z]/.test(text.slice(next.from, next.beside))) return null;
  const gap = text.indexOf('  ', long.to - 1);
  const end = gap < 0 ? text.length : gap;
  const covered = behindLong.filter((name) => (columns.get(name)?.from ?? end) < end);
  const glued = covered.some((name) => /^[a-z][A-Z\d]/.test(text.slice((columns.get(name)?.from ?? 0) - 1)));
  const cut = glued || text.slice(end).trim() !== '';
  return {
    long: { text: tidy(text.slice(long.from, end)), cut },
    covered,
    hidden: cut ? covered : [],
  };
}
