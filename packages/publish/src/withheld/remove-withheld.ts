import type { ReleaseFileSet } from '../publish/release-files.ts';
import type { HeldFiles } from '../store/held-files.ts';
import { holdsWithheld, isQuoting } from './quoting-pages.ts';
import type { WithheldOnDay } from './withheld-pages.ts';

/**
 * Takes out of a release in the making what may not be shown of the one it starts from, with the files that quote it, and
 * gives how many files that were. Every path is looked at only where a page or a whole code set is withheld.
 */
export function removeWithheld(files: ReleaseFileSet, base: HeldFiles, withheld: WithheldOnDay): number {
  const held = holdsWithheld((path) => base.get(path) !== undefined, withheld);
  const all = held ? base.paths() : withheld.paths;
  let removed = 0;
  for (const path of all) {
    if (!(withheld.isWithheld(path) || (held && isQuoting(path))) || !base.get(path)) continue;
    files.remove(path);
    removed += 1;
  }
  return removed;
}
