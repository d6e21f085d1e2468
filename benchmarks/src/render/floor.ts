import { mkdirSync, writeFileSync } from 'node:fs';
import { join, readPages, readPieces } from './pages-file.ts';

// The least that a generator in JavaScript can do: reads, parses, puts pieces and values together, and writes.

const [pages = '', pieces = '', folder = ''] = process.argv.slice(2);
const template = readPieces(pieces);
for await (const { path, values } of readPages(pages)) {
  const target = `${folder}${path}`;
  mkdirSync(target, { recursive: true });
  writeFileSync(`${target}index.html`, join(template, values));
}
