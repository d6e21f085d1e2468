import { z } from 'zod';
import { sectionIds } from './page-record.ts';
import { instant, pagePath } from './primitives.ts';

/** The places of a code page that a reader can name in a report. */
export const reportedPlace = z.enum(['descriptor', 'explanation', ...sectionIds]);
export type ReportedPlace = z.infer<typeof reportedPlace>;

/** Days after which the desk erases the e-mail address of a report that is settled. */
export const reportedEmailDays = 30;

/** Characters that the words of a report have. */
export const reportLength = { least: 10, most: 2000 } as const;

/**
 * What a reader reported, as the gate hands it to the desk. Ids sort by time. The e-mail address is kept as
 * it was given; nobody has confirmed it.
 */
export const errorReport = z.strictObject({
  id: z.string().regex(/^\d{15}-[A-Za-z0-9_-]{12}$/, 'expected the id of a report'),
  page: pagePath,
  place: reportedPlace.nullable(),
  words: z.string().min(reportLength.least).max(reportLength.most),
  email: z.string().max(254).nullable(),
  received: instant,
});
export type ErrorReport = z.infer<typeof errorReport>;

/** Reports that wait at the gate, the oldest first; `more` where others wait behind them. */
export const waitingReports = z.strictObject({ reports: z.array(errorReport).max(100), more: z.boolean() });
export type WaitingReports = z.infer<typeof waitingReports>;
