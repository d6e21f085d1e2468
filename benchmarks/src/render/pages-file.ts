import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PublicCodePage, SiteSettings } from '@plaincode/content-schemas';

/** Addresses that the site's build gave to its files. */
export type PageAssets = { style: string; font: string; script: string };

/** What all pages have in common. */
export type SiteOfPages = { site: SiteSettings; assets: PageAssets };

/** Writes pages as templates are given them, one line of JSON each. */
export async function writePages(file: string, pages: Iterable<PublicCodePage>): Promise<void> {
  const lines = function* () {
    for (const page of pages) yield `${JSON.stringify(page)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
}

export async function* readPages(file: string): AsyncGenerator<PublicCodePage> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line);
}

export const readSite = (file: string): SiteOfPages => JSON.parse(readFileSync(file, 'utf8'));
