import { z } from 'zod';
import { accessPlan } from './access.ts';
import { pageRecord } from './page-record.ts';
import { instant, line, pagePath, sha256 } from './primitives.ts';
import { siteSettings } from './site-settings.ts';
import { licenceEnd } from './withheld.ts';

/**
 * What the desk hands to the publisher: newline-delimited JSON, one of these a line. The first line is the
 * header and the last the end; a stream without its end, or with another count, is refused whole.
 */
export const exportHeader = z.strictObject({
  type: z.literal('header'),
  format: z.literal(1),
  /** `full`: pages that are not in the stream leave the site. `delta`: only what is named changes. */
  mode: z.enum(['full', 'delta']),
  exported: instant,
  /** Why, for the release list: `publish`, `ICD-10-CM 2026`. */
  reason: line,
  site: siteSettings,
  plan: accessPlan,
  /** Head of the desk's audit chain; null while there is none. */
  auditHead: sha256.nullable(),
  /** Until when licensed sets may be shown. Absent: what was stated last still holds. */
  licences: z.array(licenceEnd).optional(),
});
export type ExportHeader = z.infer<typeof exportHeader>;

export const exportLine = z.discriminatedUnion('type', [
  exportHeader,
  z.strictObject({ type: z.literal('page'), record: pageRecord }),
  /** A file that pages show, such as an image: its bytes in base64. */
  z.strictObject({
    type: z.literal('media'),
    path: z.string().regex(/^\/media\/[A-Za-z0-9._-]+$/),
    mediaType: line,
    base64: z.string(),
  }),
  z.strictObject({ type: z.literal('remove'), path: pagePath }),
  z.strictObject({ type: z.literal('end'), pages: z.int().min(0) }),
]);
export type ExportLine = z.infer<typeof exportLine>;
