import { changeLevels } from '../text/change-levels.ts';
import { changePostings } from '../text/change-postings.ts';
import { filePath, hashAt, rootPath, type SearchRoot } from '../text/root.ts';
import { soundOf } from '../text/sounds.ts';
import { standingOf } from '../text/standing.ts';
import { wordsOf } from '../text/words.ts';
import { aliasesByWord } from './aliases.ts';
import { documentLine } from './build-index.ts';
import type { SearchEntry } from './entry.ts';
import { impactsOf } from './impacts.ts';
import { byText, digestOf, type IndexFile, indexFile, spellingOf, wordFilesOf } from './index-files.ts';
import { countOf, parseLine } from './indexed-words.ts';
import { groupOf } from './split.ts';

/** What lookup knows of one code, as the index has it and as it is to be. */
export type EntryChange = { before: SearchEntry; after: SearchEntry };

/** What a change makes of an index: files that are new, and addresses that are no longer part of it. */
export type IndexChange = { files: IndexFile[]; gone: string[] };

/**
 * Changes titles, texts and beginnings of explanations in an index: the same bytes as a whole build would give, at a cost that
 * follows the words that changed and not the codes held; only a title has the files of titles read. `read` gives the text of a
 * file of the index as it is. Null where it is to be built anew: for a code that the index does not know, for what moves a
 * code among the others, and for the text of a set with headers, whose words are handed down to others.
 */
export function changeEntries(
  read: (path: string) => string,
  changes: readonly EntryChange[],
): IndexChange | null {
  const root: SearchRoot = JSON.parse(read(rootPath));
  if (!changes.every((change) => canBeChanged(root, change))) return null;
  const places = placesOf(root, read, changes);
  if (places === null) return null;
  const words = wordChanges(changes, places);
  const change: IndexChange = { files: [], gone: [] };
  changeDocumentFiles(root, read, { changes, places }, change);
  const spellings = changeWordFiles(root, read, words, change);
  changeSpellingFiles(root, read, spellings, change);
  change.files.push({ path: rootPath, mediaType: 'application/json', text: JSON.stringify(root) });
  const kept = new Set(change.files.map(({ path }) => path));
  return { files: change.files, gone: change.gone.filter((path) => !kept.has(path)) };
}

function canBeChanged({ ranges }: SearchRoot, { before, after }: EntryChange): boolean {
  const { title, text, lead } = before;
  if (JSON.stringify({ ...after, title, text, lead }) !== JSON.stringify(before)) return false;
  return (
    text === after.text || !ranges.some(({ set, standing }) => set === after.set && standing === 'header')
  );
}

/** What a word's documents are to be: those of explanations that gain and lose it, and levels of official texts. */
type WordChange = { gained: number[]; lost: number[]; moved: Map<number, number | null> };

function wordChanges(changes: readonly EntryChange[], places: readonly Place[]): Map<string, WordChange> {
  const found = new Map<string, WordChange>();
  const of = (word: string) => {
    const known = found.get(word);
    if (known) return known;
    const made: WordChange = { gained: [], lost: [], moved: new Map() };
    found.set(word, made);
    return made;
  };
  for (const [at, { before, after }] of changes.entries()) {
    const { document = 0 } = places[at] ?? {};
    const [then, now] = [new Set(wordsOf(before.lead)), new Set(wordsOf(after.lead))];
    for (const word of now) if (!then.has(word)) of(word).gained.push(document);
    for (const word of then) if (!now.has(word)) of(word).lost.push(document);
    if (before.text === after.text) continue;
    const [held, level] = [impactsOf(before), impactsOf(after)];
    for (const word of new Set([...held.keys(), ...level.keys()]))
      if (held.get(word) !== level.get(word)) of(word).moved.set(document, level.get(word) ?? null);
  }
  return found;
}

/** Where a code's document stands: its number, its file, and its line in that. */
type Place = { document: number; file: number; line: number };

function placesOf(
  root: SearchRoot,
  read: (path: string) => string,
  changes: readonly EntryChange[],
): Place[] | null {
  const firsts = read(filePath('starts', 'all', root.titles)).split('\n');
  const places: Place[] = [];
  for (const { after } of changes) {
    const place = placeOf(root, read, firsts, after);
    if (place === null) return null;
    places.push(place);
  }
  return places;
}

function placeOf(
  { ranges, documentsPerFile, titles }: SearchRoot,
  read: (path: string) => string,
  firsts: readonly string[],
  entry: SearchEntry,
): Place | null {
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
        const line = lines.findIndex((one) => pathOf(one, set) === entry.path);
        if (line >= 0) return { document: from + part * documentsPerFile + line, file: file + part, line };
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

/** One hash of all titles names their files: with one title changed, all are under new names. */
function changeDocumentFiles(
  root: SearchRoot,
  read: (path: string) => string,
  { changes, places }: { changes: readonly EntryChange[]; places: readonly Place[] },
  change: IndexChange,
): void {
  const lines = changes.flatMap(({ before, after }, at) => {
    const [then, now] = [documentLine(before), documentLine(after)];
    const place = places[at];
    return place && then !== now ? [{ ...place, now }] : [];
  });
  if (lines.length === 0) return;
  const held = root.ranges.reduce((sum, { count }) => sum + Math.ceil(count / root.documentsPerFile), 0);
  const texts = Array.from({ length: held }, (_, at) => read(filePath('documents', at, root.titles)));
  for (const [file, some] of Map.groupBy(lines, ({ file }) => file)) {
    const made = texts[file]?.split('\n') ?? [];
    for (const { line, now } of some) made[line] = now;
    texts[file] = made.join('\n');
  }
  const starts = read(filePath('starts', 'all', root.titles));
  const namesOf = (digest: string) => [
    ...texts.map((text, at) => indexFile('documents', at, text, digest).file),
    indexFile('starts', 'all', starts, digest).file,
  ];
  change.gone.push(...namesOf(root.titles).map(({ path }) => path));
  root.titles = digestOf(texts.join('\n'));
  change.files.push(...namesOf(root.titles));
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
    for (const [word, { gained, lost, moved }] of changed) {
      const held = lines.get(word);
      const [ownBefore, leadsBefore] = [held?.own ?? '', held?.leads ?? ''];
      const own = moved.size > 0 ? changeLevels(ownBefore, moved) : ownBefore;
      const leads = gained.length + lost.length > 0 ? changePostings(leadsBefore, gained, lost) : leadsBefore;
      if (own === '' && leads === '' && !meaning.has(word)) lines.delete(word);
      else lines.set(word, { word, own, leads, aliases: held?.aliases ?? [] });
      const count = (one: string, other: string) => countOf(one) + countOf(other);
      counts.push({ word, before: count(ownBefore, leadsBefore), after: count(own, leads) });
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
