/**
 * What an edition's import appends to `codes`. The table holds spans: a code's state at an edition is its last
 * visible row by (edition sequence, import sequence) up to that edition, so that only differences are written.
 */

/** A code's state at an edition: which row says so, what it says, and whether the edition holds the code. */
export interface CodeState {
  key: string;
  editionSequence: number;
  contentHash: string;
  present: boolean;
}

export type EditionState = ReadonlyMap<string, CodeState>;

export interface IncomingCode {
  code: string;
  contentHash: string;
}

export interface ImportPlanInput {
  /** The edition being imported. */
  editionSequence: number;
  /** What its file holds, each code once. */
  incoming: readonly IncomingCode[];
  /** The state at that edition so far, or at the nearest held edition before it. */
  before: EditionState;
  /** The next later edition that is held already, with its state; null when this is the latest. */
  next: { sequence: number; state: EditionState } | null;
}

/** One row to append: the incoming record's content, or a copy of what an earlier row says. */
export interface PlannedRow {
  code: string;
  editionSequence: number;
  present: boolean;
  content: { from: 'record' } | { from: 'row'; key: string };
}

export interface ImportCounts {
  added: number;
  revised: number;
  removed: number;
  returned: number;
  unchanged: number;
  /** Rows that keep the next edition as it was. */
  repaired: number;
}

export interface ImportPlan {
  rows: PlannedRow[];
  counts: ImportCounts;
}

/**
 * Plans rows so that afterwards the state at the edition is exactly the incoming file, and the state at every
 * later edition is what it was. Importing the same content again plans no row.
 */
export function planImport(input: ImportPlanInput): ImportPlan {
  const counts = { added: 0, revised: 0, removed: 0, returned: 0, unchanged: 0, repaired: 0 };
  const rows: PlannedRow[] = [];
  const seen = new Set<string>();
  for (const record of input.incoming) {
    seen.add(record.code);
    const kind = arrival(input.before.get(record.code), record);
    counts[kind] += 1;
    if (kind !== 'unchanged') rows.push(fromRecord(record.code, input.editionSequence, true));
  }
  for (const [code, state] of input.before) {
    if (seen.has(code) || !state.present) continue;
    counts.removed += 1;
    rows.push({
      code,
      editionSequence: input.editionSequence,
      present: false,
      content: { from: 'row', key: state.key },
    });
  }
  const repairs = repairNext(input, rows);
  counts.repaired = repairs.length;
  return { rows: [...rows, ...repairs], counts };
}

function arrival(
  before: CodeState | undefined,
  record: IncomingCode,
): 'added' | 'revised' | 'returned' | 'unchanged' {
  if (!before) return 'added';
  if (!before.present) return 'returned';
  return before.contentHash === record.contentHash ? 'unchanged' : 'revised';
}

/**
 * The next later edition took from before whatever it has no row of its own for; where that now changes, it
 * gets a row that says what it said. Editions after it build on that, so repairing one repairs them all.
 */
function repairNext({ next }: ImportPlanInput, rows: readonly PlannedRow[]): PlannedRow[] {
  if (!next) return [];
  const repairs: PlannedRow[] = [];
  for (const row of rows) {
    const was = next.state.get(row.code);
    if (was?.editionSequence === next.sequence) continue;
    repairs.push(
      was
        ? {
            code: row.code,
            editionSequence: next.sequence,
            present: was.present,
            content: { from: 'row', key: was.key },
          }
        : { ...row, editionSequence: next.sequence, present: false },
    );
  }
  return repairs;
}

function fromRecord(code: string, editionSequence: number, present: boolean): PlannedRow {
  return { code, editionSequence, present, content: { from: 'record' } };
}
