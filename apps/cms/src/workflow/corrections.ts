import type { ReleasePin } from './release.ts';

/** Characters that the words of a correction may have. */
export const longestCorrection = 300;

/** What readers were told was put right, and the day on which it went live. */
export interface CorrectionMade {
  /** `YYYY-MM-DD`, UTC. */
  date: string;
  words: string;
}

/** A release as its corrections are told: when it went live, and what readers saw from then on. */
export interface DatedRelease {
  date: string;
  pins: readonly ReleasePin[];
}

/**
 * The corrections of every code, the newest first, from all releases in the order of their publication. `wordsOf` has
 * the words of the approved revisions that bear some. A revision whose code says the same words already corrects nothing
 * anew; one that comes back, as when a release is taken back, brings back what was corrected by then.
 */
export function foldCorrections(
  releases: readonly DatedRelease[],
  wordsOf: ReadonlyMap<string, string>,
): Map<string, CorrectionMade[]> {
  const made = new Map<string, CorrectionMade[]>();
  const then = new Map<string, CorrectionMade[]>();
  for (const { date, pins } of releases)
    for (const { codeKey, revision } of pins) {
      if (revision === null) continue;
      const before = made.get(codeKey) ?? [];
      const after = then.get(revision) ?? withWords(before, date, wordsOf.get(revision));
      then.set(revision, after);
      made.set(codeKey, after);
    }
  return new Map([...made].filter(([, corrections]) => corrections.length > 0));
}

function withWords(before: CorrectionMade[], date: string, words: string | undefined): CorrectionMade[] {
  if (words === undefined || before.some((one) => one.words === words)) return before;
  return [{ date, words }, ...before];
}
