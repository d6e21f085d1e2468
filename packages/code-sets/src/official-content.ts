import type { CodeSetEdition, Problem } from '@plaincode/content-schemas';
import type { Addenda } from './addenda/addenda.ts';
import type { CodeRecord } from './code-record.ts';
import type { Fact, FactKind } from './facts/facts.ts';
import type { ReportedChange } from './hcpcs-change-report/reported-change.ts';
import type { Correction } from './hcpcs-corrections/correction.ts';

type Placed = {
  codeSet: string;
  edition: CodeSetEdition;
  /** The archive member (and sheet) that holds it; null for a plain file. */
  member: string | null;
};

/** The codes of an edition. */
export type ReleaseContent = Placed & {
  kind: 'release';
  /** In the official order, which is not always that of the characters. */
  records: CodeRecord[];
  /** Codes of licensed sets inside the file that were not taken. */
  droppedLicensed: number;
};

/** What one source says about codes. */
export type FactsContent = Placed & {
  kind: 'facts';
  factKind: FactKind;
  facts: Fact[];
  droppedLicensed: number;
};

/** Changes to an edition that its maintainer posted after it. */
export type CorrectionsContent = Placed & { kind: 'corrections'; corrections: Correction[] };

/** What a maintainer says that an edition changed, to be checked against what it did change. */
export type ChangeReportContent = Placed & { kind: 'change-report'; reported: ReportedChange[] };
export type AddendaContent = Placed & {
  kind: 'addenda';
  /** Null for addenda beside a release that cannot be read: they only check it, so it is taken without them. */
  addenda: Addenda | null;
  /** Why they cannot be read. */
  problems: Problem[];
};

export type OfficialContent =
  | ReleaseContent
  | FactsContent
  | CorrectionsContent
  | ChangeReportContent
  | AddendaContent;

/** An official file, read whole. */
export type OfficialFile = {
  fileName: string;
  /** Of the given file, not of a member. */
  sha256: string;
  size: number;
  /** A release first, then what adds to one, then what checks one. */
  contents: OfficialContent[];
};
