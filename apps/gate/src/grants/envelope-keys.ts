import type { EnvelopeReference, GrantAnswer } from '@plaincode/content-schemas';
import { createDeriveKey, type DeriveKey } from '@plaincode/sealing';
import { parseRootKeySet, type RootKeySet, rootKey } from '@plaincode/sealing/keys';

type GrantedKey = Extract<GrantAnswer, { outcome: 'granted' }>['keys'][number];

export interface EnvelopeKeys {
  /** The keys of envelopes of one page, sealed under the root key `keyId`. Throws where that key is not held. */
  derive(keyId: string, page: string, envelopes: readonly EnvelopeReference[]): GrantedKey[];
}

/**
 * Derives envelope keys from the root keys. The key file is read again when a release names a root key that
 * was not there at the start, so that a key can be added without a restart.
 */
export function createEnvelopeKeys(readKeyFile: () => string): EnvelopeKeys {
  let set: RootKeySet = parseRootKeySet(readKeyFile());
  const derivations = new Map<string, DeriveKey>();

  function derivation(keyId: string): DeriveKey {
    const known = derivations.get(keyId);
    if (known) return known;
    if (!Object.hasOwn(set.keys, keyId)) set = parseRootKeySet(readKeyFile());
    const made = createDeriveKey(rootKey(set, keyId));
    derivations.set(keyId, made);
    return made;
  }

  return {
    derive(keyId, page, envelopes) {
      const key = derivation(keyId);
      return envelopes.map(({ tier, revision }) => ({
        tier,
        revision,
        key: key({ format: 1, page, tier, revision }),
      }));
    },
  };
}
