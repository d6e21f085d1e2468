import { editionInForce } from '../export/edition-in-force.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import type { Live } from '../workflow/release.ts';

/** What decides which edition of a set readers see. */
export interface SeenEditions {
  shown: Live['shown'];
  /** `YYYY-MM-DD`, UTC. */
  today: string;
}

/**
 * The edition of a set that readers see: the one that a release named, as long as it is held, or else the one in
 * force at the day. So an import never switches what readers see once a release has said it.
 */
export function shownEdition(
  held: readonly HeldEdition[],
  codeSet: string,
  { shown, today }: SeenEditions,
): HeldEdition | null {
  return held.find(({ id }) => id === shown[codeSet]) ?? editionInForce(held, today);
}
