import type { PageRecord } from '@plaincode/content-schemas';
import { isSearchFile } from '../publish/search-files.ts';
import type { WithheldOnDay } from './withheld-pages.ts';

/** Their records begin so: a code's own page, of which there are most, is not read for it. */
const quoting = ['corrections', 'home', 'code-set'].map((kind) => Buffer.from(`{"kind":"${kind}"`));

/**
 * A page's record without what it quotes of pages that may not be shown: their corrections on the page of all, and their
 * titles among the texts to begin with. Lists of codes keep their links. What quotes nothing is given back as it is.
 */
export function withoutQuotes(record: Buffer, isWithheld: (path: string) => boolean): Buffer {
  if (!quoting.some((start) => record.subarray(0, start.length).equals(start))) return record;
  // What is no record is for the workers to refuse.
  const page = parsed(record);
  const left = page && quotesTakenOut(page, ({ path }) => !isWithheld(path));
  return left ? Buffer.from(JSON.stringify(left)) : record;
}

function parsed(record: Buffer): PageRecord | null {
  try {
    return JSON.parse(record.toString('utf8'));
  } catch {
    return null;
  }
}

/** Null where nothing has to go. */
function quotesTakenOut(page: PageRecord, isShown: (link: { path: string }) => boolean): PageRecord | null {
  if (page.kind === 'corrections') {
    const corrections = page.corrections.filter(({ code }) => isShown(code));
    return corrections.length < page.corrections.length ? { ...page, corrections } : null;
  }
  if (page.kind === 'home') {
    const featured = page.featured.filter(isShown);
    return featured.length < page.featured.length ? { ...page, featured } : null;
  }
  if (page.kind !== 'code-set') return null;
  const explained = page.explained.filter(isShown);
  return explained.length < page.explained.length ? { ...page, explained } : null;
}

/** Whether a release holds a page, or one of a code set, that may not be shown: others of it may quote that. */
export const holdsWithheld = (
  has: (path: string) => boolean,
  { paths, codeSets }: Pick<WithheldOnDay, 'paths' | 'codeSets'>,
): boolean =>
  paths.some((path) => path.endsWith('/') && has(path)) || codeSets.some((codeSet) => has(`/${codeSet}/`));

/**
 * Whether a file of a release says what other pages say: the list of corrections in their words, the search index in their
 * words and titles. Such a file is not shown where the release holds what is withheld by now.
 */
export const isQuoting = (path: string): boolean => path === '/corrections/' || isSearchFile(path);
