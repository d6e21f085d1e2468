import { fromBase64url, pipe, toBase64url } from './bytes.ts';
import {
  associatedData,
  type Envelope,
  envelopeFormat,
  fixedIv,
  revisionBytes,
  revisionInput,
} from './envelope.ts';
import { deriveEnvelopeKey, parseKey, type RootKeySet, rootKey } from './keys.ts';

/** What sealing needs. `revisionKey`: 256 bits, base64url; a key of its own that seals nothing. */
export type SealingKeys = { rootKeys: RootKeySet; revisionKey: string };

/** A text and where it stands. */
export type Sealable<Tier extends string> = { page: string; tier: Tier; text: string };

/**
 * Compresses and encrypts a text. The same text, place and keys give the same bytes. Runs wherever WebCrypto
 * does; the publisher uses {@link file://./seal-sync.ts}, which gives the same bytes sooner.
 */
export async function sealEnvelope<Tier extends string>(
  keys: SealingKeys,
  { page, tier, text }: Sealable<Tier>,
): Promise<Envelope<Tier>> {
  const compressed = await pipe(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  const mac = await crypto.subtle.importKey(
    'raw',
    parseKey(keys.revisionKey),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const tag = new Uint8Array(await crypto.subtle.sign('HMAC', mac, revisionInput(page, tier, compressed)));
  const revision = toBase64url(tag.subarray(0, revisionBytes));
  const keyId = keys.rootKeys.current;
  const binding = { format: envelopeFormat, page, tier, revision, keyId } as const;
  const key = fromBase64url(await deriveEnvelopeKey(rootKey(keys.rootKeys, keyId), binding));
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const algorithm = { name: 'AES-GCM', iv: fixedIv, additionalData: associatedData(binding) };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, aes, compressed));
  return { format: envelopeFormat, tier, revision, keyId, ciphertext: toBase64url(ciphertext) };
}
