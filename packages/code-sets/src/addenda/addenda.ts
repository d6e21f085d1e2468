import type { OrderFileSet } from '../icd-10-order/parse.ts';

/** Addenda as CMS gives them beside an ICD-10 release: what changed since the release before. */
export type Addenda = {
  /** `order` lists headers too, with both descriptors; `codes` only codes valid for submission, long ones only. */
  form: AddendaForm;
  set: OrderFileSet;
  /** In the file's order. A revision is one row. */
  rows: AddendaRow[];
  /** Null only where problems were found. */
  summary: AddendaSummary | null;
};

export type AddendaForm = 'order' | 'codes';
export type AddendaAction = 'add' | 'delete' | 'revise';

export type AddendaRow = {
  action: AddendaAction;
  /** Without a dot. */
  code: string;
  /** Valid for submission; null in the files without that column, ICD-10-PCS and the codes form. */
  billable: boolean | null;
  /** Null for an addition. */
  before: AddendaTexts | null;
  /** Null for a deletion. */
  after: AddendaTexts | null;
  /** Where it stands; for a revision, its first line. */
  line: number;
};

/** Trimmed and single-spaced. `short` is null in the codes form. */
export type AddendaTexts = { short: string | null; long: string };

/** What the file says of itself at its end. The codes form counts no headers. */
export type AddendaSummary = { headers?: SummarySection; codes: SummarySection };

export type SummarySection = {
  /** How many the earlier and the later release hold, and the files that are meant. */
  from: { count: number; file: string };
  to: { count: number; file: string };
  additions: number;
  deletions: number;
  revisions: number;
  /** The revisions by what they revise; null in the codes form. */
  both: number | null;
  longOnly: number | null;
  shortOnly: number | null;
};
