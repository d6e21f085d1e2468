import type { ReleaseFile } from '@plaincode/content-schemas';
import { holdsWithheld, isQuoting } from './quoting-pages.ts';
import type { WithheldOnDay } from './withheld-pages.ts';

/** What may be shown of a release: not what is withheld by now, nor the files of the release that quote it. */
export function shownFiles(
  files: ReadonlyMap<string, ReleaseFile>,
  withheld: WithheldOnDay,
): [string, ReleaseFile][] {
  const held = holdsWithheld((path) => files.has(path), withheld);
  return [...files].filter(([path]) => !withheld.isWithheld(path) && !(held && isQuoting(path)));
}
