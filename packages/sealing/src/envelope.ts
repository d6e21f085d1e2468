import { type Bytes, joinFields } from './bytes.ts';

/** The only format there is. It enters every key and every envelope's associated data. */
export const envelopeFormat = 1;

/** A sealed text as it stands in a page. `ciphertext` is base64url, the GCM tag at its end. */
export type Envelope<Tier extends string = string> = {
  format: typeof envelopeFormat;
  tier: Tier;
  /** Names the plaintext to those who hold the revision key, and tells nobody else anything about it. */
  revision: string;
  /** The root key that the envelope's key derives from. */
  keyId: string;
  ciphertext: string;
};

/** What an envelope is bound to, apart from its text. */
export type EnvelopeBinding = Pick<Envelope, 'format' | 'tier' | 'revision' | 'keyId'> & {
  /** The page's path: an envelope moved to another page does not open. */
  page: string;
};

/**
 * The IV of AES-GCM, fixed. GCM breaks when one key encrypts two plaintexts under one IV; here a key never
 * encrypts two. It derives from (page, tier, revision), and the revision is a keyed hash of the very bytes
 * that are encrypted: other bytes, other revision, other key. The same bytes again give the same
 * ciphertext again, which is what makes a build reproducible.
 */
export const fixedIv: Bytes = new Uint8Array(12);

/** The associated data of AES-GCM: everything public about the envelope, so that none of it can be changed. */
export function associatedData(binding: EnvelopeBinding): Bytes {
  return joinFields([
    'plaincode envelope',
    String(binding.format),
    binding.keyId,
    binding.page,
    binding.tier,
    binding.revision,
  ]);
}

/** What the envelope's key derives from, beside the root key: the `info` of HKDF. */
export function keyInfo(of: Pick<EnvelopeBinding, 'format' | 'page' | 'tier' | 'revision'>): Bytes {
  return joinFields(['plaincode envelope key', String(of.format), of.page, of.tier, of.revision]);
}

/** The `salt` of HKDF. */
export const keySalt: Bytes = new TextEncoder().encode('plaincode root key');

/** What the revision is a keyed hash of. */
export function revisionInput(page: string, tier: string, compressed: Uint8Array): Bytes {
  return joinFields(['plaincode revision', String(envelopeFormat), page, tier, compressed]);
}

/** Bytes of the HMAC that are kept: 144 bits, 24 characters in the page. */
export const revisionBytes = 18;
