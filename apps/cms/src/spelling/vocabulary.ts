import { buildITrieFromWords, type ITrie } from 'cspell-trie-lib';
import type { Payload } from 'payload';
import { codeSystems } from '../imports/code-systems.ts';
import { everyDocument } from '../imports/every-document.ts';
import { heldEditions, heldFacts, visibleImports } from '../imports/held-editions.ts';
import { spanRows } from '../imports/spans.ts';

/** The words of a code set's official texts, in small letters. */
export interface Vocabulary {
  words: ReadonlySet<string>;
  /** The same, to suggest from. */
  trie: ITrie;
}

type Learned = { imports: string; vocabulary: Promise<Vocabulary> };

const learned = new WeakMap<Payload, Map<string, Learned>>();
/** Sources that are written in words. */
const inWords = ['tabular', 'index-diseases', 'index-external-causes', 'index-drugs', 'index-neoplasms'];

/**
 * What the held descriptors, index terms and notes of every set teach. It is learned once for the imports that a set
 * holds, and again when another one is complete.
 */
export async function vocabularies(payload: Payload): Promise<Vocabulary[]> {
  const known = learned.get(payload) ?? new Map<string, Learned>();
  learned.set(payload, known);
  const sets = await codeSystems(payload);
  return await Promise.all(
    sets.map(async ({ slug }) => {
      const imports = await completeImports(payload, slug);
      const held = known.get(slug);
      if (held?.imports === imports) return await held.vocabulary;
      const vocabulary = learn(payload, slug);
      known.set(slug, { imports, vocabulary });
      vocabulary.catch(() => known.delete(slug));
      return await vocabulary;
    }),
  );
}

async function completeImports(payload: Payload, codeSet: string): Promise<string> {
  const ids: string[] = [];
  const where = { and: [{ codeSet: { equals: codeSet } }, { state: { equals: 'complete' } }] };
  for await (const one of everyDocument(payload, 'imports', where, { select: {} }))
    ids.push((one as { id: string }).id);
  return ids.join();
}

async function learn(payload: Payload, codeSet: string): Promise<Vocabulary> {
  const words = new Set<string>();
  const held = await heldEditions(payload, codeSet);
  const codes = { collection: 'codes' as const, prefix: `${codeSet}/`, visible: visibleImports(held) };
  for await (const row of spanRows(payload, codes, Number.MAX_SAFE_INTEGER, { longDescriptor: true }))
    learnFrom((row as { longDescriptor?: unknown }).longDescriptor, words);
  for (const [kind, editions] of await heldFacts(payload, codeSet)) {
    if (!inWords.includes(kind)) continue;
    const facts = {
      collection: 'code-facts' as const,
      prefix: `${codeSet}/${kind}/`,
      visible: visibleImports(editions),
    };
    for await (const row of spanRows(payload, facts, Number.MAX_SAFE_INTEGER, { content: true }))
      learnFrom((row as { content?: unknown }).content, words);
  }
  return { words, trie: buildITrieFromWords([...words].sort()) };
}

/** Every string of a value, at any depth that a source has. */
function learnFrom(value: unknown, words: Set<string>): void {
  const left: unknown[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string')
      for (const [one] of next.toLowerCase().matchAll(/\p{L}{3,}(?:'\p{L}+)?/gu)) words.add(one);
    else if (next !== null && typeof next === 'object') left.push(...Object.values(next));
  }
}
