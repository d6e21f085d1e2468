import type { SealedTier } from '@plaincode/content-schemas';
import { ledgerName, type Visitor } from '../metering/visitor.ts';
import type { PageTerms } from '../release/find-envelopes.ts';
import type { Acceptances } from './acceptances.ts';

/** The tiers of a page whose terms a visitor has not accepted. Most pages ask for none, and then nothing is looked up. */
export async function awaitingTerms(
  acceptances: Acceptances,
  visitor: Visitor,
  terms: PageTerms,
): Promise<SealedTier[]> {
  if (terms.size === 0) return [];
  const name = ledgerName(visitor);
  const hashes = [...terms.values()].map(({ hash }) => hash);
  const accepted = name === null ? new Set() : await acceptances.accepted(name, hashes);
  return [...terms].filter(([, { hash }]) => !accepted.has(hash)).map(([tier]) => tier);
}
