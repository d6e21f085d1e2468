import { hash } from 'node:crypto';
import { levels } from '../text/levels.ts';
import { encodePostings, type Postings } from '../text/postings.ts';
import { type FileKind, filePath, hashDigits, type Range, rootPath, type SearchRoot } from '../text/root.ts';
import { soundOf } from '../text/sounds.ts';
import { standingOf, standings } from '../text/standing.ts';
import type { SearchEntry } from './entry.ts';
import { handedDown } from './handed-down.ts';
import { impactsOf } from './impacts.ts';
import { type IndexedWord, indexedWords, leadPostings, lineOf, type WordLine } from './indexed-words.ts';
import { type Line, splitLines } from './split.ts';

/** A file of the index, at its address in the release. */
export type IndexFile = { path: string; mediaType: string; text: string };

export type CodeSetName = { id: string; name: string };

/** To be raised with every change to what an index of equal entries holds: a release then gets a new one. */
export const indexVersion = 1;

/** Documents a file, and characters of a file of words before compression. */
const documentsPerFile = 64;
const wordFileSize = 3_000;

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
  const files: IndexFile[] = [];
  const rest = addDocuments(adderTo(files), ordered);
  const documents = ordered.map(({ entry }) => entry);
  const own = new Map([...postingsOf(documents)].map(([word, postings]) => [word, encodePostings(postings)]));
  const leads = leadPostings(documents.entries());
  const named = sets.map(({ id, name }) => ({ id, name }));
  return [
    ...files,
    ...wordsAndRoot(indexedWords(own, leads), { format: 1, made, sets: named, documentsPerFile, ...rest }),
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

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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

/** Adds a file under its hash, or under one that it shares, and gives the hash. */
type Add = (kind: FileKind, name: string | number, text: string, digest?: string) => string;

function adderTo(files: IndexFile[]): Add {
  return (kind, name, text, digest = digestOf(text)) => {
    files.push({ path: filePath(kind, name, digest), mediaType: 'text/plain; charset=utf-8', text });
    return digest;
  };
}

function addDocuments(
  add: Add,
  ordered: readonly Ordered[],
): Pick<SearchRoot, 'documents' | 'ranges' | 'titles'> {
  const ranges = rangesOf(ordered);
  const files = documentFiles(ordered, ranges);
  const titles = digestOf(files.map(({ text }) => text).join('\n'));
  for (const [at, { text }] of files.entries()) add('documents', at, text, titles);
  add('starts', 'all', files.map(({ first }) => first).join('\n'), titles);
  return { documents: ordered.length, ranges, titles };
}

/** The files of words and spellings, and the root. */
export function wordsAndRoot(
  words: readonly IndexedWord[],
  rest: Omit<SearchRoot, 'wordFiles' | 'spellingFiles'>,
): IndexFile[] {
  const files: IndexFile[] = [];
  const add = adderTo(files);
  const lines = words.map(lineOf);
  const wordFiles = splitLines(lines, wordFileSize);
  const spellings = spellingFiles(lines);
  const root: SearchRoot = {
    ...rest,
    wordFiles: {
      starts: wordFiles.map(({ start }) => start),
      hashes: wordFiles.map(({ lines: some }, at) => add('words', at, textOf(some))).join(''),
    },
    spellingFiles: {
      sounds: spellings.map(({ sound }) => sound),
      hashes: spellings.map(({ sound, text }) => add('spellings', sound, text)).join(''),
    },
  };
  files.push({ path: rootPath, mediaType: 'application/json', text: JSON.stringify(root) });
  return files;
}

const textOf = (lines: readonly Line[]): string =>
  lines.map(({ word, text }) => `${word}\t${text}`).join('\n');

const digestOf = (text: string): string => hash('sha256', text, 'hex').slice(0, hashDigits);

function rangesOf(ordered: readonly Ordered[]): Range[] {
  const ranges: Range[] = [];
  for (const [from, { entry, standing }] of ordered.entries()) {
    const name = standings[standing] ?? 'plain';
    const last = ranges.at(-1);
    if (last && last.set === entry.set && last.standing === name) last.count += 1;
    else ranges.push({ set: entry.set, standing: name, from, count: 1 });
  }
  return ranges;
}

function documentFiles(
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

/** The code, its title, and what is not as usual: its address, its state. */
function documentLine({ set, display, path, title, state }: SearchEntry): string {
  const parts = [display, title.replace(/[\t\n]/g, ' ')];
  const usual = path === `/${set}/${display}/`;
  if (!usual || state !== 'active') parts.push(usual ? '' : path);
  if (state !== 'active') parts.push(state);
  return parts.join('\t');
}

/** Words of four letters or more with the size of their number of documents, by the sound with which they begin. */
function spellingFiles(lines: readonly WordLine[]): { sound: string; text: string }[] {
  const worth = lines.filter(
    ({ word, documents }) => documents > 0 && word.length > 3 && /^[a-z]/.test(word),
  );
  const groups = Map.groupBy(worth, ({ word }) => soundOf(word));
  return [...groups]
    .sort(([a], [b]) => byText(a, b))
    .map(([sound, group]) => ({ sound, text: group.map(spelling).join('\n') }));
}

const spelling = ({ word, documents }: WordLine): string =>
  word + Math.min(9, Math.floor(Math.log2(documents)));
