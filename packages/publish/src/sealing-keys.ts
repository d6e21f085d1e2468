import { parseKey, parseRootKeySet, type SealingKeys } from '@plaincode/sealing';

/**
 * The keys of a publisher from its two secrets: `root-keys.json` and the revision key (base64url). Throws a
 * `KeyError`, which never holds a key, where one of them is not usable.
 */
export function parseSealingKeys(rootKeysJson: string, revisionKey: string): SealingKeys {
  parseKey(revisionKey);
  return { rootKeys: parseRootKeySet(rootKeysJson), revisionKey: revisionKey.trim() };
}
