import { type Bytes, fromBase64url, toBase64url } from './bytes.ts';
import { type EnvelopeBinding, keyInfo, keySalt } from './envelope.ts';

/** The file `root-keys.json`: every root key still in use, and which one seals from now on. */
export type RootKeySet = { current: string; keys: Record<string, string> };

/** Why a key set or key cannot be used. The message never holds a key. */
export class KeyError extends Error {
  readonly code: 'key-set-malformed' | 'key-unknown' | 'key-length';
  constructor(code: KeyError['code'], message: string) {
    super(message);
    this.name = 'KeyError';
    this.code = code;
  }
}

const keyId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Reads a root key set from its JSON. Throws a `KeyError` when it is not one, or a key is not 32 bytes. */
export function parseRootKeySet(json: string): RootKeySet {
  const set = parseJson(json);
  if (typeof set !== 'object' || set === null || !('current' in set) || !('keys' in set))
    throw new KeyError('key-set-malformed', 'the root key set needs "current" and "keys"');
  const { current, keys } = set;
  if (typeof current !== 'string' || typeof keys !== 'object' || keys === null)
    throw new KeyError('key-set-malformed', 'the root key set needs "current" (text) and "keys" (an object)');
  const read: Record<string, string> = {};
  for (const [id, key] of Object.entries(keys)) {
    if (!keyId.test(id))
      throw new KeyError('key-set-malformed', 'a root key has an id that is not lower-case words');
    if (typeof key !== 'string') throw new KeyError('key-set-malformed', `the root key "${id}" is not text`);
    parseKey(key);
    read[id] = key;
  }
  if (!Object.hasOwn(read, current))
    throw new KeyError('key-unknown', 'the current root key is not among the keys');
  return { current, keys: read };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new KeyError('key-set-malformed', 'the root key set is not JSON');
  }
}

/** Reads a 256-bit key from base64url. Throws a `KeyError` on any other length. */
export function parseKey(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text.trim()))
    throw new KeyError('key-length', 'expected a key of 32 bytes in base64url');
  return fromBase64url(text.trim());
}

/** A new random 256-bit key, base64url: a root key or the revision key. */
export function createKey(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The bytes of one root key. Throws a `KeyError` when the set does not hold it. */
export function rootKey(set: RootKeySet, id: string): Bytes {
  const key = Object.hasOwn(set.keys, id) ? set.keys[id] : undefined;
  if (key === undefined) throw new KeyError('key-unknown', `no root key "${id}"`);
  return parseKey(key);
}

/**
 * The key of one envelope (256 bits, base64url): HKDF-SHA-256 (RFC 5869) of the root key over format, page,
 * tier and revision. The publisher and the gate derive the same.
 */
export async function deriveEnvelopeKey(
  root: Bytes,
  of: Pick<EnvelopeBinding, 'format' | 'page' | 'tier' | 'revision'>,
): Promise<string> {
  const base = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: keySalt, info: keyInfo(of) };
  return toBase64url(new Uint8Array(await crypto.subtle.deriveBits(algorithm, base, 256)));
}
