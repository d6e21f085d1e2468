import type { AppliedCorrections, ChangeCounts, FactKind } from '@plaincode/code-sets';
import type { ImportCounts } from './plan-import.ts';

/** `planned`: what it would do, with nothing written. */
export type ImportOutcome = 'imported' | 'unchanged' | 'planned';

interface Reported {
  outcome: ImportOutcome;
  codeSet: string;
  edition: { id: string; label: string; effective: string };
  fileName: string;
  member: string | null;
  sha256: string;
}

/** What an edition changed, in counts: of all codes, and of those valid for submission where the set says so. */
export interface ReportedChanges {
  from: { id: string; label: string };
  counts: ChangeCounts;
  billable: ChangeCounts | null;
}

export interface ReleaseReport extends Reported {
  kind: 'release';
  codes: number;
  billable: number;
  byType: Record<string, number>;
  /** Codes of other, licensed sets inside the file, which were left out. */
  droppedLicensed: number;
  /** What is written, against what was held of this edition or the one before. */
  counts: ImportCounts | null;
  /** Against the edition before; null for a set's first, or where the very file is held. */
  changes: ReportedChanges | null;
  /** Sample editions that gave way. */
  retired: string[];
  /** Codes of which corrections that are held for the edition are undone, as this file says otherwise. */
  undoes: string[];
}

export interface FactsReport extends Reported {
  kind: 'facts';
  factKind: FactKind;
  facts: number;
  droppedLicensed: number;
  counts: ImportCounts | null;
}

export interface CorrectionsReport extends Reported, Omit<AppliedCorrections, 'records'> {
  kind: 'corrections';
  counts: ImportCounts;
}

/** One disagreement between a maintainer's own list of changes and the files. */
export interface Difference {
  code: string;
  listed: string | null;
  computed: string | null;
  why: string;
}

/** A maintainer's own list of changes, held against what the files changed. */
export interface CheckReport extends Omit<Reported, 'outcome'> {
  kind: 'check';
  of: 'addenda' | 'change-report';
  /** The edition against which was compared; null where the list could not be checked. */
  from: { id: string; label: string } | null;
  agrees: boolean | null;
  rowsChecked: number;
  differences: Difference[];
  /** Why it could not be checked, or what was left aside. */
  note: string | null;
}

export type ImportReport = ReleaseReport | FactsReport | CorrectionsReport | CheckReport;
