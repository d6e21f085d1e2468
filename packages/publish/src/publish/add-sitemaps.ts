import type { HeldFiles } from '../store/held-files.ts';
import type { ReleaseDraft } from './release-draft.ts';
import type { ReleaseFileSet } from './release-files.ts';
import {
  bySitemap,
  type ListedPage,
  newestOf,
  readSitemapIndex,
  shardsOfSitemap,
  sitemap,
  sitemapCount,
  sitemapIndex,
  sitemapIndexPath,
  sitemapOf,
  sitemapPath,
} from './sitemaps.ts';

type Given = { files: ReleaseFileSet; draft: ReleaseDraft; origin: string };

/** Adds the sitemaps of a whole release. */
export function addSitemaps({ files, draft, origin }: Given): void {
  const listed = [...files.entries()].filter(([, file]) => file.listed !== undefined);
  const groups = bySitemap(listed, sitemapCount(listed.length));
  const newest = new Map<number, string>();
  for (const [place, pages] of groups) {
    newest.set(place, newestOf(pages));
    draft.addFiles([sitemap(origin, place, pages)]);
  }
  draft.addFiles([sitemapIndex(origin, newest)]);
}

/** The same for a delta to a release in which `listed` pages were: only the sitemaps that name a changed page are made. */
export function changeSitemaps(given: Given, before: HeldFiles, listed: number): void {
  const paths: string[] = [];
  let now = listed;
  for (const change of given.files.changes(before)) {
    const [then, next] = [change.before?.listed, change.now?.listed];
    if (then === next) continue;
    now += Number(next !== undefined) - Number(then !== undefined);
    paths.push(change.path);
  }
  if (paths.length === 0) return;
  const count = sitemapCount(now);
  if (count === sitemapCount(listed)) changeNamed(given, before, { paths, count });
  else remakeSitemaps(given, before);
}

function changeNamed(
  { files, draft, origin }: Given,
  before: HeldFiles,
  { paths, count }: { paths: readonly string[]; count: number },
): void {
  const newest = readSitemapIndex(draft.read(before.get(sitemapIndexPath)?.hash ?? ''));
  for (const place of new Set(paths.map((path) => sitemapOf(path, count)))) {
    const pages: ListedPage[] = [];
    for (const shard of shardsOfSitemap(place, count))
      pages.push(...(bySitemap(files.shard(shard), count).get(place) ?? []));
    if (pages.length === 0) {
      newest.delete(place);
      files.remove(sitemapPath(place));
    } else {
      newest.set(place, newestOf(pages));
      draft.addFiles([sitemap(origin, place, pages)]);
    }
  }
  draft.addFiles([sitemapIndex(origin, newest)]);
}

/** There are to be more of them, or fewer: each names other pages. */
function remakeSitemaps(given: Given, before: HeldFiles): void {
  for (const [path] of before.entries())
    if (path.startsWith('/sitemaps/') || path === sitemapIndexPath) given.files.remove(path);
  addSitemaps(given);
}
