import type { CodeDates, CodeRecord, Indicators } from '../code-record.ts';
import { tidy } from '../text-checks.ts';
import type { ChangeKind } from './change.ts';

/** Tells what a release did with a code, so it differs from one release to the next by its nature. */
const aboutTheRelease = 'actionCode';

const texts = ['longDescriptor', 'shortDescriptor', 'mediumDescriptor'] as const;

/** Whether two records say the same to the letter. Most of 100,000 do, so this is what has to be fast. */
export function sameRecord(a: CodeRecord, b: CodeRecord): boolean {
  return (
    a === b ||
    (a.longDescriptor === b.longDescriptor &&
      a.shortDescriptor === b.shortDescriptor &&
      a.mediumDescriptor === b.mediumDescriptor &&
      a.billable === b.billable &&
      a.parent === b.parent &&
      a.code === b.code &&
      a.displayCode === b.displayCode &&
      a.codeType === b.codeType &&
      sameDates(a.dates, b.dates) &&
      sameIndicators(a.indicators, b.indicators, null))
  );
}

/** The kinds of change between two records of one code, in the order of `changeKinds`; notes are not in them. */
export function kindsBetween(before: CodeRecord, after: CodeRecord): ChangeKind[] {
  const kinds: ChangeKind[] = [];
  const wasHeader = before.billable === false;
  const isHeader = after.billable === false;
  if (isHeader && !wasHeader) kinds.push('becameHeader');
  if (wasHeader && !isHeader) kinds.push('becameBillable');
  for (const text of texts) if (isRevised(before[text], after[text])) kinds.push(revised[text]);
  kinds.push(...kindsOfDates(before.dates, after.dates));
  if (!sameIndicators(before.indicators, after.indicators, aboutTheRelease)) kinds.push('indicatorChanged');
  if (datesChanged(before.dates, after.dates)) kinds.push('datesChanged');
  if (before.parent !== after.parent) kinds.push('parentChanged');
  return kinds;
}

const revised: Record<(typeof texts)[number], ChangeKind> = {
  longDescriptor: 'longRevised',
  shortDescriptor: 'shortRevised',
  mediumDescriptor: 'mediumRevised',
};

/** Null says that a file does not tell: a descriptor file that was not given revises nothing. */
function isRevised(before: string | null, after: string | null): boolean {
  if (before === after || before === null || after === null) return false;
  return tidy(before) !== tidy(after);
}

function kindsOfDates({ terminated: before }: CodeDates, { terminated: after }: CodeDates): ChangeKind[] {
  if (before === null && after !== null) return ['terminated'];
  return before !== null && after === null ? ['reinstated'] : [];
}

function datesChanged(before: CodeDates, after: CodeDates): boolean {
  if (before.added !== after.added || before.effective !== after.effective) return true;
  return before.terminated !== null && after.terminated !== null && before.terminated !== after.terminated;
}

const sameDates = (a: CodeDates, b: CodeDates): boolean =>
  a === b || (a.added === b.added && a.effective === b.effective && a.terminated === b.terminated);

function sameIndicators(a: Indicators, b: Indicators, except: string | null): boolean {
  if (a === b) return true;
  for (const name in a) if (name !== except && !sameValue(a[name], b[name])) return false;
  for (const name in b) if (name !== except && a[name] === undefined) return false;
  return true;
}

type Value = Indicators[string] | undefined;

function sameValue(a: Value, b: Value): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}
