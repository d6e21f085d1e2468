import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appCommand, type Installation, plaincode, seededInstallation } from '../src/installation.ts';
import { publishLines } from '../src/site.ts';

let installation: Installation;
/** The exported release: its paths, such as `/hcpcs/J9000/`, to the text of their files. */
const files = new Map<string, string>();

beforeAll(async () => {
  installation = await seededInstallation();
  const exported = await appCommand(installation, 'apps/cms/src/cli/main.ts', ['export']);
  expect(exported, exported.stderr).toMatchObject({ status: 0 });
  await publishLines(installation, exported.stdout);
  const folder = join(installation.data, 'exported');
  expect(await plaincode(installation, ['release', 'export', folder])).toMatchObject({ status: 0 });
  for (const name of await readdir(folder, { recursive: true }))
    if (/\.(html|xml|txt)$/.test(name))
      files.set(`/${name.replace(/index\.html$/, '')}`, await readFile(join(folder, name), 'utf8'));
});

afterAll(() => installation?.stop());

const textsOf = (text: string, element: string): string[] =>
  [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, inner = '']) => inner);

const fileOf = (address: string): string => {
  expect(address.startsWith(`${installation.site}/`), address).toBe(true);
  const text = files.get(address.slice(installation.site.length));
  if (text === undefined) throw new Error(`${address} is not in the release`);
  return text;
};

const pagesOf = () => [...files].filter(([path]) => path.endsWith('/') && path !== '/404.html');

/** The addresses of every sitemap that robots.txt leads to, with their days. */
function listed(): Map<string, string> {
  const [, index = ''] = /^Sitemap: (\S+)$/m.exec(files.get('/robots.txt') ?? '') ?? [];
  const found = new Map<string, string>();
  for (const sitemap of textsOf(fileOf(index), 'loc'))
    for (const [, address = '', day = ''] of fileOf(sitemap).matchAll(
      /<url><loc>([^<]*)<\/loc><lastmod>([^<]*)<\/lastmod><\/url>/g,
    ))
      found.set(address, day);
  return found;
}

test('robots.txt leads to sitemaps that keep to the protocol', () => {
  const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
  const sitemaps = [...files].filter(([path]) => path.endsWith('.xml'));
  expect(sitemaps.length).toBeGreaterThan(1);
  for (const [path, text] of sitemaps) {
    expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n'), path).toBe(true);
    const root = path === '/sitemap.xml' ? 'sitemapindex' : 'urlset';
    expect(text, path).toMatch(new RegExp(`<${root} ${namespace}>[^]*</${root}>\\s*$`));
    const [addresses, days] = [textsOf(text, 'loc'), textsOf(text, 'lastmod')];
    expect(addresses.length, path).toBeGreaterThan(0);
    expect(addresses.length, path).toBeLessThanOrEqual(50_000);
    expect(Buffer.byteLength(text), path).toBeLessThan(50 * 1024 * 1024);
    expect(days.length, path).toBe(addresses.length);
    for (const day of days) {
      expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(Number.isNaN(Date.parse(day)), day).toBe(false);
    }
    const untagged = text.replaceAll(
      /<\?xml[^>]*\?>|<\/?(?:sitemapindex|urlset|sitemap|url|loc|lastmod)\b[^>]*>/g,
      '',
    );
    expect(untagged, 'nothing but elements of the protocol').not.toMatch(/<|&(?!amp;)/);
  }
});

test('a sitemap names each page once that search engines may show, and no other', () => {
  const named = listed();
  const shown = pagesOf().filter(([path, html]) => {
    const canonical = /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
    const own = canonical === installation.site + path;
    return own && !html.includes('name="robots" content="noindex"') && html.includes('"MedicalCode"');
  });
  expect(shown.length).toBeGreaterThan(50);
  for (const [path] of shown) expect(named.has(installation.site + path), path).toBe(true);
  for (const address of named.keys()) {
    const html = fileOf(address);
    expect(html, address).not.toContain('content="noindex"');
    expect(html, address).toContain(`<link rel="canonical" href="${address}"`);
  }
});

type Thing = Record<string, unknown> & { '@type': string };

const required: Record<string, string[]> = {
  MedicalWebPage: ['@id', 'url', 'name', 'inLanguage', 'mainEntity', 'publisher', 'isAccessibleForFree'],
  MedicalCode: ['@id', 'codeValue', 'codingSystem', 'inCodeSet', 'name'],
  BreadcrumbList: ['itemListElement'],
  WebSite: ['name', 'url', 'publisher'],
};

