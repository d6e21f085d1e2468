import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Block,
  type CodePageRecord,
  codePageRecord,
  type ExportLine,
  envelopeContent,
  type PageRecord,
  type ReleaseFile,
  releaseShard,
} from '@plaincode/content-schemas';
import {
  codePageExamples,
  exampleAccessPlan,
  exampleSiteSettings,
  examples,
} from '@plaincode/content-schemas/examples';
import { publish, type ReleaseStore, verifyRelease } from '@plaincode/publish';
import type { RecordRenderer } from '@plaincode/publish/record';
import { deriveEnvelopeKey, openEnvelope, parseKey } from '@plaincode/sealing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildSite, makeData, testRootKey, testToken } from './build-for-tests.ts';
import { readBundle } from './bundle.ts';
import { createService } from './commands/serve.ts';
import { createPublisher, type SitePublisher } from './publisher.ts';

const canary = 'KANARIENVOGEL';
let dist: string;
let data: ReturnType<typeof makeData>;
let publisher: SitePublisher;

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'plaincode-dist-'));
  buildSite(dist);
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

beforeEach(() => {
  data = makeData();
  publisher = createPublisher(data.env, dist);
});
afterEach(async () => {
  await publisher.close();
  data.remove();
});

function exportText(records: readonly PageRecord[]): string {
  const lines: ExportLine[] = [
    {
      type: 'header',
      format: 1,
      mode: 'full',
      exported: '2026-11-23T22:00:00Z',
      reason: 'publish',
      site: exampleSiteSettings,
      plan: exampleAccessPlan,
      auditHead: null,
    },
    ...records.map((record) => ({ type: 'page', record }) as const),
    { type: 'end', pages: records.length },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function filesOf({ objects, current }: ReleaseStore): Map<string, ReleaseFile> {
  const shards = Object.values(current()?.shards ?? {});
  const read = (hash: string) => releaseShard.parse(JSON.parse(objects.read(hash).toString())).files;
  return new Map(shards.flatMap((hash) => Object.entries(read(hash))));
}

const htmlOf = (path: string): string =>
  publisher.store.objects.read(filesOf(publisher.store).get(path)?.hash ?? '').toString();

/** The licensed example, with a mark in each text that is sealed. */
function withCanaries(record: CodePageRecord): CodePageRecord {
  const mark: Block = { type: 'paragraph', content: [{ text: canary }] };
  const { descriptors: d, explanation, sections } = record;
  return codePageRecord.parse({
    ...record,
    descriptors: { ...d, long: { ...d.long, value: `${d.long.value} ${canary}` } },
    explanation: explanation && { ...explanation, body: [...explanation.body, mark] },
    sections: sections.map((section) =>
      section.held ? { ...section, body: [...section.body, mark] } : section,
    ),
  });
}

describe('the site, published', () => {
  it('has a page for every example, and its files under their names', async () => {
    const report = await publish(publisher, streamOf(exportText(Object.values(examples))));
    expect(report.pages.rendered).toBe(Object.keys(examples).length);
    const files = filesOf(publisher.store);
    for (const { path } of Object.values(examples))
      expect(files.get(path)?.mediaType).toBe('text/html; charset=utf-8');
    expect(files.get('/robots.txt')?.mediaType).toBe('text/plain; charset=utf-8');
    expect([...files.keys()].some((path) => /^\/assets\/.*\.css$/.test(path))).toBe(true);
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
  });

  it('refers only to files of its own that exist, and holds no inline script or style', async () => {
    await publish(publisher, streamOf(exportText(Object.values(examples))));
    const files = filesOf(publisher.store);
    for (const { path } of Object.values(examples)) {
      const html = publisher.store.objects.read(files.get(path)?.hash ?? '').toString();
      for (const [, file] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+|\/favicon[^"]*)"/g))
        expect(files.has(file ?? '')).toBe(true);
      expect(html).not.toMatch(/<style|\sstyle="|\son[a-z]+="/);
      for (const [tag] of html.matchAll(/<script[^>]*>/g))
        expect(tag).toMatch(/ src="\/assets\/|^<script type="application\/ld\+json">$/);
    }
  });

  it('shows official data in the open, also in a section without a text or with a sealed one', async () => {
    const record = codePageExamples['billable-code-with-parents'];
    await publish(publisher, streamOf(exportText([record])));
    const html = htmlOf(record.path);
    const [guidelines, crosswalks, edits] = ['guidelines', 'crosswalks', 'ncci-edits'].map((id) =>
      html.split('<section').find((section) => section.includes(` id="${id}"`)),
    );
    expect(guidelines).toContain('data-tier="registered"');
    expect(guidelines).toContain('Instructions of the tabular list');
    expect(guidelines).toContain('href="/icd-10-cm/Z79.4/"');
    expect(crosswalks).toContain('<span class="state">historical</span>');
    expect(crosswalks).not.toContain('No data held');
    expect(edits).toContain('No data held');
    expect(edits).not.toContain('class="data"');
  });

  it('says the day wherever an edition is shown ahead of it', async () => {
    await publish(publisher, streamOf(exportText(Object.values(examples))));
    const wordsOf = (path: string) =>
      htmlOf(path)
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
    const reworded = wordsOf('/hcpcs/J7301/');
    expect(reworded).toContain('Revised from October 1, 2025');
    expect(reworded).toContain('This wording is in effect from October 1, 2025 .');
    expect(reworded).toContain('Deleted from October 1, 2025');
    expect(wordsOf('/hcpcs/J7300/')).not.toContain('This wording is in effect');
    expect(wordsOf('/hcpcs/')).toContain('Deleted from October 1, 2025 3');
    expect(wordsOf('/hcpcs/')).not.toContain('These lists also hold');
  });

  it('says how many codes the lists of a set hold beside those of its edition', async () => {
    const set = examples['code-set'];
    if (set?.kind !== 'code-set') throw new Error('the example is a code set');
    const held = set.groups.reduce((sum, { codes }) => sum + codes, 0);
    const counts = { ...set.counts, codes: held - 3 };
    await publish(
      publisher,
      streamOf(exportText([...Object.values(examples), { ...set, path: '/spt/', counts }])),
    );
    expect(htmlOf('/spt/')).toContain('These lists also hold 3 codes that this edition does not hold');
  });

  it('shows sealed text to nobody, and to a reader with the granted key', async () => {
    const record = withCanaries(codePageExamples['licensed-code-all-sections-locked']);
    await publish(publisher, streamOf(exportText([record])));
    const names = readdirSync(join(data.folder, 'store'), { recursive: true, withFileTypes: true });
    for (const entry of names.filter((entry) => entry.isFile()))
      expect(readFileSync(join(entry.parentPath, entry.name)).includes(canary)).toBe(false);
    const file = filesOf(publisher.store).get(record.path);
    const html = publisher.store.objects.read(file?.hash ?? '').toString();
    expect(file?.envelopes?.map(({ tier, terms }) => [tier, terms !== undefined])).toEqual([
      ['metered', false],
      ['registered', false],
      ['registered', true],
      ['subscriber', false],
    ]);
    const opened: string[] = [];
    for (const { tier, revision } of file?.envelopes ?? []) {
      const place = { format: 1, page: record.path, tier, revision } as const;
      const ciphertext = html.split(revision)[1]?.match(/>\s*([A-Za-z0-9_-]{40,})\s*</)?.[1] ?? '';
      const key = await deriveEnvelopeKey(parseKey(testRootKey), place);
      const text = await openEnvelope({ ...place, keyId: 'k1', ciphertext }, record.path, key);
      for (const [part, partHtml] of Object.entries(envelopeContent.parse(JSON.parse(text)).parts)) {
        expect(partHtml).toContain(canary);
        opened.push(part);
      }
    }
    const held = record.sections.filter(({ held }) => held).map(({ id }) => id);
    expect(opened.sort()).toEqual(['descriptor', 'explanation', ...held].sort());
  });

  it('renders page after page as it renders each alone', async () => {
    const { entry } = readBundle(dist);
    const keys = {
      rootKeys: { current: 'k1', keys: { k1: testRootKey } },
      revisionKey: `V${'A'.repeat(42)}`,
    };
    // A module of its own has rendered nothing yet, and gives its first page a request.
    let made = 0;
    const newRenderer = async (): Promise<RecordRenderer> => {
      made += 1;
      return (await import(`${entry}?renderer=${made}`)).createRenderer(exampleSiteSettings, keys);
    };
    const htmlBy = async (render: RecordRenderer, record: PageRecord) => {
      const page = await render(record);
      return 'reasons' in page ? page.reasons : Buffer.from(page.html).toString();
    };
    const records = Object.values(examples);
    const all = await newRenderer();
    for (const record of [...records, ...records]) {
      const alone = await htmlBy(await newRenderer(), record);
      expect(alone).toContain('rel="stylesheet"');
      expect(await htmlBy(all, record)).toEqual(alone);
    }
  });

  it('comes out the same from a second build of the same sources', async () => {
    const again = mkdtempSync(join(tmpdir(), 'plaincode-dist-'));
    try {
      buildSite(again);
      expect(readBundle(again).template).toBe(readBundle(dist).template);
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  });
});

describe('the publisher service', () => {
  let address: string;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    const { server, close } = createService(data.env, dist);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = async () => {
      server.closeAllConnections();
      server.close();
      await close();
    };
  });
  afterEach(() => stop());

  const post = (body: string, token = testToken, query = '') =>
    fetch(`${address}/publish${query}`, {
      method: 'POST',
      body,
      headers: { Authorization: `Bearer ${token}` },
    });

  it('publishes what it is sent, says what it did, and keeps its workers', async () => {
    const body = exportText(Object.values(examples));
    expect(await (await fetch(`${address}/health`)).json()).toEqual({ ok: true, release: null });
    const plan = await (await post(body, testToken, '?check=1')).json();
    expect(plan).toMatchObject({ outcome: 'planned', pages: { rendered: Object.keys(examples).length } });
    const report = await (await post(body)).json();
    expect(report).toMatchObject({ outcome: 'published' });
    expect(await (await post(body)).json()).toMatchObject({ outcome: 'unchanged', release: report.release });
    expect(await (await fetch(`${address}/health`)).json()).toEqual({ ok: true, release: report.release });
  });

  it('refuses whoever does not hold the token, and every other address', async () => {
    const body = exportText([]);
    expect((await post(body, 'wrong')).status).toBe(401);
    expect((await fetch(`${address}/publish`, { method: 'POST', body })).status).toBe(401);
    expect((await fetch(`${address}/publish`)).status).toBe(404);
    expect((await fetch(`${address}/../store/current`)).status).toBe(404);
  });

  it('answers a refusal with its reasons, even in the midst of a long body', async () => {
    const long = `${exportText([]).split('\n')[0]}\nnot json\n${`${'x'.repeat(1000)}\n`.repeat(20_000)}`;
    const answer = await post(long);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ outcome: 'refused', code: 'stream-malformed' });
    expect((await post(exportText([]))).status).toBe(200);
  });

  it('takes one publish at a time', async () => {
    const body = exportText(Object.values(examples));
    const answers = await Promise.all([post(body), post(body), post(body)]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toContain(200);
    for (const status of statuses) expect([200, 409]).toContain(status);
    expect(statuses.filter((status) => status === 409).length).toBeGreaterThan(0);
  });
});
