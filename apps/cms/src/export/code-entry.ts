import type { CodePageRecord, CodeStatus } from '@plaincode/content-schemas';
import type { CodeRow } from '../imports/code-row.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import { isLater } from '../imports/spans.ts';

/** A code as its page shows it at the edition in force. */
export interface CodeEntry {
  code: string;
  /** What the release files say of it, last. */
  row: CodeRow;
  /** The edition whose file says so: the one in force, or for a deleted code the last that held it. */
  source: HeldEdition;
  /** Each wording of the long descriptor with the first edition that has it, the newest, which is the row's, first. */
  wordings: { row: CodeRow; edition: HeldEdition }[];
  /** What editions did to the code, the newest first, down to the earliest that is held. */
  history: EditionStanding[];
  status: Pick<CodeStatus, 'state' | 'since'>;
  change: CodePageRecord['change'];
  /** The first day still to come on which an edition does something to the code; null where none is. */
  ahead: string | null;
  /** The day from which the newest wording holds, where that is still to come and another holds until then. */
  wordedFrom: string | null;
}

export interface Timeline {
  /** Held editions in the order of sequences. */
  held: readonly HeldEdition[];
  inForce: HeldEdition;
  /** `YYYY-MM-DD`, UTC. */
  today: string;
}

/**
 * Reads a code's rows (its visible spans, in any order) at the edition in force. Null for a code that no
 * edition up to then held.
 */
export function codeEntry(spans: readonly CodeRow[], timeline: Timeline): CodeEntry | null {
  const { held, inForce } = timeline;
  const rows = [...spans].sort((a, b) => (isLater(a, b) ? 1 : -1));
  const last = rows.findLastIndex((row) => row.present);
  const row = rows[last];
  const now = rows.at(-1);
  if (!row || !now) return null;
  const former = held[held.indexOf(inForce) - 1];
  const before = former ? (rows.findLast((span) => span.editionSequence <= former.sequence) ?? null) : null;
  const ofEditions = rowsOfEditions(rows, held);
  const left = now.present ? null : editionOf(held, rows[last + 1] ?? now);
  const wordings = wordingsOf(ofEditions);
  const history = historyOf(ofEditions, held);
  return {
    code: row.code,
    row,
    source: left ? (held[held.indexOf(left) - 1] ?? inForce) : inForce,
    wordings,
    history,
    status: left ? leftStatus(row, left, ofEditions, timeline) : statusOf(row, ofEditions, timeline),
    change: former ? changeOf(before, now) : null,
    ahead: history.findLast(({ edition }) => edition.effective > timeline.today)?.edition.effective ?? null,
    wordedFrom: wordings.length > 1 ? dayToCome(wordings[0]?.edition.effective, timeline) : null,
  };
}

/** Whether the edition in force holds the code, also where it is shown ahead of its day. */
export function isInEdition({ history: [newest] }: Pick<CodeEntry, 'history'>): boolean {
  return newest?.held ?? true;
}

function dayToCome(day: string | undefined, { today }: Timeline): string | null {
  return day !== undefined && day > today ? day : null;
}

function editionOf(held: readonly HeldEdition[], row: CodeRow): HeldEdition {
  const edition = held.find((one) => one.sequence === row.editionSequence);
  if (!edition) throw new Error(`The row ${row.key} belongs to no edition that is held.`);
  return edition;
}

/** A code as an edition left it. */
interface RowOfEdition {
  row: CodeRow;
  edition: HeldEdition;
}

/** What the page says of one edition. */
export interface EditionStanding {
  edition: HeldEdition;
  change: CodePageRecord['change'];
  held: boolean;
  billable: boolean | null;
}

/** Of an edition that was imported more than once, the last row counts. In the order of editions. */
function rowsOfEditions(rows: readonly CodeRow[], held: readonly HeldEdition[]): RowOfEdition[] {
  const last = rows.filter((row, at) => rows[at + 1]?.editionSequence !== row.editionSequence);
  return last.map((row) => ({ row, edition: editionOf(held, row) }));
}

function wordingsOf(rows: readonly RowOfEdition[]): RowOfEdition[] {
  const wordings: RowOfEdition[] = [];
  for (const one of rows)
    if (one.row.present && one.row.longDescriptor !== wordings.at(-1)?.row.longDescriptor) wordings.push(one);
  return wordings.reverse();
}

function historyOf(rows: readonly RowOfEdition[], held: readonly HeldEdition[]): EditionStanding[] {
  const [earliest] = held;
  const history: EditionStanding[] = [];
  let before: CodeRow | null = null;
  for (const { row, edition } of rows) {
    const change = edition === earliest ? null : changeOf(before, row);
    if (change !== null || edition === earliest)
      history.push({ edition, change, held: row.present, billable: row.present ? row.billable : null });
    before = row;
  }
  if (earliest && history[0]?.edition !== earliest)
    history.unshift({ edition: earliest, change: null, held: false, billable: null });
  return history.reverse();
}

/** A code that an edition leaves out stays what it is until the day of that edition. */
function leftStatus(
  row: CodeRow,
  left: HeldEdition,
  rows: readonly RowOfEdition[],
  timeline: Timeline,
): CodeEntry['status'] {
  const isOver = left.effective <= timeline.today || !rowOn(timeline.today, rows)?.present;
  if (isOver) return { state: 'deleted', since: left.effective };
  const until = statusOf(row, rows, timeline);
  return until.state === 'active' ? { state: 'leaving', since: left.effective } : until;
}

function rowOn(day: string, rows: readonly RowOfEdition[]): CodeRow | undefined {
  return rows.findLast(({ edition }) => edition.effective <= day)?.row;
}

function statusOf(
  row: CodeRow,
  rows: readonly RowOfEdition[],
  { inForce, today }: Timeline,
): CodeEntry['status'] {
  const { added, terminated } = row.dates;
  if (terminated && terminated < today) return { state: 'terminated', since: terminated };
  // An edition that was released ahead of its day brings only what the editions before it did not hold.
  if (inForce.effective > today && !rowOn(today, rows)?.present)
    return { state: 'upcoming', since: inForce.effective };
  if (added && added > today) return { state: 'upcoming', since: added };
  return { state: 'active', since: added };
}

/** The one thing to say of what this edition did; the weightier first. Indicators alone are no revision. */
function changeOf(before: CodeRow | null, now: CodeRow): CodeEntry['change'] {
  if (!before?.present) return now.present ? 'added' : null;
  if (!now.present) return 'deleted';
  if (before.contentHash === now.contentHash) return null;
  if (before.billable === true && now.billable === false) return 'became-header';
  if (before.billable === false && now.billable === true) return 'became-billable';
  if (!before.dates.terminated && now.dates.terminated) return 'terminated';
  return wordsOf(before) === wordsOf(now) ? null : 'revised';
}

function wordsOf(row: CodeRow): string {
  return JSON.stringify([row.longDescriptor, row.mediumDescriptor, row.shortDescriptor]);
}
