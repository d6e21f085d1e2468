// node e2e/src/crawl-site.ts http://localhost:8080 [--keep FOLDER --most N]: follows every link of a running site and says
// what is wrong. With --keep, pages of every kind go into a folder, at most N (default 40) of each, for an HTML checker.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askSite } from './crawl/ask.ts';
import { crawl, furtherPages, samplePages } from './crawl/crawl.ts';
import { readPage } from './crawl/read-page.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, most: { type: 'string', default: '40' } },
});
const site = positionals[0]?.replace(/\/$/, '');
const most = Number(values.most);
if (site === undefined || !URL.canParse(site) || !Number.isInteger(most)) {
  console.error('Usage: node e2e/src/crawl-site.ts http://localhost:8080 [--keep FOLDER] [--most N]');
  process.exit(2);
}

const ask = askSite(site);
const started = Date.now();
const { canonical } = readPage('/', (await ask('/')).text, site);
const found = await crawl(ask, canonical.replace(/\/$/, ''), {
  onProgress: (asked, known) => {
    if (asked % 5_000 === 0) console.error(`${asked} of ${known} so far`);
  },
  onFault: (fault) => console.log(fault),
});
if (values.keep !== undefined) await keep(values.keep);

const kinds = Map.groupBy(found.pages.values(), ({ kind }) => kind);
for (const [kind, pages] of kinds) {
  const links = Math.max(...pages.map(({ linksInContent }) => linksInContent));
  console.log(`${kind}: ${pages.length} pages, at most ${links} links in the content of one`);
}
console.log(
  `${found.asked} addresses in ${Math.round((Date.now() - started) / 1000)} s, ${found.listed} in sitemaps`,
);
console.log(found.faults.length === 0 ? 'Nothing is wrong.' : `${found.faults.length} faults.`);
process.exitCode = found.faults.length === 0 ? 0 : 1;

async function keep(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const paths = [...samplePages(found.pages, most), ...furtherPages];
  for (const [at, path] of paths.entries()) {
    const name = `${String(at).padStart(4, '0')}${path.replaceAll(/[^\w.-]+/g, '_')}.html`;
    await writeFile(join(folder, name), (await ask(path)).text);
  }
  console.log(`${paths.length} pages in ${folder}`);
}
