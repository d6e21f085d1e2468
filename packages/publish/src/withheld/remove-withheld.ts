import type { ReleaseFileSet } from '../publish/release-files.ts';
import type { HeldFiles } from '../store/held-files.ts';
import type { WithheldOnDay } from './withheld-pages.ts';

/**
 * Takes out of a release in the making what may not be shown of the one it starts from, and gives how many files that
 * were. Every path is looked at only where a whole code set is withheld.
 */
export function removeWithheld(
  files: ReleaseFileSet,
  base: HeldFiles,
  { paths, codeSets, isWithheld }: WithheldOnDay,
): number {
  const all = codeSets.length > 0 ? base.paths() : paths;
  let removed = 0;
  for (const path of all) {
    if (!isWithheld(path) || !base.get(path)) continue;
    files.remove(path);
    removed += 1;
  }
  return removed;
}
