import { createHmac } from 'node:crypto';
import { type EnvelopeBinding, keyInfo, keySalt } from './envelope.ts';
import { createMac } from './mac-sync.ts';

/** Derives the key of one envelope: 256 bits, base64url. */
export type DeriveKey = (of: Pick<EnvelopeBinding, 'format' | 'page' | 'tier' | 'revision'>) => string;

/**
 * The same keys as `deriveEnvelopeKey`, at once, for a gate that answers thousands of readers a second: no round
 * trip through WebCrypto's threads, and the root key is extracted once. Node only.
 */
export function createDeriveKey(root: Uint8Array): DeriveKey {
  // HKDF (RFC 5869): extract once; expand is one block, since 256 bits are one SHA-256.
  const expand = createMac(createHmac('sha256', keySalt).update(root).digest());
  const block = Uint8Array.of(1);
  return (of) => expand(keyInfo(of), block);
}
