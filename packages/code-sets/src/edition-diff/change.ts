import type { CodeRecord } from '../code-record.ts';
import type { WordPiece } from './words.ts';

/** What the comparison needs of one edition. Order numbers are no part of it. */
export type EditionContent = {
  /** By `record.code`, in the official order. */
  codes: ReadonlyMap<string, CodeRecord>;
  /**
   * A hash or the canonical text of each code's own tabular notes, by code; a code without notes is left out.
   * Null or absent where the edition's notes are not held.
   */
  notes?: ReadonlyMap<string, string> | null;
};

/** Every kind, in the order in which a change lists its own. */
export const changeKinds = [
  /** Not in the edition before. */
  'added',
  /** Left: its termination date stood in the edition before, or the set gives no such dates. */
  'deleted',
  'becameHeader',
  'becameBillable',
  'longRevised',
  'shortRevised',
  'mediumRevised',
  /** Stays, and has a termination date now where it had none. */
  'terminated',
  /** Left without notice, although the set's files give termination dates. */
  'dropped',
  /** Had a termination date and has none now; or, beside `added`, an edition still earlier held it. */
  'reinstated',
  'indicatorChanged',
  'notesChanged',
  /** Another first day, another day of last action, or a termination moved to another day. */
  'datesChanged',
  'parentChanged',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** What differs in one code. `before` is null for a code that came, `after` for one that left. */
export type CodeChange = {
  code: string;
  /** Never empty. */
  kinds: ChangeKind[];
  before: CodeRecord | null;
  after: CodeRecord | null;
  /** Present where the code's notes differ, those of codes that came or left too. */
  notes?: { before: string | null; after: string | null };
};

export type EditionDiff = {
  /** In the order of the later edition; a code that left stands behind its former neighbour. */
  changes: CodeChange[];
  /**
   * Records as the later edition has them that differ only where no kind looks: the action code, which tells
   * what a release did rather than what a code is, blanks inside texts, and a text that one side does not give.
   * They are no changes for an editor, and without them the later edition could not be made from the earlier.
   */
  restated: CodeRecord[];
  /** False where one of the editions holds no notes. */
  notesCompared: boolean;
};

/** The kinds that are counted and listed one by one; the others only travel with a change. */
export const countedKinds = [
  'added',
  'deleted',
  'becameHeader',
  'becameBillable',
  'longRevised',
  'shortRevised',
  'terminated',
  'dropped',
  'reinstated',
  'indicatorChanged',
  'notesChanged',
] as const satisfies ChangeKind[];

export type CountedKind = (typeof countedKinds)[number];

export type ChangeCounts = Record<CountedKind, number>;

/** One code under one kind: as many items bear a kind as the counts say. */
export type ChangeItem = {
  code: string;
  displayCode: string;
  kind: CountedKind;
  /** The long descriptors, whatever the kind. */
  long: { before: string | null; after: string | null };
  /** Of the descriptor that the kind names; only for `longRevised` and `shortRevised`. */
  words?: WordPiece[];
};
