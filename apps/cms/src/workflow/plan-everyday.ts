import type { Live, ReleasePin } from './release.ts';
import type { State } from './states.ts';

/** A line with the revision that was approved of it last. */
export interface LineState {
  id: string;
  codeKey: string;
  edition: string;
  state: State;
  revision: string;
}

/** The text that readers see of a code: its revision, line and edition. */
export interface SeenPin {
  revision: string;
  line: string;
  edition: string;
}

export interface EverydayFacts {
  /** By `codeSet/code`. */
  seen: ReadonlyMap<string, SeenPin>;
  /** The ids of the lines that are asked for; null for all. */
  only: readonly string[] | null;
  /** Revisions that were taken back: they go out again only where they are asked for. */
  takenBack: ReadonlySet<string>;
  /** Revisions that were approved before what readers had of their code was withdrawn: somebody reads them first. */
  beforeWithdrawal: ReadonlySet<string>;
  /** The place of an edition among those of its set; 0 for one that is not known any more. */
  sequenceOf(edition: string): number;
  /** The place of the edition that readers see of a set; null where they see none. */
  shownOf(codeSet: string): number | null;
}

export interface EverydayPlan {
  pins: ReleasePin[];
  /** Lines that were asked for and belong to an edition that readers do not see yet. */
  early: LineState[];
  /** Lines that were asked for and that somebody has to read first: what readers had of the code was withdrawn since. */
  unread: LineState[];
}

/**
 * Decides what goes to readers without a change of edition: of each code the approved line of the latest edition that
 * is shown, unless readers see it already or a text of a later edition, and nothing where the line that they see was
 * withdrawn.
 */
export function planEveryday(lines: readonly LineState[], facts: EverydayFacts): EverydayPlan {
  const { only, sequenceOf, shownOf } = facts;
  const asked = lines.filter(({ id }) => only === null || only.includes(id));
  const isShown = ({ codeKey, edition }: LineState) =>
    sequenceOf(edition) <= (shownOf(codeKey.slice(0, codeKey.indexOf('/'))) ?? -1);
  const pins: ReleasePin[] = [];
  for (const [codeKey, some] of Map.groupBy(asked.filter(isShown), (line) => line.codeKey)) {
    const revision = revisionFor(some, facts.seen.get(codeKey), facts);
    if (revision !== undefined) pins.push({ codeKey, revision });
  }
  const named = only === null ? [] : asked.filter(({ state }) => state === 'approved');
  return {
    pins,
    early: named.filter((line) => !isShown(line)),
    unread: named.filter((line) => isShown(line) && facts.beforeWithdrawal.has(line.revision)),
  };
}

/** What a code's lines change of what readers see; undefined for nothing. */
function revisionFor(
  lines: readonly LineState[],
  seen: SeenPin | undefined,
  { only, takenBack, beforeWithdrawal, sequenceOf }: EverydayFacts,
): string | null | undefined {
  const approved = lines
    .filter(({ state }) => state === 'approved')
    .filter(({ revision }) => only !== null || !takenBack.has(revision))
    .filter(({ revision }) => !beforeWithdrawal.has(revision))
    .filter(({ edition }) => sequenceOf(edition) >= (seen ? sequenceOf(seen.edition) : 0))
    .sort((a, b) => sequenceOf(b.edition) - sequenceOf(a.edition))[0];
  if (approved) return approved.revision === seen?.revision ? undefined : approved.revision;
  const withdrawn = lines.some(({ id, state }) => state === 'withdrawn' && id === seen?.line);
  return withdrawn ? null : undefined;
}

/** A pin of a list made earlier: the edition of its text, and what readers saw of the code when it was listed. */
export interface ListedPin extends ReleasePin {
  edition: string | null;
  /** Whether somebody ended its approval since, or withdrew what readers had of the code. */
  ended: boolean;
  before: string | null;
}

/**
 * What of an everyday list is still to be taken to readers when its turn comes: another release may have gone out in
 * between. A text never takes the place of one of a later edition, one whose approval was ended goes out no more, and only what
 * was seen then is taken off.
 */
export function stillDue(
  pins: readonly ListedPin[],
  seen: ReadonlyMap<string, SeenPin>,
  sequenceOf: (edition: string) => number,
): ReleasePin[] {
  return pins
    .filter(({ codeKey, revision, edition, before, ended }) => {
      const now = seen.get(codeKey);
      if (revision === null) return now !== undefined && now.revision === before;
      if (ended) return false;
      if (now === undefined) return true;
      return now.revision !== revision && sequenceOf(now.edition) <= sequenceOf(edition ?? '');
    })
    .map(({ codeKey, revision }) => ({ codeKey, revision }));
}

/** Where live says which revision a code has, and no more is known of it. */
export function idsSeen(live: Live, codeKeys: Iterable<string>): string[] {
  return [...new Set(codeKeys)].flatMap((codeKey) => live.texts.get(codeKey) ?? []);
}
