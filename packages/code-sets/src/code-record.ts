import type { CodeType } from '@plaincode/content-schemas';

/**
 * One code as a release file gives it. Texts are single-spaced and trimmed. Which fields a code set fills is
 * its own affair: null says that the file does not tell.
 */
export type CodeRecord = {
  /** As the file writes it, without a dot: `E119`, `J9000`, `A1`. */
  code: string;
  /** As people write it: `E11.9`. */
  displayCode: string;
  codeType: CodeType;
  /** Valid for submission; false for a header; null where the set does not say. */
  billable: boolean | null;
  /** The nearest ancestor that the edition holds. */
  parent: string | null;
  shortDescriptor: string | null;
  mediumDescriptor: string | null;
  longDescriptor: string;
  /** Days as YYYY-MM-DD. */
  dates: CodeDates;
  /** Columns of the file beyond texts and dates, by their field name; blank ones are left out. */
  indicators: Indicators;
};

export type CodeDates = {
  added: string | null;
  /** When the last action on the code took effect. */
  effective: string | null;
  terminated: string | null;
};

export type Indicators = Record<string, string | string[]>;
