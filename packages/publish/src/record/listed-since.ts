import { lastChange, type PublicPage } from '@plaincode/content-schemas';

/**
 * The day from which the sitemap dates a page (`lastmod`). Null for a page that is not in it: only codes with an
 * approved text of their own are, since a family's text is one text and its other pages name the family's as
 * canonical.
 */
export function listedSince(page: PublicPage): string | null {
  return page.kind !== 'code' || page.explanation?.inheritedFrom ? null : lastChange(page);
}
