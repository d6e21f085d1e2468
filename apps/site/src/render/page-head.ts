import type { PublicCodePage, PublicPage, SiteSettings } from '@plaincode/content-schemas';
import { codeNoun } from './code-words.ts';
import { plainText } from './rich-text.ts';

export interface PageHead {
  title: string;
  description: string;
  canonical: string;
  /** False keeps the page out of search engines. */
  indexed: boolean;
}

/** The head of a page, from its public form alone: nothing sealed can get into a search result. */
export function pageHead(page: PublicPage, site: SiteSettings): PageHead {
  return {
    ...textsOf(page, site),
    canonical: `${site.origin}${canonicalPath(page)}`,
    indexed: page.kind === 'code' ? page.explanation !== null : page.kind !== 'fixed',
  };
}

/** A family's text is one text: search engines are sent to the page that it was written for. */
function canonicalPath(page: PublicPage): string {
  const written = page.kind === 'code' ? page.explanation?.inheritedFrom : null;
  return written?.path ?? page.path;
}

function textsOf(page: PublicPage, site: SiteSettings): Pick<PageHead, 'title' | 'description'> {
  switch (page.kind) {
    case 'code':
      return codeTexts(page, site);
    case 'list':
      return {
        title: `${cutAtWord(page.title, 90)} – ${site.name}`,
        description: cutAtWord(page.description, 155),
      };
    case 'code-set':
      return {
        title: `${page.codeSet.name} – ${site.name}`,
        description:
          page.description ??
          `${page.codeSet.name}, edition ${page.edition.label}: every code on its own page.`,
      };
    case 'home':
      return {
        title: `${site.name}: medical codes in plain language`,
        description: `Official descriptions and plain-language explanations of medical codes, by ${site.publisher}.`,
      };
    case 'corrections':
      return {
        title: `Corrections – ${site.name}`,
        description: `What ${site.publisher} wrote wrongly and has put right, the newest first.`,
      };
    case 'notices':
      return {
        title: `${page.holder ? `Notices of ${page.holder.name}` : 'Notices and licences'} – ${site.name}`,
        description: page.holder
          ? `The copyright notices of ${page.holder.name}, word for word, and the code sets that they cover.`
          : `Whose texts ${site.name} shows, and the notice of each rights holder.`,
      };
    case 'fixed':
      return {
        title: `${fixedTitles[page.page]} – ${site.name}`,
        description: `${fixedTitles[page.page]}, ${site.name}.`,
      };
  }
}

const fixedTitles = {
  'not-found': 'Page not found',
  gone: 'Page no longer shown',
  register: 'Register',
  login: 'Log in',
  'forgot-password': 'Forgot your password?',
  account: 'Your account',
  search: 'Search',
};

function codeTexts(page: PublicCodePage, site: SiteSettings): Pick<PageHead, 'title' | 'description'> {
  const name = `${page.codeSet.shortName} ${codeNoun(page.codeType)} ${page.displayCode}`;
  return {
    title: `${name}: ${cutAtWord(page.title, 70)} – ${site.name}`,
    description: cutAtWord(openTextOf(page) ?? `${name}: ${page.title}`, 155),
  };
}

/** What of the explanation stands in the open; null where nothing does. */
export function openTextOf(page: PublicCodePage): string | null {
  const { explanation } = page;
  if (!explanation) return null;
  const open = explanation.locked ? explanation.lead : explanation.body;
  return open && plainText(open);
}

/** At most `limit` characters, cut after a whole word. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit / 2)).replace(/[\s,;:.]+$/, '')}…`;
}
