import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { CodePageRecord, ExportLine, GrantAnswer, SealedTier } from '@plaincode/content-schemas';
import { openEnvelope } from '@plaincode/sealing/open';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { barSays } from '../src/gate-states.ts';
import { appCommand, type Installation, plaincode, seededInstallation } from '../src/installation.ts';
import { envelopesIn, type PageEnvelope } from '../src/page-envelopes.ts';
import { publishLines, serveSite } from '../src/site.ts';

/** A mark planted in one gated field: where it stands, which tier must open it, and whether it is a descriptor's. */
type Canary = { mark: string; path: string; tier: SealedTier; official: boolean };

/** Of the search index: the files of words. */
type SearchFiles = { wordFiles: { starts: string[]; hashes: string } };

let installation: Installation;
const canaries: Canary[] = [];
const pages: string[] = [];
const sealedDescriptors: string[] = [];

beforeAll(async () => {
  installation = await seededInstallation();
  const exported = await appCommand(installation, 'apps/cms/src/cli/main.ts', ['export']);
  expect(exported, exported.stderr).toMatchObject({ status: 0 });
  const lines = exported.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ExportLine);
  const planted = lines.map((line) => JSON.stringify(plant(line))).join('\n');
  await publishLines(installation, `${planted}\n`);
  installation = await serveSite(installation);
});

afterAll(async () => {
  await installation?.stop();
});

test('every starter page with a gated text carries canaries, on every tier', () => {
  expect(new Set(canaries.map(({ path }) => path)).size).toBeGreaterThan(50);
  expect(new Set(canaries.map(({ tier }) => tier))).toEqual(new Set(['metered', 'registered', 'subscriber']));
});

