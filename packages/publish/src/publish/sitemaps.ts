import type { ReleaseFile } from '@plaincode/content-schemas';
import { pageShard } from '../store/shards.ts';
import type { ExtraFile } from './publish.ts';

/**
 * Addresses for which a further sitemap is worth it, far below the 50,000 that one may hold (sitemaps.org, protocol
 * 0.9): the change of one page rewrites the one that names it.
 */
const addresses = 1_000;

/** There are no more sitemaps than shards, so that each is made from whole shards. */
const mostSitemaps = 256;

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

export const sitemapIndexPath = '/sitemap.xml';

/** The address of a sitemap by its place, from 0 on. */
export const sitemapPath = (place: number): string => `/sitemaps/${place + 1}.xml`;

/** A page that the sitemaps name: its day is that of its last change. */
export type ListedPage = { path: string; listed: string };

/** How many sitemaps a release with so many listed pages has: a power of two. */
export function sitemapCount(listed: number, most: number = addresses): number {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, listed / most)));
  return Math.min(mostSitemaps, wanted);
}

/** The place of the sitemap that names a path. */
export const sitemapOf = (path: string, count: number): number =>
  Math.floor((Number.parseInt(pageShard(path), 16) * count) / mostSitemaps);

/** The shards whose pages a sitemap names. */
export function shardsOfSitemap(place: number, count: number): string[] {
  const each = mostSitemaps / count;
  return Array.from({ length: each }, (_, at) => (place * each + at).toString(16).padStart(2, '0'));
}

/** Listed pages by the place of their sitemap. */
export function bySitemap(
  files: Iterable<readonly [string, ReleaseFile]>,
  count: number,
): Map<number, ListedPage[]> {
  const groups = new Map<number, ListedPage[]>();
  for (const [path, { listed }] of files) {
    if (listed === undefined) continue;
    const place = sitemapOf(path, count);
    const group = groups.get(place);
    if (group) group.push({ path, listed });
    else groups.set(place, [{ path, listed }]);
  }
  return groups;
}

/** One sitemap, its pages in the order of their paths, so that equal pages give equal bytes. */
export function sitemap(origin: string, place: number, pages: readonly ListedPage[]): ExtraFile {
  const ordered = pages.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return xml(sitemapPath(place), 'urlset', 'url', origin, ordered);
}

/** The file that names all sitemaps, each with the day of its newest page. */
export function sitemapIndex(origin: string, newest: ReadonlyMap<number, string>): ExtraFile {
  const sitemaps = [...newest].sort(([a], [b]) => a - b);
  return xml(
    sitemapIndexPath,
    'sitemapindex',
    'sitemap',
    origin,
    sitemaps.map(([place, listed]) => ({ path: sitemapPath(place), listed })),
  );
}

/** Reads from such a file what each sitemap's newest page is. */
export function readSitemapIndex(text: string): Map<number, string> {
  const found = text.matchAll(/\/sitemaps\/(\d+)\.xml<\/loc><lastmod>([^<]+)</g);
  return new Map(Array.from(found, ([, number, day = '']) => [Number(number) - 1, day]));
}

export function newestOf(pages: readonly ListedPage[]): string {
  let latest = '';
  for (const { listed } of pages) if (listed > latest) latest = listed;
  return latest;
}

function xml(
  path: string,
  root: 'urlset' | 'sitemapindex',
  element: 'url' | 'sitemap',
  origin: string,
  entries: readonly ListedPage[],
): ExtraFile {
  const lines = entries.map(
    (entry) =>
      `<${element}><loc>${origin}${entry.path}</loc><lastmod>${entry.listed}</lastmod></${element}>\n`,
  );
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">\n${lines.join('')}</${root}>\n`;
  return { path, mediaType: 'application/xml', bytes: Buffer.from(text) };
}
