import type { SealedTier } from '@plaincode/content-schemas';

export type PageEnvelope = { tier: SealedTier; revision: string; keyId: string; ciphertext: string };

/** The envelopes that a page's HTML brings along. */
export function envelopesIn(html: string): PageEnvelope[] {
  const pattern =
    /<template data-envelope[^>]*data-tier="(\w+)" data-revision="([^"]+)" data-key-id="([^"]+)"[^>]*>([^<]+)</g;
  return [...html.matchAll(pattern)].map(([, tier = '', revision = '', keyId = '', ciphertext = '']) => ({
    tier: tier as SealedTier,
    revision,
    keyId,
    ciphertext,
  }));
}
