import { z } from 'zod';
import { codeSetId } from './code-set.ts';
import { href, line, pagePath } from './primitives.ts';

/** What every page shows around its own content. Edited in the CMS. */
export const siteSettings = z.strictObject({
  name: line,
  publisher: line,
  /** The site's public origin, without a trailing slash: canonical URLs start with it. */
  origin: z.url().refine((url) => !url.endsWith('/'), 'no trailing slash'),
  /** Products that exist: an entry without an address is not shown and so never reaches the site. */
  productBar: z.array(z.strictObject({ label: line, href })).max(8),
  /** The box "Have a question about CPT® Code 96406?"; null where nobody answers. */
  callout: z.strictObject({ action: line, href }).nullable(),
  /** The sets in the navigation, in their order. */
  codeSets: z.array(z.strictObject({ id: codeSetId, name: line, path: pagePath })),
});
export type SiteSettings = z.infer<typeof siteSettings>;
