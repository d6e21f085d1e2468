import { hash } from 'node:crypto';
import { type FileKind, filePath, hashDigits } from '../text/root.ts';
import { type IndexedWord, lineOf } from './indexed-words.ts';
import { type Line, splitLines } from './split.ts';

/** A file of the index, at its address in the release. */
export type IndexFile = { path: string; mediaType: string; text: string };

/** A file with the hash in its name. */
export type HashedFile = { file: IndexFile; hash: string };

/** Characters of a file of words before compression. */
const wordFileSize = 3_000;

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const digestOf = (text: string): string => hash('sha256', text, 'hex').slice(0, hashDigits);

/** A file under the hash of its text, or under one that it shares with others. */
export function indexFile(
  kind: FileKind,
  name: string | number,
  text: string,
  digest: string = digestOf(text),
): HashedFile {
  const file = { path: filePath(kind, name, digest), mediaType: 'text/plain; charset=utf-8', text };
  return { file, hash: digest };
}

/** Sorted words as files, each named by its first. */
export function wordFilesOf(words: readonly IndexedWord[]): ({ start: string } & HashedFile)[] {
  return splitLines(words.map(lineOf), wordFileSize).map(({ start, lines }) => ({
    start,
    ...indexFile('words', start, textOf(lines)),
  }));
}

const textOf = (lines: readonly Line[]): string =>
  lines.map(({ word, text }) => `${word}\t${text}`).join('\n');

/** A word of four letters or more with the size of its number of documents; null where it helps no mistyped word. */
export function spellingOf(word: string, documents: number): string | null {
  if (documents === 0 || word.length < 4 || !/^[a-z]/.test(word)) return null;
  return word + Math.min(9, Math.floor(Math.log2(documents)));
}
