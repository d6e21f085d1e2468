import { randomBytes } from 'node:crypto';
import type { ErrorReport } from '@plaincode/content-schemas';

/** What readers reported and the desk does not hold yet. */
export interface ErrorReports {
  /** Keeps a report while fewer than `most` wait; false when that many do. */
  add(report: ErrorReport, most: number): Promise<boolean>;
  /** At most `most` of them, the oldest first, those after the given id alone. */
  waiting(after: string, most: number): Promise<ErrorReport[]>;
  /** Forgets reports that the desk holds by now; ids that are not there count for nothing. */
  remove(ids: readonly string[]): Promise<void>;
}

/** The id of a report: its instant in milliseconds and 72 random bits, so that ids sort by time. */
export function createReportId(now: Date): string {
  return `${String(now.getTime()).padStart(15, '0')}-${randomBytes(9).toString('base64url')}`;
}
