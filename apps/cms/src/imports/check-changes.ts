import {
  type AddendaContent,
  type ChangeReportContent,
  type CodeRecord,
  compareAddenda,
  compareChangeReport,
  computeChanges,
  type EditionDiff,
  tellEdition,
} from '@plaincode/code-sets';
import { formatProblem } from '@plaincode/content-schemas';
import { type HeldEdition, latestRelease } from './held-editions.ts';
import type { CheckReport } from './import-report.ts';

/** What an edition changed, with the edition that it is compared with. */
export interface Changes {
  from: HeldEdition;
  diff: EditionDiff;
}

type Checked = Pick<CheckReport, 'agrees' | 'rowsChecked' | 'differences' | 'note' | 'from'>;

const unchecked = (note: string): Checked => ({
  agrees: null,
  rowsChecked: 0,
  differences: [],
  note,
  from: null,
});

/**
 * Holds the addenda against what the edition changed, row for row. Addenda say which file they start from: with
 * another edition held before, a comparison would only list what lies between.
 */
export function checkAddenda(
  { addenda, problems, codeSet }: AddendaContent,
  changes: Changes | null,
): Checked {
  if (!addenda) return unchecked(`They cannot be read: ${problems.map(formatProblem).join(' ')}`);
  if (!changes) return unchecked('No edition before is held, so there is nothing to compare with.');
  const { from, diff } = changes;
  const start = addenda.summary?.codes?.from.file ?? null;
  if (start !== null && !startsFrom(start, from))
    return unchecked(
      `The addenda start from ${start}; the edition held before is ${from.label} (${from.id}).`,
    );
  const { agrees, rowsChecked, differences } = compareAddenda(addenda, diff, { set: codeSet });
  return {
    from: { id: from.id, label: from.label },
    agrees,
    rowsChecked,
    differences: differences.map(({ code, inAddenda, inDiff, why }) => ({
      code,
      listed: inAddenda,
      computed: inDiff,
      why,
    })),
    note: null,
  };
}

/** By the file's name, else by the year that the names tell. */
function startsFrom(file: string, edition: HeldEdition): boolean {
  const { fileName, member } = latestRelease(edition);
  if (member === file || fileName === file) return true;
  const told = tellEdition(file);
  const held = [member, fileName].map((name) => (name === null ? null : tellEdition(name)));
  return told !== null && held.some((one) => one !== null && one.year === told.year);
}

/** Holds a maintainer's report of changes against the records of both editions, and lists each difference. */
export function checkChangeReport(
  { reported }: ChangeReportContent,
  records: { from: HeldEdition; before: CodeRecord[]; after: CodeRecord[] } | null,
): Checked {
  if (!records)
    return unchecked('The edition and the one before it must both be held to check a report of changes.');
  const { from, before, after } = records;
  const { differences, agreements } = compareChangeReport(reported, computeChanges(before, after));
  return {
    from: { id: from.id, label: from.label },
    agrees: differences.length === 0,
    rowsChecked: Object.values(agreements).reduce((sum, count) => sum + count, differences.length),
    differences: differences.map(({ code, reported: listed, computed, note }) => ({
      code,
      listed,
      computed: computed.length > 0 ? computed.join(', ') : null,
      why: note,
    })),
    note: null,
  };
}
