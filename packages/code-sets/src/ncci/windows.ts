import { Problems } from '../problems.ts';
import type { PtpEdit } from './ptp.ts';

/** The edits of one file of a table, and what is wrong with that file. */
export type ReadPart = { edits: readonly PtpEdit[]; problems: Problems };

/**
 * Adds a problem for each edit that is deleted before it takes effect, and for each that is in force while another
 * one of its pair is. One may begin on the day on which another is deleted; an edit deleted on the day it took
 * effect was never in force.
 */
export function checkWindows(parts: readonly ReadPart[]): void {
  for (const group of byFirstColumn(parts).values()) {
    group.sort(byPairAndDay);
    for (const [index, edit] of group.entries()) {
      if (parts.some(({ problems }) => problems.hopeless)) return;
      if (edit.deletion !== null && edit.deletion < edit.effective) backwards(edit, problemsOf(edit, parts));
      const earlier = group[index - 1];
      if (!earlier || earlier.column2 !== edit.column2) continue;
      if (earlier.deletion !== null && earlier.deletion <= edit.effective) continue;
      const problems = problemsOf(edit, parts);
      if (problems.hopeless) return;
      const there = problemsOf(earlier, parts);
      problems.add(
        'duplicate-code',
        `The pair ${edit.column1} and ${edit.column2} is in force on line ${earlier.line}${there === problems ? '' : ` of ${there.file}`} already.`,
        'Times of one pair do not overlap: compare both rows with the official table.',
        { line: edit.line, column: 1 },
      );
    }
  }
}

/** Edits are many and flaws few: an edit does not carry the file that it stands in. */
function problemsOf(edit: PtpEdit, parts: readonly ReadPart[]): Problems {
  const part = parts.length === 1 ? parts[0] : parts.find(({ edits }) => edits.includes(edit));
  return part?.problems ?? new Problems('');
}

function backwards({ effective, deletion, line }: PtpEdit, problems: Problems): void {
  problems.add(
    'bad-field',
    `The edit takes effect on ${effective} and was deleted on ${deletion}.`,
    'Compare the row with the official table.',
    { line },
  );
}

function byFirstColumn(parts: readonly ReadPart[]): Map<string, PtpEdit[]> {
  const groups = new Map<string, PtpEdit[]>();
  for (const { edits } of parts)
    for (const edit of edits) {
      if (edit.deletion === edit.effective) continue;
      const group = groups.get(edit.column1);
      if (group) group.push(edit);
      else groups.set(edit.column1, [edit]);
    }
  return groups;
}

function byPairAndDay(one: PtpEdit, other: PtpEdit): number {
  if (one.column2 !== other.column2) return one.column2 < other.column2 ? -1 : 1;
  if (one.effective !== other.effective) return one.effective < other.effective ? -1 : 1;
  return one.line - other.line;
}
