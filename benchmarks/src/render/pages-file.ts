import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A page for other generators: its path, and what stands in the template's holes. */
export type PlainPage = { path: string; values: string[] };

/** Writes pages, one line of JSON each. */
export async function writePages(file: string, pages: Iterable<PlainPage>): Promise<void> {
  const lines = function* () {
    for (const page of pages) yield `${JSON.stringify(page)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
}

export async function* readPages(file: string): AsyncGenerator<PlainPage> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line);
}

/** The template's pieces, as they stand beside the pages. */
export const readPieces = (file: string): string[] => JSON.parse(readFileSync(file, 'utf8'));

/** The page itself. */
export function join(pieces: readonly string[], values: readonly string[]): string {
  let text = pieces[0] ?? '';
  for (const [at, value] of values.entries()) text += value + pieces[at + 1];
  return text;
}
