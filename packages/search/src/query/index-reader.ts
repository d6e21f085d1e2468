import { type FileKind, filePath, hashAt, rootPath, type SearchRoot } from '../text/root.ts';
import { soundOf } from '../text/sounds.ts';
import type { Standing } from '../text/standing.ts';

/** Gives the text of a file of the release; null where there is none. May throw where it cannot be read. */
export type LoadFile = (path: string) => Promise<string | null>;

/** A word as its file has it. */
export type IndexWord = { word: string; postings: string; leads: string; aliases: string[] };

/** `from`: the day of a state to come; empty where there is none. */
export type IndexDocument = { display: string; title: string; path: string; state: string; from: string };

/** Reads the files of one index, each once. */
export type IndexReader = {
  root: SearchRoot;
  /** The words of the file that holds a word, or would; with `completed`, also of the next that goes on with its longer ones. */
  words(word: string, completed?: boolean): Promise<ReadonlyMap<string, IndexWord>>;
  /** Words of which a mistyped one may be, with the size of their number of documents. */
  spellings(word: string): Promise<[word: string, size: number][]>;
  document(number: number): Promise<IndexDocument>;
  /** The first code of each file of documents. */
  starts(): Promise<string[]>;
};

/** The index of a release is gone, or damaged: its root is to be read anew. */
export class IndexGone extends Error {
  override name = 'IndexGone';
}

export async function openIndex(load: LoadFile): Promise<IndexReader | null> {
  const text = await load(rootPath);
  if (text === null) return null;
  const root: SearchRoot = JSON.parse(text);
  if (root.format !== 2) return null;
  return readerOf(root, load);
}

function readerOf(root: SearchRoot, load: LoadFile): IndexReader {
  const read = new Map<string, Promise<string[]>>();
  const parsed = new Map<number, ReadonlyMap<string, IndexWord>>();

  function lines(kind: FileKind, name: string | number, hash: string): Promise<string[]> {
    const path = filePath(kind, name, hash);
    const known = read.get(path);
    if (known) return known;
    const loading = load(path).then((text) => {
      if (text === null) throw new IndexGone();
      return text.split('\n');
    });
    loading.catch(() => read.delete(path));
    read.set(path, loading);
    return loading;
  }

  async function wordFile(at: number): Promise<ReadonlyMap<string, IndexWord>> {
    const known = parsed.get(at);
    if (known) return known;
    const words = new Map(
      (await lines('words', root.wordFiles.starts[at] ?? '', hashAt(root.wordFiles.hashes, at))).map(wordOf),
    );
    parsed.set(at, words);
    return words;
  }

  return {
    root,
    async words(word, completed = false) {
      const files = filesFor(root.wordFiles.starts, word).slice(0, completed ? mostFiles : 1);
      const found = await Promise.all(files.map(wordFile));
      return found.length === 1 && found[0] ? found[0] : new Map(found.flatMap((words) => [...words]));
    },
    async spellings(word) {
      const { sounds, hashes } = root.spellingFiles;
      const sound = soundOf(word);
      const at = sounds.indexOf(sound);
      if (at < 0) return [];
      return (await lines('spellings', sound, hashAt(hashes, at))).map((line) => [
        line.slice(0, -1),
        Number(line.slice(-1)),
      ]);
    },
    starts: () => lines('starts', 'all', root.titles),
    async document(number) {
      const { at, place, set } = placeOf(root, number);
      const all = await lines('documents', at, root.titles);
      const [display = '', title = '', path = '', state = '', from = ''] = (all[place] ?? '').split('\t');
      return { display, title, path: path || `/${set}/${display}/`, state: state || 'active', from };
    },
  };
}

function wordOf(line: string): [string, IndexWord] {
  const [word = '', postings = '', leads = '', ...aliases] = line.split('\t');
  return [word, { word, postings, leads, aliases }];
}

/** At most this many files complete a beginning: what needs more is too short to mean anything yet. */
const mostFiles = 2;

/** The files that may hold words with a beginning: `starts` are their first words, sorted. */
export function filesFor(starts: readonly string[], beginning: string): number[] {
  const first = Math.max(
    0,
    starts.findLastIndex((start) => start <= beginning),
  );
  const found = [first];
  for (let at = first + 1; at < starts.length && found.length < mostFiles; at += 1) {
    if (!(starts[at] ?? '').startsWith(beginning)) break;
    found.push(at);
  }
  return found;
}

/** Where a document lies: its file, its line there, its code set, and how it stands among the codes of that. */
export function placeOf(
  root: SearchRoot,
  number: number,
): { at: number; place: number; set: string; standing: Standing } {
  let file = 0;
  for (const { set, standing, from, count } of root.ranges) {
    if (number < from + count) {
      const inside = number - from;
      const part = Math.floor(inside / root.documentsPerFile);
      return { at: file + part, place: inside - part * root.documentsPerFile, set, standing };
    }
    file += Math.ceil(count / root.documentsPerFile);
  }
  throw new IndexGone();
}
