import { z } from 'zod';
import { line, slug } from './primitives.ts';

/** Whoever holds the rights in a text: AMA, ADA, AHA, CMS, NCHS, the publisher. */
export const rightsHolder = z.strictObject({ id: slug, name: line });
export type RightsHolder = z.infer<typeof rightsHolder>;

/**
 * Where a notice is printed. `line`: under the text it covers; `first-display`: shown before the text
 * is first opened; `fee-data`: beside fee figures; `print`: on every printed sheet.
 */
export const noticeUse = z.enum(['line', 'first-display', 'fee-data', 'print']);
export type NoticeUse = z.infer<typeof noticeUse>;

/**
 * A copyright notice, verbatim as its rights holder gave it for one edition. Its year is part of the
 * text: a licensed set's copyright year is often not its edition's, so no year is ever computed.
 */
export const copyrightNotice = z.strictObject({
  id: slug,
  rightsHolder: slug,
  /** The code-set edition the notice was given for; null for the publisher's own. */
  edition: slug.nullable(),
  uses: z.array(noticeUse).min(1),
  text: line,
});
export type CopyrightNotice = z.infer<typeof copyrightNotice>;
