import type {
  EnvelopeReference,
  ReleaseEnvelope,
  SealedTier,
  TermsReference,
} from '@plaincode/content-schemas';
import type { CurrentRelease } from './current-release.ts';
import type { Release } from './release.ts';

/** Terms to be accepted before texts of a page open, by the tier of those that they cover. */
export type PageTerms = ReadonlyMap<SealedTier, TermsReference>;

/** Where envelopes were found: the root key's id they are sealed under, and each with the terms that cover it now. */
export interface FoundEnvelopes {
  keyId: string;
  envelopes: readonly ReleaseEnvelope[];
  terms: PageTerms;
}

/**
 * A page's envelopes, when one kept release holds all of them on that page; null when none does. Releases that were
 * prepared but never served are not asked. Terms of the served release cover older envelopes of the same tier as well, where
 * these are from before any terms: an old page is no way around new ones.
 */
export async function findEnvelopes(
  releases: Pick<CurrentRelease, 'get' | 'lookIn' | 'earlierWith'>,
  page: string,
  asked: readonly EnvelopeReference[],
): Promise<FoundEnvelopes | null> {
  const served = releases.get();
  if (!served) return null;
  const now = termsOf(served, page);
  const held = heldIn(served, page, asked, now);
  if (held) return held;
  const revisions = asked.map(({ revision }) => revision);
  for (const release of await releases.earlierWith(page, revisions)) {
    const then = releases.lookIn(release, () => heldIn(release, page, asked, now));
    if (then) return then;
  }
  return null;
}

/** The same in one release; `now` are the terms that the served one asks for. */
function heldIn(
  release: Release,
  page: string,
  asked: readonly EnvelopeReference[],
  now: PageTerms,
): FoundEnvelopes | null {
  const held = release.find(page)?.envelopes ?? [];
  const found = asked.flatMap(
    ({ tier, revision }) => held.find((one) => one.tier === tier && one.revision === revision) ?? [],
  );
  if (found.length < asked.length) return null;
  const then = termsIn(held);
  const terms = new Map([...then, ...now]);
  const envelopes = found.map(({ tier, revision, terms: own }) => {
    // A release with terms names them at every envelope that they cover: its others hold nothing of the kind.
    const covering = own || then.size === 0 ? terms.get(tier) : undefined;
    return covering ? { tier, revision, terms: covering } : { tier, revision };
  });
  return { keyId: release.keyId, envelopes, terms };
}

/** The terms that a page asks for in a release. */
export function termsOf(release: Release, page: string): PageTerms {
  return termsIn(release.find(page)?.envelopes ?? []);
}

function termsIn(envelopes: readonly ReleaseEnvelope[]): PageTerms {
  return new Map(envelopes.flatMap(({ tier, terms }) => (terms ? [[tier, terms] as const] : [])));
}
