import type { ReleaseFile } from '@plaincode/content-schemas';
import { rootPath } from '@plaincode/search';
import type { CurrentRelease } from './current-release.ts';
import { isAsset, type Release } from './release.ts';
import type { WithheldPages } from './withheld-pages.ts';

interface Kept {
  releases: Pick<CurrentRelease, 'keptFor' | 'lookIn'>;
  withheld: Pick<WithheldPages, 'areIn'>;
}

/**
 * A style, a script or a part of the search index that left the release, for readers who hold a page of before: such a
 * page has its own files, or none. An index that names what was withheld since is given to nobody, nor one of which nobody
 * can tell.
 */
export function findAsset({ releases, withheld }: Kept, path: string): ReleaseFile | undefined {
  if (!isAsset(path)) return undefined;
  for (const release of releases.keptFor(path)) {
    const file = releases.lookIn(release, () => {
      const held = release.asset(path);
      return held && isOfSearch(path) && withheld.areIn(release) ? undefined : held;
    });
    if (file) return file;
  }
  return undefined;
}

/**
 * A file of the served release. Its search index is given to nobody while it names what is withheld by now: until the next
 * publish browsers send what is typed to `/search`, which leaves that out.
 */
export function findServed(
  { withheld }: Pick<Kept, 'withheld'>,
  release: Pick<Release, 'find'>,
  path: string,
): ReleaseFile | undefined {
  const file = release.find(path);
  return file && isOfSearch(path) && withheld.areIn(release) ? undefined : file;
}

/** Whether a file is part of a search index, all of which name pages, or lead to those that do. */
const isOfSearch = (path: string): boolean => path === rootPath || path.startsWith('/assets/search/');
