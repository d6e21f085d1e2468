import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeTrie, type ITrie } from 'cspell-trie-lib';

let dictionary: ITrie | null = null;

/** American English (`@cspell/dict-en_us`), read at first need. `root` is the repository's folder. */
export function english(root: string): ITrie {
  if (!dictionary) {
    const installed = createRequire(join(root, 'apps', 'cms', 'package.json')).resolve('@cspell/dict-en_us');
    dictionary = decodeTrie(gunzipSync(readFileSync(join(dirname(installed), 'en_US.trie.gz'))));
  }
  return dictionary;
}

/** Known as it is written, or in small letters where only a sentence or a title made its first one large. */
export function isEnglish(words: ITrie, written: string): boolean {
  return words.hasWord(written, true) || words.hasWord(written.toLowerCase(), true);
}