test('no file of the release holds a canary', async () => {
  const store = join(installation.data, 'store');
  const files = (await readdir(store, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const text = await readFile(join(file.parentPath, file.name), 'latin1');
    expect(text.includes('canary'), file.name).toBe(false);
  }
});

test('no answer of the gate to a guest holds a canary', async () => {
  for (const path of pages) {
    for (const encoding of ['identity', 'gzip', 'br']) {
      const answer = await fetch(installation.site + path, { headers: { 'Accept-Encoding': encoding } });
      expect(await answer.text(), path).not.toContain('canary');
    }
  }
  for (const path of ['/no-such-page/', '/api/views?page=/', '/api/account', '/robots.txt'])
    expect(await (await fetch(installation.site + path)).text()).not.toContain('canary');
});

test('a release that is exported as a plain folder holds none either, in any kind of file', async () => {
  const folder = join(installation.data, 'exported');
  const exported = await plaincode(installation, ['release', 'export', folder]);
  expect(exported, exported.stderr).toMatchObject({ status: 0 });
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const kinds = new Set(names.map((name) => extname(name)));
  for (const kind of ['.html', '.xml', '.txt', '.json', '.js', '.css']) expect(kinds).toContain(kind);
  expect(kinds, 'source maps would show the source').not.toContain('.map');
  let described = 0;
  for (const name of names) {
    const text = await readFile(name, 'latin1');
    expect(text, name).not.toContain('canary');
    described += text.split('application/ld+json').length - 1;
  }
  expect(described).toBeGreaterThan(pages.length / 2);
});

test('what is printed holds none: not before opening, and afterwards only what was opened', async () => {
  const [first, second] = pagesWith('metered', 'registered');
  if (!first || !second) throw new Error('the starter has two gated pages');
  const browser = await launchBrowser();
  const page = await (await browser.newContext({ baseURL: installation.site })).newPage();
  const printed = async () => {
    await page.emulateMedia({ media: 'print' });
    const texts = await page.locator('body').allInnerTexts();
    await page.emulateMedia({ media: 'screen' });
    return texts.join();
  };
  await page.goto(first);
  await barSays(page, '0 code page views remaining');
  const marks = (tier: SealedTier) =>
    canaries.filter((canary) => canary.path === first && canary.tier === tier).map(({ mark }) => mark);
  const opened = await printed();
  for (const mark of marks('metered')) expect(opened).toContain(mark);
  for (const mark of marks('registered')) expect(opened).not.toContain(mark);
  expect(opened).toContain(`${installation.site}${first}`);
  await page.goto(second);
  await barSays(page, '0 code page views remaining');
  expect(await printed()).not.toContain('canary');
  await browser.close();
});

test('no answer of the gate holds one: refusals, errors, reports, search, an account’s own data', async () => {
  const cookie = await register('reader@example.org');
  const [first = '', second = ''] = pagesWith('metered', 'registered');
  await ask(first, await envelopesOf(first), cookie);
  const asked: [string, RequestInit?][] = [
    [`/api/views?page=${first}`],
    ['/api/views?page=nowhere'],
    ['/api/account'],
    ['/api/account/history'],
    ['/api/account/sessions'],
    ['/api/account/export'],
    ['/api/account/check-mail'],
    ['/api/account/verify?token=none'],
    ['/api/account/reset?token=none'],
    ['/api/nothing-here'],
    ['/healthz'],
    ['/sitemap.xml'],
    ['/robots.txt'],
    ['/search/?q=planted'],
    ['/no-such-page/'],
    [`${first.toLowerCase()}index.html`],
    ['/api/grants', post({ page: second, envelopes: [{ tier: 'registered', revision: 'A'.repeat(22) }] })],
    ['/api/grants', post({ page: second, envelopes: [] })],
    ['/api/grants', post('no JSON')],
    [
      '/api/errata',
      post({ page: second, words: 'The dose of this code looks wrong.', place: 'explanation' }),
    ],
    ['/api/errata', post({ page: second, words: 'short' })],
    ['/api/account/login', post({ email: 'reader@example.org', password: 'not the password' })],
    ['/internal/errata'],
  ];
  for (const [address, init] of asked) {
    const answer = await fetch(installation.site + address, {
      ...init,
      headers: { ...init?.headers, Cookie: cookie },
    });
    const headers = JSON.stringify([...answer.headers]);
    expect(headers + (await answer.text()), address).not.toContain('canary');
  }
});

test('the search index is in the release, knows open words, and no canary', async () => {
  const index = (await (await fetch(`${installation.site}/search/index.json`)).json()) as SearchFiles;
  expect(index.wordFiles.starts.length).toBeGreaterThan(0);
  const open = await (await fetch(`${installation.site}/search?q=wheelchair`)).text();
  expect(open).toContain('/hcpcs/K0001/');
  for (const words of ['canary', canaries[0]?.mark ?? '', 'canary 12 end', 'planted canary']) {
    const answer = await (await fetch(`${installation.site}/search?q=${encodeURIComponent(words)}`)).text();
    const results = answer.slice(answer.indexOf('<!--results-->'), answer.indexOf('<!--/results-->'));
    expect(results.replace(/“[^”]*”/, ''), words).not.toContain('canary');
  }
});

test('the search index has a word of a sealed descriptor only where an open page has it too', async () => {
  const { wordFiles } = (await (await fetch(`${installation.site}/search/index.json`)).json()) as SearchFiles;
  const indexed = new Set<string>();
  for (const [at, start] of wordFiles.starts.entries()) {
    const hash = wordFiles.hashes.slice(at * 6, at * 6 + 6);
    const file = await fetch(`${installation.site}/assets/search/words-${start.slice(0, 60)}.${hash}.txt`);
    expect(file.status).toBe(200);
    for (const line of (await file.text()).split('\n')) {
      const [word = '', official, explained] = line.split('\t');
      // A word without documents is an abbreviation of ours.
      if (official || explained) indexed.add(word);
    }
  }
  const html = await Promise.all(pages.map(async (path) => (await fetch(installation.site + path)).text()));
  const open = html.join(' ').toLowerCase();
  const sealed = new Set(sealedDescriptors.flatMap((text) => text.toLowerCase().match(/[a-z]{4,}/g) ?? []));
  expect(sealed.size).toBeGreaterThan(20);
  expect([...sealed].some((word) => !open.includes(word))).toBe(true);
  for (const word of sealed) expect(indexed.has(word) && !open.includes(word), word).toBe(false);
});

test('a guest is granted the metered key of one page and nothing more', async () => {
  const [first, second] = pagesWith('metered', 'registered');
  if (!first || !second) throw new Error('the starter has two gated pages');
  const envelopes = await envelopesOf(first);
  const { answer, cookie } = await ask(first, envelopes);
  expect(answer).toMatchObject({ outcome: 'granted', charged: true, keys: [{ tier: 'metered' }] });
  const again = await ask(second, await envelopesOf(second), cookie);
  expect(again.answer).toMatchObject({ outcome: 'refused', reason: 'no-views-left' });
  expect(JSON.stringify([answer, again.answer])).not.toContain('canary');
});

test('every canary is found after opening with the granted keys', async () => {
  const cookie = await register('opener@example.org');
  for (const path of new Set(canaries.map((canary) => canary.path))) {
    await acceptTerms(path, cookie);
    const opened = await openAll(path, cookie);
    for (const { mark, tier } of canaries.filter((canary) => canary.path === path))
      expect(opened.get(tier), path).toContain(mark);
  }
});

test('until terms are accepted, the granted keys open all but the descriptors that they cover', async () => {
  const cookie = await register('reads-no-terms@example.org');
  const pathsOf = (wanted: boolean) =>
    new Set(canaries.filter(({ official }) => official === wanted).map(({ path }) => path));
  const written = pathsOf(false);
  const explained = [...pathsOf(true)].filter((path) => written.has(path));
  expect(explained.length).toBeGreaterThan(3);
  for (const path of explained) {
    const opened = await openAll(path, cookie);
    for (const { mark, tier, official } of canaries.filter((canary) => canary.path === path))
      expect(opened.get(tier)?.includes(mark) ?? false, path).toBe(!official);
  }
});

/** Plants a canary in every gated field; gives registered readers every tier without limit, so that all can be opened. */
function plant(line: ExportLine): ExportLine {
  if (line.type === 'header') {
    const registered = {
      views: null,
      opening: 'on-request',
      opens: ['metered', 'registered', 'subscriber'],
    } as const;
    return {
      ...line,
      plan: {
        ...line.plan,
        plans: { ...line.plan.plans, registered: { ...registered, opens: [...registered.opens] } },
      },
    };
  }
  if (line.type !== 'page') return line;
  pages.push(line.record.path);
  return line.record.kind === 'code' ? { ...line, record: plantInCode(line.record) } : line;
}

function plantInCode(record: CodePageRecord): CodePageRecord {
  const mark = (tier: CodePageRecord['descriptors']['tier'], official = false): string => {
    if (tier === 'open') return '';
    const canary = { mark: `canary-${canaries.length}-end`, path: record.path, tier, official };
    canaries.push(canary);
    return ` ${canary.mark}`;
  };
  const { descriptors, explanation, sections } = record;
  if (descriptors.tier !== 'open') sealedDescriptors.push(descriptors.long.value);
  const text = <T extends { value: string } | null>(fact: T): T =>
    fact === null ? fact : { ...fact, value: fact.value + mark(descriptors.tier, true) };
  const paragraph = (tier: SealedTier) => ({
    type: 'paragraph' as const,
    content: [{ text: `Planted${mark(tier)}.` }],
  });
  return {
    ...record,
    descriptors: {
      ...descriptors,
      long: text(descriptors.long),
      medium: text(descriptors.medium),
      short: text(descriptors.short),
      // The starter's files bring neither; where the descriptor is sealed, these are planted whole.
      consumer: descriptors.tier === 'open' ? descriptors.consumer : text(descriptors.long),
      clinician: descriptors.tier === 'open' ? descriptors.clinician : [text(descriptors.long)],
      // A wording is printed as what it changed; the earliest, which changed nothing, as it is.
      wordings: descriptors.wordings.map((one) =>
        one.changed
          ? { ...one, changed: [...one.changed, { kind: 'added', text: text(one.long).value }] }
          : { ...one, long: text(one.long) },
      ),
    },
    explanation:
      explanation === null || explanation.tier === 'open'
        ? explanation
        : { ...explanation, body: [...explanation.body, paragraph(explanation.tier)] },
    sections: sections.map((section) =>
      section.held && section.tier !== 'open'
        ? { ...section, body: [...section.body, paragraph(section.tier)] }
        : section,
    ),
  };
}

function pagesWith(...tiers: SealedTier[]): string[] {
  const has = (path: string, tier: SealedTier) =>
    canaries.some((canary) => canary.path === path && canary.tier === tier);
  return [...new Set(canaries.map(({ path }) => path))].filter((path) =>
    tiers.every((tier) => has(path, tier)),
  );
}

async function envelopesOf(path: string): Promise<PageEnvelope[]> {
  return envelopesIn(await (await fetch(installation.site + path)).text());
}

async function ask(
  page: string,
  envelopes: PageEnvelope[],
  cookie = '',
): Promise<{ answer: GrantAnswer; cookie: string }> {
  const response = await fetch(`${installation.site}/api/grants`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify({ page, envelopes: envelopes.map(({ tier, revision }) => ({ tier, revision })) }),
  });
  return { answer: (await response.json()) as GrantAnswer, cookie: cookiesOf(response) || cookie };
}

