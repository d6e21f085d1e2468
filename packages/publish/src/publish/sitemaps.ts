import type { ReleaseFile } from '@plaincode/content-schemas';
import type { ExtraFile } from './publish.ts';

/** The most addresses of one sitemap (sitemaps.org, protocol 0.9); at 200 characters each it stays under 50 MB. */
const mostAddresses = 50_000;

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * The sitemaps of a release: `/sitemap.xml` names one for each code set, or several where it has more pages than one
 * may hold (`/sitemaps/hcpcs-1.xml`). Paths in order, so that equal pages give equal bytes.
 */
export function sitemaps(
  origin: string,
  files: Iterable<readonly [string, ReleaseFile]>,
  most: number = mostAddresses,
): ExtraFile[] {
  const sets = new Map<string, { path: string; listed: string }[]>();
  for (const [path, { listed }] of files) {
    if (listed === undefined) continue;
    const set = path.split('/', 2)[1] ?? '';
    const pages = sets.get(set);
    if (pages) pages.push({ path, listed });
    else sets.set(set, [{ path, listed }]);
  }
  const made: { path: string; listed: string; file: ExtraFile }[] = [];
  for (const set of [...sets.keys()].sort()) {
    const pages = (sets.get(set) ?? []).sort((a, b) => (a.path < b.path ? -1 : 1));
    for (let start = 0; start < pages.length; start += most) {
      const path = `/sitemaps/${set}-${start / most + 1}.xml`;
      const some = pages.slice(start, start + most);
      made.push({ path, listed: newest(some), file: xml(path, 'urlset', 'url', origin, some) });
    }
  }
  return [...made.map(({ file }) => file), xml('/sitemap.xml', 'sitemapindex', 'sitemap', origin, made)];
}

function xml(
  path: string,
  root: 'urlset' | 'sitemapindex',
  element: 'url' | 'sitemap',
  origin: string,
  entries: readonly { path: string; listed: string }[],
): ExtraFile {
  const lines = entries.map(
    (entry) =>
      `<${element}><loc>${origin}${entry.path}</loc><lastmod>${entry.listed}</lastmod></${element}>\n`,
  );
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">\n${lines.join('')}</${root}>\n`;
  return { path, mediaType: 'application/xml', bytes: Buffer.from(text) };
}

function newest(pages: readonly { listed: string }[]): string {
  let latest = '';
  for (const { listed } of pages) if (listed > latest) latest = listed;
  return latest;
}
