import type { EnvelopeReference } from '@plaincode/content-schemas';
import type { CurrentRelease } from './current-release.ts';
import type { Release } from './release.ts';

/**
 * The root key's id of a page's envelopes, when one kept release holds all of them on that page; null when none
 * does. Releases that were prepared but never served are not asked.
 */
export function findEnvelopes(
  releases: Pick<CurrentRelease, 'kept'>,
  page: string,
  envelopes: readonly EnvelopeReference[],
): { keyId: string } | null {
  let served = true;
  for (const release of releases.kept()) {
    // The served release's shards are in memory; of older ones, only those that can answer are read in full.
    const worth = served || envelopes.every(({ revision }) => release.mentions(page, revision));
    served = false;
    if (worth && holdsAll(release, page, envelopes)) return { keyId: release.keyId };
  }
  return null;
}

function holdsAll(release: Release, page: string, envelopes: readonly EnvelopeReference[]): boolean {
  const held = release.find(page)?.envelopes ?? [];
  return envelopes.every(({ tier, revision }) =>
    held.some((envelope) => envelope.tier === tier && envelope.revision === revision),
  );
}
