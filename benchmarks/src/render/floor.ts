import { mkdirSync, writeFileSync } from 'node:fs';
import { literalPage } from './literal-page.ts';
import { readPages, readSite } from './pages-file.ts';

// The least that a generator in JavaScript can do: reads, parses, renders by template literals, and writes.

const [pages = '', siteFile = '', folder = ''] = process.argv.slice(2);
const site = readSite(siteFile);
for await (const page of readPages(pages)) {
  const target = `${folder}${page.path}`;
  mkdirSync(target, { recursive: true });
  writeFileSync(`${target}index.html`, literalPage(page, site));
}
