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
export async function findEnvelopes(
  releases: Pick<CurrentRelease, 'get' | 'lookIn' | 'earlierWith'>,
  page: string,
  envelopes: readonly EnvelopeReference[],
): Promise<FoundEnvelopes | null> {
  const served = releases.get();
  if (!served) return null;
  const now = termsOf(served, page);
  if (holdsAll(served, page, envelopes)) return { keyId: served.keyId, terms: now };
  const asked = envelopes.map(({ revision }) => revision);
  for (const release of await releases.earlierWith(page, asked)) {
    const then = releases.lookIn(release, () =>
      holdsAll(release, page, envelopes) ? termsOf(release, page) : null,
    );
    if (then) return { keyId: release.keyId, terms: new Map([...then, ...now]) };
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
