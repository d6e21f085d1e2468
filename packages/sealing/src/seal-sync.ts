import { createCipheriv, createHash, createHmac, createSecretKey } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { joinFields } from './bytes.ts';
import {
  associatedData,
  type Envelope,
  envelopeFormat,
  fixedIv,
  keyInfo,
  keySalt,
  revisionBytes,
  revisionInput,
} from './envelope.ts';
import { parseKey, rootKey } from './keys.ts';
import type { Sealable, SealingKeys } from './seal.ts';

/** Seals a text at once, with the current root key. */
export type Seal = <Tier extends string>(sealable: Sealable<Tier>) => Envelope<Tier>;

/**
 * The same as `sealEnvelope`, byte for byte, for a publisher that seals hundreds of thousands of texts: Node's
 * synchronous ciphers cost a third of WebCrypto's round trips, and the root key is extracted once. Throws a
 * `KeyError` when a key is not usable.
 */
export function createSeal(keys: SealingKeys): Seal {
  const keyId = keys.rootKeys.current;
  // Keys made once: making one of its bytes costs more than a hash with it.
  const revisionKey = createSecretKey(parseKey(keys.revisionKey));
  // HKDF (RFC 5869): extract once; expand is one block, since 256 bits are one SHA-256.
  const extracted = createSecretKey(
    createHmac('sha256', keySalt).update(rootKey(keys.rootKeys, keyId)).digest(),
  );
  return ({ page, tier, text }) => {
    const compressed = deflateRawSync(text);
    const tag = createHmac('sha256', revisionKey)
      .update(revisionInput(page, tier, compressed))
      .digest();
    const revision = tag.subarray(0, revisionBytes).toString('base64url');
    const binding = { format: envelopeFormat, page, tier, revision, keyId } as const;
    const key = createHmac('sha256', extracted).update(keyInfo(binding)).update(Uint8Array.of(1)).digest();
    const cipher = createCipheriv('aes-256-gcm', key, fixedIv).setAAD(associatedData(binding));
    const ciphertext = Buffer.concat([cipher.update(compressed), cipher.final(), cipher.getAuthTag()]);
    return { format: envelopeFormat, tier, revision, keyId, ciphertext: ciphertext.toString('base64url') };
  };
}

/**
 * What two publishers can compare to see whether they hold the same keys: hashes under each key, 64 hex digits
 * that tell nothing about them.
 */
export function keysFingerprint(keys: SealingKeys): string {
  const mark = (key: Uint8Array) => createHmac('sha256', key).update('plaincode key mark').digest();
  const current = keys.rootKeys.current;
  return createHash('sha256')
    .update(joinFields([current, mark(rootKey(keys.rootKeys, current)), mark(parseKey(keys.revisionKey))]))
    .digest('hex');
}

/**
 * Gives the public a stand-in for the hash of a sealed text: 64 hex digits, always the same for the same hash.
 * The bare hash would let anyone confirm a guess of the text.
 */
export function createBlind(keys: SealingKeys): (hash: string) => string {
  const revisionKey = createSecretKey(parseKey(keys.revisionKey));
  return (hash) =>
    createHmac('sha256', revisionKey)
      .update(joinFields(['plaincode blind', hash]))
      .digest('hex');
}

/**
 * Names a text that is to be sealed, where it stands: equal texts, equal marks. For the publisher alone, which sees by it
 * that a text is sealed already; in the open it tells as little as a revision.
 */
export function createMark(keys: SealingKeys): (sealable: Sealable<string>) => string {
  const revisionKey = createSecretKey(parseKey(keys.revisionKey));
  return ({ page, tier, text }) =>
    createHmac('sha256', revisionKey)
      .update(joinFields(['plaincode text mark', page, tier]))
      .update(text)
      .digest()
      .toString('base64url', 0, revisionBytes);
}
