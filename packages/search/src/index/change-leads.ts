import { changePostings } from '../text/change-postings.ts';
import { filePath, hashAt, rootPath, type SearchRoot } from '../text/root.ts';
import { soundOf } from '../text/sounds.ts';
import { type Coded, standingOf } from '../text/standing.ts';
import { wordsOf } from '../text/words.ts';
import { aliasesByWord } from './aliases.ts';
import { byText, type IndexFile, indexFile, spellingOf, wordFilesOf } from './index-files.ts';
import { countOf, parseLine } from './indexed-words.ts';
import { groupOf } from './split.ts';

/** The open beginning of one code's explanation, as the index has it and as it is to be. */
export type LeadChange = { entry: Coded & { path: string }; before: string; after: string };

/** What a change makes of an index: files that are new, and addresses that are no longer part of it. */
export type IndexChange = { files: IndexFile[]; gone: string[] };

/**
 * Changes beginnings of explanations in an index: the same bytes as a whole build would give, at a cost that follows the
 * words that changed and not the codes held. `read` gives the text of a file of the index as it is. Null where the index
 * does not know a code: then it is to be built anew.
 */
export function changeLeads(
  read: (path: string) => string,
  changes: readonly LeadChange[],
): IndexChange | null {
  const root: SearchRoot = JSON.parse(read(rootPath));
  const numbers = numbersOf(root, read, changes);
  if (numbers === null) return null;
  const words = wordChanges(changes, numbers);
  const change: IndexChange = { files: [], gone: [] };
  const spellings = changeWordFiles(root, read, words, change);
  changeSpellingFiles(root, read, spellings, change);
  change.files.push({ path: rootPath, mediaType: 'application/json', text: JSON.stringify(root) });
  const kept = new Set(change.files.map(({ path }) => path));
  return { files: change.files, gone: change.gone.filter((path) => !kept.has(path)) };
}

/** Documents that gain and lose a word. */
type WordChange = { gained: number[]; lost: number[] };

function wordChanges(changes: readonly LeadChange[], numbers: readonly number[]): Map<string, WordChange> {
  const found = new Map<string, WordChange>();
  const of = (word: string) => {
    const known = found.get(word);
    if (known) return known;
    const made: WordChange = { gained: [], lost: [] };
    found.set(word, made);
    return made;
  };
  for (const [at, { before, after }] of changes.entries()) {
    const [then, now] = [new Set(wordsOf(before)), new Set(wordsOf(after))];
    const number = numbers[at] ?? 0;
    for (const word of now) if (!then.has(word)) of(word).gained.push(number);
    for (const word of then) if (!now.has(word)) of(word).lost.push(number);
  }
  return found;
}

/** The number of each code's document. */
function numbersOf(
  root: SearchRoot,
  read: (path: string) => string,
  changes: readonly LeadChange[],
): number[] | null {
  const firsts = read(filePath('starts', 'all', root.titles)).split('\n');
  const numbers: number[] = [];
  for (const { entry } of changes) {
    const number = numberOf(root, read, firsts, entry);
    if (number === null) return null;
    numbers.push(number);
  }
  return numbers;
}

function numberOf(
  { ranges, documentsPerFile, titles }: SearchRoot,
  read: (path: string) => string,
  firsts: readonly string[],
  entry: LeadChange['entry'],
): number | null {
  const standing = standingOf(entry);
  let file = 0;
  for (const { set, standing: held, from, count } of ranges) {
    const files = Math.ceil(count / documentsPerFile);
    if (set === entry.set && held === standing) {
      const mine = firsts.slice(file, file + files);
      // Several pages of one code may lie on both sides of a seam.
      const first = Math.max(
        0,
        mine.findLastIndex((code) => code < entry.code),
      );
      for (let part = first; part < files && (mine[part] ?? '') <= entry.code; part += 1) {
        const lines = read(filePath('documents', file + part, titles)).split('\n');
        const place = lines.findIndex((line) => pathOf(line, set) === entry.path);
        if (place >= 0) return from + part * documentsPerFile + place;
      }
    }
    file += files;
  }
  return null;
}

