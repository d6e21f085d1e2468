import type { Problems } from '../problems.ts';
import type { PtpEdit } from './ptp.ts';

/**
 * Adds a problem for each edit that is deleted before it takes effect, and for each that is in force while another one of its pair is. One may begin on the day on which
 * another is deleted; an edit deleted on the day it took effect was never in force.
 */
export function checkWindows(edits: PtpEdit[], problems: Problems): void {
  for (const group of byFirstColumn(edits).values()) {
    group.sort(byPairAndDay);
    for (const [index, edit] of group.entries()) {
      if (problems.hopeless) return;
      checkOrder(edit, problems);
      const earlier = group[index - 1];
      if (!earlier || earlier.column2 !== edit.column2) continue;
      if (earlier.deletion !== null && earlier.deletion <= edit.effective) continue;
      problems.add(
        'duplicate-code',
        `The pair ${edit.column1} and ${edit.column2} is in force on line ${earlier.line} already.`,
        'Times of one pair do not overlap: compare both rows with the official table.',
        { line: edit.line, column: 1 },
      );
    }
  }
}

function checkOrder({ effective, deletion, line }: PtpEdit, problems: Problems): void {
  if (deletion === null || deletion >= effective) return;
  problems.add(
    'bad-field',
    `The edit takes effect on ${effective} and was deleted on ${deletion}.`,
    'Compare the row with the official table.',
    { line },
  );
}

function byFirstColumn(edits: PtpEdit[]): Map<string, PtpEdit[]> {
  const groups = new Map<string, PtpEdit[]>();
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
