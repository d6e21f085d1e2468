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

/** By `codeSet/code`, the newest first; codes without any are left out. */
export type CorrectionsByCode = Map<string, readonly CorrectionMade[]>;

/** The words of the approved revisions that bear some. */
export type WordsOfRevisions = ReadonlyMap<string, string>;

const none: readonly CorrectionMade[] = [];

/**
 * The corrections of every code, told from releases that are taken in the order of their publication. A revision whose
 * code says the same words already corrects nothing anew; one that comes back, as when a release is taken back, brings
 * back what was corrected by then.
 */
export class CorrectionsSoFar {
  readonly #made = new Map<string, readonly CorrectionMade[]>();
  readonly #then = new Map<string, readonly CorrectionMade[]>();
  readonly #told: CorrectionsByCode = new Map();

  take(release: DatedRelease, wordsOf: WordsOfRevisions): void {
    for (const { codeKey, revision, after } of this.#changes(release, wordsOf)) {
      this.#then.set(revision, after);
      this.#made.set(codeKey, after);
      tell(this.#told, codeKey, after);
    }
  }

  /** What is corrected so far, or with one more release. */
  told(over?: DatedRelease, wordsOf: WordsOfRevisions = new Map()): CorrectionsByCode {
    const told = new Map(this.#told);
    if (over) for (const { codeKey, after } of this.#changes(over, wordsOf)) tell(told, codeKey, after);
    return told;
  }

  *#changes({ date, pins }: DatedRelease, wordsOf: WordsOfRevisions) {
    for (const { codeKey, revision } of pins) {
      if (revision === null) continue;
      const before = this.#made.get(codeKey) ?? none;
      const after = this.#then.get(revision) ?? withWords(before, date, wordsOf.get(revision));
      yield { codeKey, revision, after };
    }
  }
}

function tell(told: CorrectionsByCode, codeKey: string, corrections: readonly CorrectionMade[]): void {
  if (corrections.length > 0) told.set(codeKey, corrections);
  else told.delete(codeKey);
}

function withWords(
  before: readonly CorrectionMade[],
  date: string,
  words: string | undefined,
): readonly CorrectionMade[] {
  if (words === undefined || before.some((one) => one.words === words)) return before;
  return [{ date, words }, ...before];
}
