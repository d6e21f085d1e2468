import { brotliCompressSync, constants } from 'node:zlib';
import type { IndexFile } from '../index/index-files.ts';
import { type IndexReader, openIndex } from '../query/index-reader.ts';
import { lookUp } from '../query/lookup.ts';
import type { TypedQuery } from './typed-queries.ts';

export type Missed = { typed: string; code: string; found: string[] };

export type Asked = {
  missed: Missed[];
  /** For each query, in its order: bytes fetched by a reader who has nothing yet, root included, in brotli. */
  coldBytes: number[];
  /** For each query: milliseconds from the last key to results, with its files held; the median of `runs`. */
  warmMilliseconds: number[];
};

/** Results that the list under the search box shows, and among how many of them a code must be. */
const shown = 8;
const first = 5;

/** A file of an index, and how many bytes are sent of it. */
export type FetchedFile = { text: string; bytes: number };

/** Null where the index has no such file. */
export type FetchFile = (path: string) => Promise<FetchedFile | null>;

/** The files of an index that was just built, as the gate would send them. */
export function filesOf(index: readonly IndexFile[]): FetchFile {
  const texts = new Map(index.map(({ path, text }) => [path, text]));
  return keeping(async (path) => {
    const text = texts.get(path);
    return text === undefined ? null : { text, bytes: brotliSize(text) };
  });
}

/** Fetches each file once. */
export function keeping(fetchFile: FetchFile): FetchFile {
  const fetched = new Map<string, Promise<FetchedFile | null>>();
  return (path) => {
    const file = fetched.get(path) ?? fetchFile(path);
    fetched.set(path, file);
    return file;
  };
}

/** Asks every query of an index. */
export async function askAll(fetchFile: FetchFile, queries: readonly TypedQuery[], runs = 1): Promise<Asked> {
  const asked: Asked = { missed: [], coldBytes: [], warmMilliseconds: [] };
  for (const [typed, code] of queries) {
    let bytes = 0;
    const reader = await openIndex(async (path) => {
      const file = await fetchFile(path);
      bytes += file?.bytes ?? 0;
      return file?.text ?? null;
    });
    if (!reader) throw new Error('the index has no root');
    const { groups } = await lookUp(reader, { typed, most: shown });
    const found = groups.flatMap(({ hits }) => hits.map(({ display }) => display));
    if (!found.slice(0, first).includes(code)) asked.missed.push({ typed, code, found });
    asked.coldBytes.push(bytes);
    asked.warmMilliseconds.push(await warmTime(reader, typed, runs));
  }
  return asked;
}

async function warmTime(reader: IndexReader, typed: string, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await lookUp(reader, { typed, most: shown });
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** As the gate sends files that never change. */
const brotliSize = (text: string): number =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  }).length;