/** What schema.org gives each type that pages use, as far as they use it. */
const allowed: Record<string, string[]> = {
  MedicalWebPage: [
    ...['@id', 'url', 'name', 'inLanguage', 'mainEntity', 'publisher', 'isAccessibleForFree', 'hasPart'],
    ...['lastReviewed', 'dateModified', 'reviewedBy'],
  ],
  MedicalCode: ['@id', 'codeValue', 'codingSystem', 'inCodeSet', 'name', 'description'],
  CategoryCodeSet: ['name', 'url'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name', 'item'],
  WebSite: ['name', 'url', 'publisher'],
  WebPageElement: ['isAccessibleForFree', 'cssSelector'],
  Organization: ['name', 'url'],
  Person: ['name'],
};

test('JSON-LD uses no type and no property that schema.org does not have there', () => {
  const seen = new Set<string>();
  for (const [path, html] of pagesOf()) {
    const [, json = '{}'] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html) ?? [];
    for (const thing of typedThings(JSON.parse(json))) {
      const { '@type': type, ...properties } = thing;
      seen.add(type);
      expect(allowed, path).toHaveProperty(type);
      expect(allowed[type], `${path}: ${type}`).toEqual(expect.arrayContaining(Object.keys(properties)));
    }
  }
  expect(seen.size).toBeGreaterThanOrEqual(8);
});

/** Everything in a document that names its type, however deep. */
function typedThings(value: unknown): Thing[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.values(value).flatMap(typedThings);
  return '@type' in value ? [value as Thing, ...within] : within;
}

test('what pages say of themselves as JSON-LD can be read, and lacks nothing', () => {
  const seen = new Map<string, number>();
  for (const [path, html] of pagesOf()) {
    const [, json] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html) ?? [];
    if (json === undefined) continue;
    const data = JSON.parse(json) as { '@context': string; '@graph': Thing[] };
    expect(data['@context'], path).toBe('https://schema.org');
    for (const thing of data['@graph']) {
      const type = thing['@type'];
      seen.set(type, (seen.get(type) ?? 0) + 1);
      expect(required, `${path}: ${type}`).toHaveProperty(type);
      for (const field of required[type] ?? [])
        expect([undefined, null, ''], `${path}: ${type} ${field}`).not.toContain(thing[field]);
      if (type === 'BreadcrumbList') expectCrumbs(path, thing);
      if (type === 'MedicalWebPage') expectAccess(path, html, thing);
    }
  }
  expect(seen.get('MedicalCode')).toBeGreaterThan(100);
  expect(seen.get('MedicalWebPage')).toBe(seen.get('MedicalCode'));
  expect(seen.get('BreadcrumbList')).toBeGreaterThan(seen.get('MedicalCode') ?? 0);
  expect(seen.get('WebSite')).toBe(1);
});

/** Crumbs are counted from one, end at the page itself, and lead to pages that are there. */
function expectCrumbs(path: string, { itemListElement }: Thing): void {
  const crumbs = itemListElement as { '@type': string; position: number; name: string; item: string }[];
  expect(crumbs.map(({ position }) => position)).toEqual(crumbs.map((_, at) => at + 1));
  for (const { name, item } of crumbs) {
    expect(name, path).not.toBe('');
    fileOf(item);
  }
  expect(crumbs.at(-1)?.item, path).toBe(installation.site + path);
}

/** A page with an envelope says which of its places stand behind the gate; they are there. */
function expectAccess(path: string, html: string, { isAccessibleForFree, hasPart }: Thing): void {
  const sealed = html.includes('<template data-envelope');
  expect(isAccessibleForFree, path).toBe(!sealed);
  if (!sealed) return;
  expect(hasPart, path).toMatchObject({ isAccessibleForFree: false, cssSelector: '.gated' });
  expect(html, path).toContain('class="gated"');
}

test('every page has a title and a description of its own that fit a result list', () => {
  const titles = new Map<string, string>();
  for (const [path, html] of pagesOf()) {
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
    const description = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(title.length, path).toBeGreaterThan(5);
    expect(title.length, path).toBeLessThan(140);
    expect(description.length, path).toBeGreaterThan(10);
    expect(description.length, path).toBeLessThan(320);
    expect(titles.get(title), `${path}: the title of ${titles.get(title)}`).toBeUndefined();
    titles.set(title, path);
  }
});

test('a page ends where its document does', () => {
  for (const [path, text] of pagesOf())
    expect(text.trimEnd().slice(-100), path).toMatch(/<\/body>\s*<\/html>$/);
});
