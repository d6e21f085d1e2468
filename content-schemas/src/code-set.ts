import { z } from 'zod';
import { day, line, slug } from './primitives.ts';

/** First path segments that no code set may take: the site's own pages live there. */
export const reservedSegments = [
  'about',
  'account',
  'api',
  'assets',
  'browse',
  'contact',
  'corrections',
  'forgot-password',
  'help',
  'licence',
  'login',
  'logout',
  'media',
  'modifiers',
  'notices',
  'privacy',
  'register',
  'robots.txt',
  'search',
  'sitemap.xml',
  'sitemaps',
] as const;

export const codeSetId = slug.refine(
  (id) => !(reservedSegments as readonly string[]).includes(id),
  'this word is reserved for the pages of the site itself',
);

/** A code set as a page names it. */
export const codeSet = z.strictObject({
  id: codeSetId,
  /** In full: `HCPCS Level II`. */
  name: line,
  /** As it stands before a code, with its mark where it has one: `HCPCS`, `CPT®`. */
  shortName: line,
  rightsHolder: slug,
  /** A licensed set shows plain titles in lists; its descriptors stay in their own section. */
  licensed: z.boolean(),
});
export type CodeSet = z.infer<typeof codeSet>;

export const editionKind = z.enum(['annual', 'quarterly', 'mid-year', 'correction']);
export type EditionKind = z.infer<typeof editionKind>;

/** An edition of a code set: `{ id: 'hcpcs-2025-10-01', label: 'October 2025', … }`. */
export const codeSetEdition = z.strictObject({
  id: slug,
  codeSet: codeSetId,
  label: line,
  kind: editionKind,
  published: day.nullable(),
  effective: day,
});
export type CodeSetEdition = z.infer<typeof codeSetEdition>;

export const codeType = z.enum(['procedure', 'modifier', 'diagnosis', 'inpatient-procedure']);
export type CodeType = z.infer<typeof codeType>;
