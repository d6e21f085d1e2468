import { rowAt } from '../beside/rows-of-codes.ts';
import type { CodeRow } from '../imports/code-row.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import type { LiveSite } from './live.ts';

/** Whether readers had a text of the code that was withdrawn since a revision was approved, and have none now. */
export function isWithdrawnSince(live: LiveSite, revision: { codeKey: string; approvedAt: string }): boolean {
  const { codeKey, approvedAt } = revision;
  return !live.texts.has(codeKey) && approvedAt < (live.takenOff.get(codeKey) ?? '');
}

/**
 * Whether the official row no longer is what a revision was approved against. One that was approved before such hashes were
 * kept, or against a sample that has left, is taken as it is.
 */
export function isOfficialChanged(
  held: readonly HeldEdition[],
  spans: readonly CodeRow[],
  { officialHash, edition }: { officialHash?: string | null; edition: string },
): boolean {
  const at = held.find(({ id }) => id === edition);
  if (!officialHash || !at) return false;
  return rowAt(spans, at)?.contentHash !== officialHash;
}
