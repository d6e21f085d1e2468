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

export interface EverydayFacts {
  live: Live;
  /** The ids of the lines that are asked for; null for all. */
  only: readonly string[] | null;
  /** The order of every held edition, by its id; a sample that has left is in none, and before all. */
  sequences: ReadonlyMap<string, number>;
  /** The order of the edition that readers see of each set. */
  shown: ReadonlyMap<string, number>;
}

export interface EverydayPlan {
  pins: ReleasePin[];
  /** Lines that were asked for and belong to an edition that readers do not see yet. */
  early: LineState[];
}

/**
 * Decides what goes to readers without a change of edition: of each code the line of its latest edition that is
 * shown, if its approval is not there yet, and nothing where the line that readers see was withdrawn.
 */
export function planEveryday(lines: readonly LineState[], facts: EverydayFacts): EverydayPlan {
  const { live, only, sequences, shown } = facts;
  const asked = (line: LineState) => only === null || only.includes(line.id);
  const sequenceOf = (line: LineState) => sequences.get(line.edition) ?? 0;
  const isShown = (line: LineState) => sequenceOf(line) <= (shown.get(line.codeKey.split('/')[0] ?? '') ?? 0);
  const pins: ReleasePin[] = [];
  for (const [codeKey, some] of Map.groupBy(lines.filter(isShown), (line) => line.codeKey)) {
    const newest = some.reduce((a, b) => (sequenceOf(b) > sequenceOf(a) ? b : a));
    if (!asked(newest)) continue;
    const now = live.texts.get(codeKey) ?? null;
    if (newest.state === 'approved' && now !== newest.revision)
      pins.push({ codeKey, revision: newest.revision });
    if (newest.state === 'withdrawn' && now === newest.revision) pins.push({ codeKey, revision: null });
  }
  const early = only === null ? [] : lines.filter((line) => asked(line) && !isShown(line));
  return { pins, early };
}
