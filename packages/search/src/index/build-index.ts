import { levels } from '../text/levels.ts';
import { encodePostings, type Postings } from '../text/postings.ts';
import { type Range, rootPath, type SearchRoot } from '../text/root.ts';
import { soundOf } from '../text/sounds.ts';
import { standingOf, standings } from '../text/standing.ts';
import type { SearchEntry } from './entry.ts';
import { handedDown } from './handed-down.ts';
import { impactsOf } from './impacts.ts';
import {
  byText,
  digestOf,
  type HashedFile,
  type IndexFile,
  indexFile,
  spellingOf,
  wordFilesOf,
} from './index-files.ts';
import { countOf, type IndexedWord, indexedWords, leadPostings } from './indexed-words.ts';

export type CodeSetName = { id: string; name: string };

/** To be raised with every change to what an index of equal entries holds: a release then gets a new one. */
export const indexVersion = 3;

/** Documents a file. */
const documentsPerFile = 48;

/**
 * The index of a release: files of documents in the order of their codes, of words with their documents, of spellings
 * for words mistyped, and the root that names them. `made` is a mark that the root carries. The order of entries does not matter: equal entries, equal bytes.
 */
export function buildIndex(
  entries: readonly SearchEntry[],
  sets: readonly CodeSetName[],
  made = '',
): IndexFile[] {
  const ordered = inOrder(entries, sets);
  const { files, rest } = documentFilesOf(ordered);
  const documents = ordered.map(({ entry }) => entry);
  const own = new Map([...postingsOf(documents)].map(([word, postings]) => [word, encodePostings(postings)]));
  const leads = leadPostings(documents.entries());
  const named = sets.map(({ id, name }) => ({ id, name }));
  return [
    ...files,
    ...wordsAndRoot(indexedWords(own, leads), { format: 2, made, sets: named, documentsPerFile, ...rest }),
  ];
}

type Ordered = { entry: SearchEntry; set: number; standing: number };

function inOrder(entries: readonly SearchEntry[], sets: readonly CodeSetName[]): Ordered[] {
  const places = new Map(sets.map(({ id }, place) => [id, place]));
  const placed = entries.flatMap((entry) => {
    const set = places.get(entry.set);
    return set === undefined ? [] : [{ entry, set, standing: standings.indexOf(standingOf(entry)) }];
  });
  return placed.sort(
    (a, b) =>
      a.set - b.set ||
      a.standing - b.standing ||
      byText(a.entry.code, b.entry.code) ||
      byText(a.entry.path, b.entry.path),
  );
}

function postingsOf(entries: readonly SearchEntry[]): Map<string, Postings> {
  const found = new Map<string, Postings>();
  const down = handedDownIn(entries);
  for (const [document, entry] of entries.entries())
    for (const [word, level] of impactsOf(entry, down.get(entry.path))) {
      let postings = found.get(word);
      if (!postings) {
        postings = Array.from({ length: levels }, () => []);
        found.set(word, postings);
      }
      postings[level]?.push(document);
    }
  return found;
}

function handedDownIn(entries: readonly SearchEntry[]): Map<string, string[]> {
  const sets = Map.groupBy(entries, ({ set }) => set).values();
  return new Map(
    [...sets].flatMap((some) => [...handedDown(some.toSorted((a, b) => byText(a.code, b.code)))]),
  );
}

type Documents = Pick<SearchRoot, 'documents' | 'ranges' | 'titles'>;

function documentFilesOf(ordered: readonly Ordered[]): { files: IndexFile[]; rest: Documents } {
  const ranges = rangesOf(ordered);
  const parts = documentParts(ordered, ranges);
  const titles = digestOf(parts.map(({ text }) => text).join('\n'));
  const files = parts.map(({ text }, at) => indexFile('documents', at, text, titles).file);
  const starts = indexFile('starts', 'all', parts.map(({ first }) => first).join('\n'), titles).file;
  return { files: [...files, starts], rest: { documents: ordered.length, ranges, titles } };
}

/** The files of words and spellings, and the root. */
function wordsAndRoot(
  words: readonly IndexedWord[],
  rest: Omit<SearchRoot, 'wordFiles' | 'spellingFiles'>,
): IndexFile[] {
  const wordFiles = wordFilesOf(words);
  const spellings = spellingFiles(words);
  const root: SearchRoot = {
    ...rest,
    wordFiles: {
      starts: wordFiles.map(({ start }) => start),
      hashes: wordFiles.map(({ hash }) => hash).join(''),
    },
    spellingFiles: {
      sounds: spellings.map(({ sound }) => sound),
      hashes: spellings.map(({ hash }) => hash).join(''),
    },
  };
  return [
    ...[...wordFiles, ...spellings].map(({ file }) => file),
    { path: rootPath, mediaType: 'application/json', text: JSON.stringify(root) },
  ];
}

function rangesOf(ordered: readonly Ordered[]): Range[] {
  const ranges: Range[] = [];
  for (const [from, { entry, standing }] of ordered.entries()) {
    const name = standings[standing] ?? 'plain';
    const last = ranges.at(-1);
    if (last && last.set === entry.set && last.standing === name) last.count += 1;
    else ranges.push({ set: entry.set, standing: name, from, count: 1 });
  }
  return ranges.map((range) => ({ ...range, lengths: lengthsIn(ordered, range) }));
}

function lengthsIn(ordered: readonly Ordered[], { from, count }: Range): number[] {
  const lengths = ordered.slice(from, from + count).map(({ entry }) => entry.code.length);
  return [...new Set(lengths)].sort((a, b) => a - b);
}

function documentParts(
  ordered: readonly Ordered[],
  ranges: readonly Range[],
): { first: string; text: string }[] {
  return ranges.flatMap(({ from, count }) =>
    Array.from({ length: Math.ceil(count / documentsPerFile) }, (_, part) => {
      const start = from + part * documentsPerFile;
      const some = ordered.slice(start, Math.min(start + documentsPerFile, from + count));
      return {
        first: some[0]?.entry.code ?? '',
        text: some.map(({ entry }) => documentLine(entry)).join('\n'),
      };
    }),
  );
}

/** The code, its title, and what is not as usual: its address, its state, and the day of that. */
export function documentLine({ set, display, path, title, state, from }: SearchEntry): string {
  const parts = [display, title.replace(/[\t\n]/g, ' ')];
  const usual = path === `/${set}/${display}/`;
  if (!usual || state !== 'active') parts.push(usual ? '' : path);
  if (state !== 'active') parts.push(state);
  if (from) parts.push(from);
  return parts.join('\t');
}

function spellingFiles(words: readonly IndexedWord[]): ({ sound: string } & HashedFile)[] {
  const lines = words.flatMap(({ word, own, leads }) => {
    const line = spellingOf(word, countOf(own) + countOf(leads));
    return line === null ? [] : [{ word, line }];
  });
  return [...Map.groupBy(lines, ({ word }) => soundOf(word))]
    .sort(([a], [b]) => byText(a, b))
    .map(([sound, some]) => ({
      sound,
      ...indexFile('spellings', sound, some.map(({ line }) => line).join('\n')),
    }));
}
