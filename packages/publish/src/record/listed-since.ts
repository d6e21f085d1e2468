import { lastChange, type PublicPage } from '@plaincode/content-schemas';

/**
 * The day from which the sitemap dates a page (`lastmod`). Null for a page that is not in it. Of codes only those with an
 * approved text of their own are, since a family's text is one text and its other pages name the family's as canonical.
 * Sets and lists, which lead to them, change with their edition and bear its day. Pages of the site itself have no day.
 */
export function listedSince(page: PublicPage): string | null {
  switch (page.kind) {
    case 'code':
      return page.explanation?.inheritedFrom ? null : lastChange(page);
    case 'code-set':
    case 'list':
      return page.edition.published ?? page.edition.effective;
    case 'home':
    case 'corrections':
    case 'notices':
    case 'fixed':
      return null;
  }
}
