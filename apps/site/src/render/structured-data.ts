import {
  lastChange,
  type PublicCodePage,
  type PublicPage,
  type SiteSettings,
} from '@plaincode/content-schemas';
import { openTextOf, pageHead } from './page-head.ts';

type Thing = Record<string, unknown>;
type Crumb = { name: string; path: string };

/**
 * What search engines read of a page, as JSON-LD in schema.org's terms; null for pages that are not for them. Made
 * from the page's public form alone. Safe inside a `script` element.
 */
export function structuredData(
  page: PublicPage,
  site: SiteSettings,
  { title } = pageHead(page, site),
): string | null {
  const things = thingsOf(page, site, title);
  if (things.length === 0) return null;
  const data = { '@context': 'https://schema.org', '@graph': things };
  // "</script>" within a text would end the element.
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function thingsOf(page: PublicPage, site: SiteSettings, title: string): Thing[] {
  switch (page.kind) {
    case 'code': {
      const { codeSet, related, displayCode, path } = page;
      const chapters = (related.chapters ?? []).map((one) => ({ name: one.title, path: one.path }));
      const above = related.ancestors.map((one) => ({ name: one.displayCode, path: one.path }));
      const set = { name: codeSet.name, path: `/${codeSet.id}/` };
      return [
        ...codePageThings(page, site, title),
        breadcrumbs([set, ...chapters, ...above, { name: displayCode, path }], site),
      ];
    }
    case 'list':
      return [
        breadcrumbs(
          [
            ...page.ancestors.map(({ label, path }) => ({ name: label, path })),
            { name: page.prefix, path: page.path },
          ],
          site,
        ),
      ];
    case 'code-set':
      return [breadcrumbs([{ name: page.codeSet.name, path: page.path }], site)];
    case 'home':
      return [{ '@type': 'WebSite', name: site.name, url: `${site.origin}/`, publisher: publisherOf(site) }];
    case 'corrections':
    case 'notices':
    case 'fixed':
      return [];
  }
}

/** The page and the code that it is about. */
function codePageThings(page: PublicCodePage, site: SiteSettings, title: string): Thing[] {
  const url = `${site.origin}${page.path}`;
  const text = openTextOf(page);
  const code: Thing = {
    '@type': 'MedicalCode',
    '@id': `${url}#code`,
    codeValue: page.displayCode,
    codingSystem: page.codeSet.name,
    inCodeSet: {
      '@type': 'CategoryCodeSet',
      name: page.codeSet.name,
      url: `${site.origin}/${page.codeSet.id}/`,
    },
    name: page.title,
    ...(text === null ? {} : { description: text }),
  };
  return [
    {
      '@type': 'MedicalWebPage',
      '@id': url,
      url,
      name: title,
      inLanguage: 'en-US',
      mainEntity: { '@id': code['@id'] },
      publisher: publisherOf(site),
      ...reviewOf(page, site),
      ...accessOf(page),
    },
    code,
  ];
}

function reviewOf({ explanation, corrections }: PublicCodePage, site: SiteSettings): Thing {
  if (explanation === null) return {};
  const { reviewed, reviewer } = explanation;
  return {
    lastReviewed: reviewed,
    dateModified: lastChange({ explanation, corrections }),
    reviewedBy: reviewer ? { '@type': 'Person', name: reviewer } : publisherOf(site),
  };
}

/** Registration counts as a wall: what stands behind it is named by the class of its places. */
function accessOf({ envelopes }: PublicCodePage): Thing {
  if (envelopes.length === 0) return { isAccessibleForFree: true };
  const gated = { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.gated' };
  return { isAccessibleForFree: false, hasPart: gated };
}

function publisherOf({ publisher, origin }: SiteSettings): Thing {
  return { '@type': 'Organization', name: publisher, url: `${origin}/` };
}

function breadcrumbs(crumbs: readonly Crumb[], { origin }: SiteSettings): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, path }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: `${origin}${path}`,
    })),
  };
}
