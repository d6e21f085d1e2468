import { fromBase64url, pipe } from './bytes.ts';
import { associatedData, type Envelope, fixedIv } from './envelope.ts';

/**
 * Opens an envelope with its granted key (256 bits, base64url) and gives the text back. `page` is the path of
 * the page it stands in. Throws when the key is not this envelope's or anything about it was changed.
 */
export async function openEnvelope(envelope: Envelope, page: string, key: string): Promise<string> {
  const aes = await crypto.subtle.importKey('raw', fromBase64url(key), 'AES-GCM', false, ['decrypt']);
  const compressed = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fixedIv, additionalData: associatedData({ ...envelope, page }) },
    aes,
    fromBase64url(envelope.ciphertext),
  );
  const text = await pipe(new Uint8Array(compressed), new DecompressionStream('deflate-raw'));
  return new TextDecoder().decode(text);
}
