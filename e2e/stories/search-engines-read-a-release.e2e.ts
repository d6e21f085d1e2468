import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, askFolder } from '../src/crawl/ask.ts';
import { type Crawl, crawl, samplePages } from '../src/crawl/crawl.ts';
import { pageFaults } from '../src/crawl/page-faults.ts';
import { readPage } from '../src/crawl/read-page.ts';
import { sitemapFaults } from '../src/crawl/sitemaps.ts';
import { type Installation, plaincode, publishedInstallation } from '../src/installation.ts';

let installation: Installation;
let ask: Ask;
let found: Crawl;

beforeAll(async () => {
  installation = await publishedInstallation();
  const folder = join(installation.data, 'exported');
  expect(await plaincode(installation, ['release', 'export', folder])).toMatchObject({ status: 0 });
  ask = askFolder(folder);
  found = await crawl(ask, installation.site);
});

afterAll(() => installation?.stop());

test('every link leads somewhere, lists to every code, sitemaps to every page that may be shown', () => {
  expect(found.faults).toEqual([]);
});

test('the way leads through pages of every kind', () => {
  const kinds = Map.groupBy(found.pages.values(), ({ kind }) => kind);
  for (const [kind, least] of Object.entries({ code: 100, list: 20, 'code-set': 3, home: 1, other: 6 }))
    expect(kinds.get(kind as 'code')?.length, kind).toBeGreaterThanOrEqual(least);
  const codes = kinds.get('code') ?? [];
  expect(codes.some(({ sealed }) => sealed)).toBe(true);
  expect(codes.some(({ indexed }) => !indexed)).toBe(true);
  expect(found.listed).toBeGreaterThan(50);
  expect(samplePages(found.pages, 2).length).toBeGreaterThan(15);
});

/** What the crawl says of the site where the answers of one path are changed. */
async function faultsWith(path: string, change: (text: string) => string): Promise<readonly string[]> {
  const changed: Ask = async (asked) => {
    const answer = await ask(asked);
    return asked === path ? { ...answer, text: change(answer.text) } : answer;
  };
  return (await crawl(changed, installation.site)).faults;
}

test('what is wrong is found: a dead link, a code on no list, a page that no sitemap names', async () => {
  const dead = await faultsWith('/hcpcs/', (text) =>
    text.replace('</main>', '<p><a href="/hcpcs/none/">None</a></p></main>'),
  );
  expect(dead).toContain('/hcpcs/: /hcpcs/none/ is answered with 404');
  const lost = await faultsWith('/hcpcs/browse/A/', (text) =>
    text.replaceAll('href="/hcpcs/A0428/"', 'href="/hcpcs/A0425/"'),
  );
  expect(lost).toContain('/hcpcs/A0428/: no list leads to it');
  const link = '<p><a href="/hcpcs/browse/A/">A</a></p></main>';
  const apart: Ask = async (asked) => {
    const { status, text } = await ask(asked);
    if (asked === '/hcpcs/')
      return { status, text: text.replaceAll('href="/hcpcs/browse/A/"', 'href="/hcpcs/"') };
    return { status, text: asked === '/hcpcs/J9000/' ? text.replace('</main>', link) : text };
  };
  expect((await crawl(apart, installation.site)).faults).toContain(
    '/hcpcs/browse/A/: no list leads to it from the first page',
  );
  const unnamed = await faultsWith('/sitemaps/1.xml', (text) =>
    text.replace(/<url><loc>[^<]*\/hcpcs\/J9000\/.*\n/, ''),
  );
  expect(unnamed).toContain(`${installation.site}/hcpcs/J9000/: no sitemap names it`);
});

test('what is wrong with a page by itself is found, too', async () => {
  const path = '/hcpcs/J9000/';
  const { text } = await ask(path);
  const faultsOf = (html: string) =>
    pageFaults(readPage(path, html, installation.site), installation.site).join('\n');
  expect(faultsOf(text)).toBe('');
  expect(faultsOf(text.replaceAll('class="gated"', ''))).toContain('what stands behind the gate');
  expect(faultsOf(text.replace('"MedicalCode"', '"MedicalProcedure"'))).toContain('MedicalProcedure');
  expect(faultsOf(text.replace('"codeValue"', '"codeWord"'))).toContain('MedicalCode lacks codeValue');
  expect(faultsOf(text.replace('{"@context"', '{{"@context"'))).toContain('cannot be read');
  expect(faultsOf(text.replace('href="#content"', 'href="#contents"'))).toContain(
    `nothing is at ${path}#contents`,
  );
  const list = `<ul>${'<li><a href="/">Home</a></li>'.repeat(201)}</ul></main>`;
  expect(faultsOf(text.replace('</main>', list))).toContain('a list has 201 links');
});

test('a sitemap holds nothing but addresses with their days', async () => {
  const { text } = await ask('/sitemaps/1.xml');
  expect(sitemapFaults(text, 'urlset')).toEqual([]);
  expect(sitemapFaults(text, 'sitemapindex')).not.toEqual([]);
  for (const other of [
    text.replace('<lastmod>20', '<lastmod>2A'),
    text.replace(/<lastmod>[^<]*<\/lastmod>/, ''),
    text.replace('</url>', '<priority>1</priority></url>'),
    text.replace('</loc>', '?a&b</loc>'),
  ])
    expect(sitemapFaults(other, 'urlset')).not.toEqual([]);
});

test('a page ends where its document does', async () => {
  for (const path of found.pages.keys())
    expect((await ask(path)).text.trimEnd().slice(-100), path).toMatch(/<\/body>\s*<\/html>$/);
});
