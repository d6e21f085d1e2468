import type { CodeRecord } from '../code-record.ts';
import type { ChangeKind, CodeChange, EditionContent, EditionDiff } from './change.ts';
import { kindsBetween, sameRecord } from './compare-records.ts';

/**
 * What changed from one edition of a code set to a later one (change.ts says what each kind means). `history`
 * tells whether an edition earlier than `from` held a code. Such a code is `added`, so that the counts are those
 * of the official addenda, and `reinstated` as well.
 */
export function diffEditions(
  from: EditionContent,
  to: EditionContent,
  history: (code: string) => boolean = () => false,
): EditionDiff {
  const notes = from.notes && to.notes ? { before: from.notes, after: to.notes } : null;
  const leaving = new Leaving(from, to);
  const changes = leaving.behind(null).map((record) => leftChange(record, leaving, notes));
  const restated: CodeRecord[] = [];
  for (const [code, after] of to.codes) {
    const before = from.codes.get(code) ?? null;
    const change =
      before === null ? cameChange(after, history, notes) : stayedChange(before, after, notes, restated);
    if (change !== null) changes.push(change);
    for (const record of leaving.behind(code)) changes.push(leftChange(record, leaving, notes));
  }
  return { changes, restated, notesCompared: notes !== null };
}

type BothNotes = { before: ReadonlyMap<string, string>; after: ReadonlyMap<string, string> } | null;

/** The codes that left, each kept behind its former neighbour: the code before it that stays, null at the top. */
class Leaving {
  readonly #behind = new Map<string | null, CodeRecord[]>();
  readonly #setTerminates: boolean;

  constructor(from: EditionContent, to: EditionContent) {
    let neighbour: string | null = null;
    for (const [code, record] of from.codes) {
      const gap = this.#behind.get(neighbour);
      if (to.codes.has(code)) neighbour = code;
      else if (gap) gap.push(record);
      else this.#behind.set(neighbour, [record]);
    }
    this.#setTerminates = this.#behind.size > 0 && [from, to].some(givesTerminations);
  }

  behind(code: string | null): CodeRecord[] {
    return this.#behind.get(code) ?? [];
  }

  kindOf({ dates }: CodeRecord): ChangeKind {
    return this.#setTerminates && dates.terminated === null ? 'dropped' : 'deleted';
  }
}

function givesTerminations({ codes }: EditionContent): boolean {
  for (const { dates } of codes.values()) if (dates.terminated !== null) return true;
  return false;
}

function leftChange(before: CodeRecord, leaving: Leaving, notes: BothNotes): CodeChange {
  const { code } = before;
  return { code, kinds: [leaving.kindOf(before)], before, after: null, ...notesOf(code, notes) };
}

function cameChange(after: CodeRecord, history: (code: string) => boolean, notes: BothNotes): CodeChange {
  const { code } = after;
  const kinds: ChangeKind[] = history(code) ? ['added', 'reinstated'] : ['added'];
  return { code, kinds, before: null, after, ...notesOf(code, notes) };
}

function stayedChange(
  before: CodeRecord,
  after: CodeRecord,
  notes: BothNotes,
  restated: CodeRecord[],
): CodeChange | null {
  const { code } = after;
  const same = sameRecord(before, after);
  const noteChange = notesOf(code, notes);
  if (same && noteChange === null) return null;
  const kinds = kindsBetween(before, after);
  if (noteChange !== null) kinds.splice(placeOfNotes(kinds), 0, 'notesChanged');
  if (kinds.length > 0) return { code, kinds, before, after, ...noteChange };
  restated.push(after);
  return null;
}

const placeOfNotes = (kinds: ChangeKind[]): number => {
  const behind = kinds.findIndex((kind) => kind === 'datesChanged' || kind === 'parentChanged');
  return behind < 0 ? kinds.length : behind;
};

function notesOf(code: string, notes: BothNotes): Pick<Required<CodeChange>, 'notes'> | null {
  if (notes === null) return null;
  const before = notes.before.get(code) ?? null;
  const after = notes.after.get(code) ?? null;
  return before === after ? null : { notes: { before, after } };
}
