import type { ReleaseFile } from '@plaincode/content-schemas';
import type { CurrentRelease } from './current-release.ts';
import { isAsset } from './release.ts';
import type { WithheldPages } from './withheld-pages.ts';

interface Kept {
  releases: Pick<CurrentRelease, 'keptFor'>;
  withheld: Pick<WithheldPages, 'areIn'>;
}

/**
 * A style, a script or a part of the search index that left the release, for readers who hold a page of before: such a
 * page has its own files, or none. An index that names what was withheld since is given to nobody.
 */
export function findAsset({ releases, withheld }: Kept, path: string): ReleaseFile | undefined {
  if (!isAsset(path)) return undefined;
  for (const release of releases.keptFor(path)) {
    const file = release.asset(path);
    if (!file) continue;
    const namesPages = path.startsWith('/assets/search/');
    if (!namesPages || !withheld.areIn((page) => release.find(page) !== undefined)) return file;
  }
  return undefined;
}