/** What a reader's keys open of a page, by tier. */
async function openAll(path: string, cookie: string): Promise<Map<SealedTier, string>> {
  const envelopes = await envelopesOf(path);
  const { answer } = await ask(path, envelopes, cookie);
  if (answer.outcome !== 'granted') throw new Error(`${path}: ${answer.reason}`);
  const opened = new Map<SealedTier, string>();
  for (const { tier, revision, key } of answer.keys) {
    const envelope = envelopes.find((one) => one.revision === revision);
    if (!envelope) throw new Error(`${path}: a key for no envelope of it`);
    const text = await openEnvelope({ format: 1, ...envelope }, path, key);
    opened.set(tier, (opened.get(tier) ?? '') + text);
  }
  return opened;
}

/** Accepts what a page asks for before its official descriptor opens. */
async function acceptTerms(page: string, cookie: string): Promise<void> {
  const html = await (await fetch(installation.site + page)).text();
  const terms = /data-terms="([0-9a-f]{64})"/.exec(html)?.[1];
  if (!terms) return;
  const init = post({ page, terms });
  const answer = await fetch(`${installation.site}/api/terms`, {
    ...init,
    headers: { ...init.headers, Cookie: cookie },
  });
  expect(answer.status, page).toBe(200);
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

async function register(email: string): Promise<string> {
  const response = await fetch(`${installation.site}/api/account/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: 'a long pass phrase' }),
  });
  expect(response.status).toBe(200);
  return cookiesOf(response);
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
