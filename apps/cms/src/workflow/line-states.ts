import type { State } from './states.ts';

/** A line of one code, as a release leaves it. */
export interface ReleasedLine {
  id: string;
  sequence: number;
  state: State;
  contentHash: string;
  /** Whether its text, as it stands, is approved. */
  approved: boolean;
}

/** What readers see of the code: whose text, of which edition, and the hash of its words. */
export interface SeenText {
  line: string;
  sequence: number;
  hash: string;
}

/**
 * What became of the withdrawal of the last text that readers had of a code: it stands while they see an edition, by its
 * sequence, or the release takes it back.
 */
export type Withdrawal = { shown: number } | 'taken-back';

/**
 * The states that lines of one code get by what readers see of it. Asked again it says nothing more, so a release may
 * be finished twice. A text that was edited since stays what its editor made of it, and one that was withdrawn stays so
 * unless its withdrawal was taken back: then it is what it would be without it, and what was being written in it is a draft.
 * What it had superseded stays superseded while readers see a later edition than its own: whoever withdrew it has not asked
 * for the words of an earlier one.
 */
export function lineStates(
  lines: readonly ReleasedLine[],
  seen: SeenText | null,
  withdrawal: Withdrawal | null = null,
): { id: string; state: State }[] {
  return lines.flatMap((line) => {
    const back = withdrawal === 'taken-back' && line.state === 'withdrawn' && seen?.line === line.id;
    const isPast = withdrawal !== null && withdrawal !== 'taken-back' && line.sequence < withdrawal.shown;
    const left = isPast && line.state === 'superseded' && seen === null;
    const state = back ? stateBefore(line, seen) : left ? line.state : stateOf(line, seen);
    return state === null || state === line.state ? [] : [{ id: line.id, state }];
  });
}

const stateBefore = (line: ReleasedLine, seen: SeenText): State | null =>
  line.approved ? stateOf({ ...line, state: 'approved' }, seen) : 'draft';

function stateOf({ id, sequence, state, contentHash }: ReleasedLine, seen: SeenText | null): State | null {
  if (!followsReleases.includes(state)) return null;
  if (seen?.line === id) return contentHash === seen.hash ? 'published' : 'approved';
  return seen && sequence < seen.sequence ? 'superseded' : 'approved';
}

/** Off the site, or with another text on it, an approved text waits for a release. */
const followsReleases: readonly State[] = ['approved', 'published', 'superseded'];