function pathOf(line: string, set: string): string {
  const [display = '', , path = ''] = line.split('\t', 3);
  return path || `/${set}/${display}/`;
}

/** How many documents have a word, before and after. */
type Count = { word: string; before: number; after: number };

/** Puts the files of the words that changed in the place of those that were, in the root too. */
function changeWordFiles(
  { wordFiles }: SearchRoot,
  read: (path: string) => string,
  words: ReadonlyMap<string, WordChange>,
  change: IndexChange,
): Count[] {
  const meaning = aliasesByWord();
  const counts: Count[] = [];
  const hashes = wordFiles.starts.map((_, at) => hashAt(wordFiles.hashes, at));
  for (const [group, changed] of Map.groupBy(words, ([word]) => groupOf(word))) {
    const { from, files } = filesOf(wordFiles.starts, group);
    const names = wordFiles.starts
      .slice(from, from + files)
      .map((start, at) => filePath('words', start, hashes[from + at] ?? ''));
    change.gone.push(...names);
    const lines = new Map(
      names.flatMap((name) => read(name).split('\n').map(parseLine)).map((line) => [line.word, line]),
    );
    for (const [word, { gained, lost }] of changed) {
      const held = lines.get(word);
      const own = held?.own ?? '';
      const leads = changePostings(held?.leads ?? '', gained, lost);
      if (own === '' && leads === '' && !meaning.has(word)) lines.delete(word);
      else lines.set(word, { word, own, leads, aliases: held?.aliases ?? [] });
      const always = countOf(own);
      counts.push({ word, before: always + countOf(held?.leads ?? ''), after: always + countOf(leads) });
    }
    const made = wordFilesOf([...lines.values()].sort((a, b) => byText(a.word, b.word)));
    change.files.push(...made.map(({ file }) => file));
    wordFiles.starts.splice(from, files, ...made.map(({ start }) => start));
    hashes.splice(from, files, ...made.map(({ hash }) => hash));
  }
  wordFiles.hashes = hashes.join('');
  return counts;
}

/** The files of a group of words; none, where it is new, and then the place at which they belong. */
function filesOf(starts: readonly string[], group: string): { from: number; files: number } {
  const from = starts.findIndex((start) => groupOf(start) >= group);
  if (from < 0) return { from: starts.length, files: 0 };
  const end = starts.findIndex((start) => groupOf(start) > group);
  return { from, files: (end < 0 ? starts.length : end) - from };
}

/** Only a word that comes, goes or is of another size than before shows in the files of spellings. */
function changeSpellingFiles(
  { spellingFiles }: SearchRoot,
  read: (path: string) => string,
  counts: readonly Count[],
  change: IndexChange,
): void {
  const moved = counts.filter(
    ({ word, before, after }) => spellingOf(word, before) !== spellingOf(word, after),
  );
  const hashes = new Map(
    spellingFiles.sounds.map((sound, at) => [sound, hashAt(spellingFiles.hashes, at)] as const),
  );
  for (const [sound, some] of Map.groupBy(moved, ({ word }) => soundOf(word))) {
    const hash = hashes.get(sound);
    const name = hash === undefined ? null : filePath('spellings', sound, hash);
    if (name !== null) change.gone.push(name);
    const lines = new Map(
      (name === null ? [] : read(name).split('\n')).map((line) => [line.slice(0, -1), line]),
    );
    for (const { word, after } of some) {
      const line = spellingOf(word, after);
      if (line === null) lines.delete(word);
      else lines.set(word, line);
    }
    if (lines.size === 0) {
      hashes.delete(sound);
      continue;
    }
    const text = [...lines.keys()]
      .sort()
      .map((word) => lines.get(word))
      .join('\n');
    const made = indexFile('spellings', sound, text);
    change.files.push(made.file);
    hashes.set(sound, made.hash);
  }
  spellingFiles.sounds = [...hashes.keys()].sort();
  spellingFiles.hashes = spellingFiles.sounds.map((sound) => hashes.get(sound)).join('');
}
