import type { Standing } from './standing.ts';

/** The address of the index's root; its other files have their hash in their name. */
export const rootPath = '/search/index.json';

/** Documents with one standing in one code set, numbered one after the other, in the order of their codes. */
export type Range = {
  set: string;
  standing: Standing;
  from: number;
  /** How many. */
  count: number;
  /** Characters that its codes have, ascending: a lookup reads no file for a code that none of them can be. A release made before has none. */
  lengths?: number[];
};

/** What the root says: the one file that a lookup always reads. */
export type SearchRoot = {
  format: 2;
  /** What it was made with and of, for the publisher to compare. */
  made: string;
  documents: number;
  /** Id and name of each code set, in the order of the site. */
  sets: { id: string; name: string }[];
  ranges: Range[];
  /** Documents a file; no file crosses a range. */
  documentsPerFile: number;
  /** One hash of all titles names the files of documents, and their list of first codes: titles change rarely. */
  titles: string;
  /** For each file of words: its first word, by which it is named. */
  wordFiles: { starts: string[]; hashes: string };
  /** For each file of spellings: the sound with which its words begin. */
  spellingFiles: { sounds: string[]; hashes: string };
};

/** Hex digits of a hash in a name. */
export const hashDigits = 6;

export const hashAt = (hashes: string, at: number): string =>
  hashes.slice(at * hashDigits, (at + 1) * hashDigits);

export type FileKind = 'documents' | 'starts' | 'words' | 'spellings';

/** Characters of a name that a file system takes with ease: a word may be longer. */
const longestName = 60;

/** Under `/assets/`, whose files never change: a browser that has one need not ask again. */
export const filePath = (kind: FileKind, name: string | number, hash: string): string =>
  `/assets/search/${kind}-${String(name).slice(0, longestName)}.${hash}.txt`;
