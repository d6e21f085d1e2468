import type { HeldEdition } from '../imports/held-editions.ts';

/**
 * The edition that pages show at a day: the latest held one that has taken effect, or else the earliest.
 * Null where a set holds none. `held` is in the order of sequences.
 */
export function editionInForce(held: readonly HeldEdition[], today: string): HeldEdition | null {
  return held.findLast((edition) => edition.effective <= today) ?? held[0] ?? null;
}
