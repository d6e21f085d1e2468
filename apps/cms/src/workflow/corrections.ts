import type { ReleasePin } from './release.ts';

/** Characters that the words of a correction may have. */
export const longestCorrection = 300;

/** The field of a text as one line; undefined where it says nothing. */
export function correctionWords(field: string | null | undefined): string | undefined {
  return field?.replace(/\s+/g, ' ').trim() || undefined;
}

/**
 * Whether words correct what was reported, where the report was accepted at `accepted`: readers were not `told` them before
 * then, or are not yet (null).
 */
export function isNewSince(told: string | null, accepted: string | null | undefined): boolean {
  return told === null || told > (accepted ?? '');
}

/** What readers were told was put right, and the day on which it went live. */
export interface CorrectionMade {
  /** `YYYY-MM-DD`, UTC. */
  date: string;
  words: string;
}

/** A release as its corrections are told: when it went live (an instant, or a day), and what readers saw from then on. */
export interface DatedRelease {
  at: string;
  pins: readonly ReleasePin[];
}

/** By `codeSet/code`, the newest first; codes without any are left out. */
export type CorrectionsByCode = Map<string, readonly CorrectionMade[]>;

/** The words of the approved revisions that bear some. */
export type WordsOfRevisions = ReadonlyMap<string, string>;

/** A correction with the instant at which its release went live. */
type Told = { at: string; words: string };

const none: readonly Told[] = [];

/**
 * The corrections of every code, told from releases that are taken in the order of their publication. A revision whose
 * code says the same words already corrects nothing anew; one that comes back, as when a release is taken back, brings
 * back what was corrected by then.
 */
export class CorrectionsSoFar {
  readonly #made = new Map<string, readonly Told[]>();
  readonly #then = new Map<string, readonly Told[]>();
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

  /** Since when readers have been told these words of a code; null where they are not told them. */
  toldSince(codeKey: string, words: string): string | null {
    return this.#made.get(codeKey)?.find((one) => one.words === words)?.at ?? null;
  }

  *#changes({ at, pins }: DatedRelease, wordsOf: WordsOfRevisions) {
    for (const { codeKey, revision } of pins) {
      if (revision === null) continue;
      const before = this.#made.get(codeKey) ?? none;
      const after = this.#then.get(revision) ?? withWords(before, at, wordsOf.get(revision));
      yield { codeKey, revision, after };
    }
  }
}

function tell(told: CorrectionsByCode, codeKey: string, corrections: readonly Told[]): void {
  const dated = corrections.map(({ at, words }) => ({ date: at.slice(0, 10), words }));
  if (dated.length > 0) told.set(codeKey, dated);
  else told.delete(codeKey);
}

function withWords(before: readonly Told[], at: string, words: string | undefined): readonly Told[] {
  if (words === undefined || before.some((one) => one.words === words)) return before;
  return [{ at, words }, ...before];
}
