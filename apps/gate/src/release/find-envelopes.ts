import type { EnvelopeReference, SealedTier, TermsReference } from '@plaincode/content-schemas';
import type { CurrentRelease } from './current-release.ts';
import type { Release } from './release.ts';

/** Terms to be accepted before an envelope of a page opens, by its tier. */
export type PageTerms = ReadonlyMap<SealedTier, TermsReference>;

/** Where envelopes were found: the root key's id they are sealed under, and the terms that cover them. */
export interface FoundEnvelopes {
  keyId: string;
  terms: PageTerms;
}

/**
 * A page's envelopes, when one kept release holds all of them on that page; null when none does. Releases that were
 * prepared but never served are not asked. Terms of the served release cover older envelopes of the same tier as well: an
 * old page is no way around new terms.
 */
export function findEnvelopes(
  releases: Pick<CurrentRelease, 'keptFor' | 'lookIn'>,
  page: string,
  envelopes: readonly EnvelopeReference[],
): FoundEnvelopes | null {
  let served: Release | null = null;
  for (const release of releases.keptFor(page)) {
    const asked = served;
    // The served release's shards are in memory; of older ones, only those that can answer are read in full.
    const worth = () => asked === null || envelopes.every(({ revision }) => release.mentions(page, revision));
    served ??= release;
    const terms = releases.lookIn(release, () =>
      worth() && holdsAll(release, page, envelopes) ? termsOf(release, page) : null,
    );
    if (terms) return { keyId: release.keyId, terms: new Map([...terms, ...termsOf(served, page)]) };
  }
  return null;
}

/** The terms that a page asks for in a release. */
export function termsOf(release: Release, page: string): PageTerms {
  const held = release.find(page)?.envelopes ?? [];
  return new Map(held.flatMap(({ tier, terms }) => (terms ? [[tier, terms] as const] : [])));
}

function holdsAll(release: Release, page: string, envelopes: readonly EnvelopeReference[]): boolean {
  const held = release.find(page)?.envelopes ?? [];
  return envelopes.every(({ tier, revision }) =>
    held.some((envelope) => envelope.tier === tier && envelope.revision === revision),
  );
}
