import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessPlan, type Block, type PageRecord, releaseManifest } from '@plaincode/content-schemas';
import { exampleSiteSettings } from '@plaincode/content-schemas/examples';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PublishRefused } from '../refusal.ts';
import { rollBack } from '../store/rollback.ts';
import { readFiles } from '../store/shards.ts';
import { verifyRelease } from '../store/verify.ts';
import { nothingWithheld } from '../withheld/fixtures/nothing-withheld.ts';
import { makeRecords, streamOf, writeExport } from './fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from './fixtures/plain-publisher.ts';
import { planPublish } from './plan-publish.ts';
import { type Publisher, publish } from './publish.ts';
import { isSearchFile } from './search-files.ts';

let folder: string;
let publisher: PlainPublisher;
const opened: PlainPublisher[] = [];

function another(change: Parameters<typeof createPlainPublisher>[1] = {}, at = folder): PlainPublisher {
  const made = createPlainPublisher(at, change);
  opened.push(made);
  return made;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-publish-'));
  publisher = another();
});

afterEach(async () => {
  for (const made of opened.splice(0)) await made.close();
  rmSync(folder, { recursive: true, force: true });
});

const filesOf = ({ store }: Publisher) => readFiles(store.objects, store.current()?.shards ?? {});
const changed = (records: readonly PageRecord[], at: number, title: string) =>
  records.map((record, index) => (index === at && record.kind === 'code' ? { ...record, title } : record));

async function refusalOf(work: Promise<unknown>): Promise<PublishRefused> {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (error instanceof PublishRefused) return error;
  throw new Error(`expected a refusal, met ${String(error)}`);
}

describe('a first publish', () => {
  it('makes a release with every page, file, plan and settings, all of it whole', async () => {
    const report = await publish(publisher, writeExport(makeRecords(150)));
    expect(report.outcome).toBe('published');
    expect(report.parent).toBeNull();
    expect(report.pages).toEqual({ total: 150, rendered: 150, reused: 0, removed: 0 });
    // The pages, the stylesheet, and a sitemap under its index.
    const ownFiles = [...filesOf(publisher).keys()].filter((path) => !isSearchFile(path));
    expect(ownFiles).toHaveLength(153);
    expect(report.files).toBe(filesOf(publisher).size);
    const manifest = releaseManifest.parse(publisher.store.current());
    expect(manifest.id).toBe(report.release);
    expect(
      accessPlan.parse(JSON.parse(publisher.store.objects.read(manifest.plan).toString())),
    ).toBeDefined();
    expect(JSON.parse(publisher.store.objects.read(manifest.site).toString())).toEqual(exampleSiteSettings);
    expect(filesOf(publisher).get('/assets/site.css')?.mediaType).toBe('text/css');
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
  });

  it('lists the envelopes of each page, for the gate to grant those and no others', async () => {
    await publish(publisher, writeExport(makeRecords(20)));
    const page = [...filesOf(publisher)].find(([, file]) => file.envelopes);
    if (!page) throw new Error('no page has an envelope');
    const html = publisher.store.objects.read(page[1].hash).toString();
    for (const { revision } of page[1].envelopes ?? []) expect(html).toContain(revision);
  });
});

describe('a later publish', () => {
  it('renders only what changed, and equals a clean build byte for byte', async () => {
    const records = makeRecords(150);
    await publish(publisher, writeExport(records));
    const second = [...changed(records, 7, 'Another title').slice(0, 140), ...makeRecords(151).slice(150)];
    const report = await publish(publisher, writeExport(second));
    expect(report.pages).toEqual({ total: 141, rendered: 2, reused: 139, removed: 10 });
    const clean = another({}, join(folder, 'clean'));
    const cleanReport = await publish(clean, writeExport(second));
    expect(cleanReport.contentHash).toBe(report.contentHash);
    expect(filesOf(publisher)).toEqual(filesOf(clean));
    expect(report.parent).not.toBeNull();
  });

  it('renders exactly the pages that show a notice whose words change', async () => {
    const rolled = (year: number) =>
      makeRecords(200).map((record, at) =>
        record.kind === 'code' && at < 20
          ? { ...record, notices: record.notices.map((one) => ({ ...one, text: `${one.text} ${year}` })) }
          : record,
      );
    await publish(publisher, writeExport(rolled(2026)));
    const before = filesOf(publisher);
    const report = await publish(publisher, writeExport(rolled(2027)));
    const noticed = rolled(2027).slice(0, 20);
    const withNotice = noticed.filter((record) => record.kind === 'code' && record.notices.length > 0);
    expect(withNotice.length).toBeGreaterThan(10);
    expect(report.pages).toMatchObject({ rendered: withNotice.length, reused: 200 - withNotice.length });
    const after = filesOf(publisher);
    const differ = [...after].flatMap(([path, { hash }]) => (before.get(path)?.hash === hash ? [] : [path]));
    expect(differ.sort()).toEqual(withNotice.map(({ path }) => path).sort());
  });

  it('changes the index of words with an explanation, to what a clean build makes of it', async () => {
    const content = (text: string) => [{ type: 'paragraph' as const, content: [{ text }] }];
    const explained = (text: string) =>
      makeRecords(150).map((record, at) =>
        at === 9 && record.kind === 'code' && record.explanation
          ? {
              ...record,
              explanation: {
                ...record.explanation,
                tier: 'open' as const,
                inheritedFrom: null,
                body: content(text),
              },
            }
          : record,
      );
    const record = explained('')[9];
    if (record?.kind !== 'code' || !record.explanation) throw new Error('the tenth record is explained');
    await publish(publisher, writeExport(explained('Zebras graze in the marsh.')));
    await publish(publisher, writeExport(explained('Giraffes do, too.')));
    const clean = another({}, join(folder, 'clean'));
    await publish(clean, writeExport(explained('Giraffes do, too.')));
    expect(filesOf(publisher)).toEqual(filesOf(clean));
    const index = [...filesOf(publisher)].filter(([path]) => isSearchFile(path));
    const words = index.map(([, { hash }]) => publisher.store.objects.read(hash).toString()).join('\n');
    expect(words).toMatch(/^giraffe\t/m);
    expect(words).not.toMatch(/^zebra\t/m);
  });

  it('makes no release when nothing changed, and leaves nothing behind', async () => {
    const records = makeRecords(70);
    const first = await publish(publisher, writeExport(records));
    const files = () =>
      readdirSync(folder, { recursive: true })
        .filter((name) => !String(name).includes('sqlite'))
        .sort();
    const before = files();
    const second = await publish(publisher, writeExport(records));
    expect(second).toMatchObject({ outcome: 'unchanged', release: first.release });
    expect(second.written.objects).toBe(0);
    expect(files()).toEqual(before);
  });

  it('renders all again when templates, settings or keys changed, and with full', async () => {
    const records = makeRecords(10);
    await publish(publisher, writeExport(records));
    const rendered = async (by: Publisher, options = {}, header = {}) =>
      (await publish(by, writeExport(records, { header }), options)).pages.rendered;
    expect(await rendered(another({ template: 'b'.repeat(64) }))).toBe(10);
    const keys = publisher.keys;
    expect(
      await rendered(another({ keys: { ...keys, rootKeys: { ...keys.rootKeys, current: 'k2' } } })),
    ).toBe(10);
    expect(await rendered(publisher, {}, { site: { ...exampleSiteSettings, name: 'Another' } })).toBe(10);
    expect(await rendered(publisher, { full: true })).toBe(10);
    expect(await rendered(publisher)).toBe(0);
  });

  it('does without what it kept: losing the cache costs a render and nothing else', async () => {
    const records = makeRecords(10);
    const first = await publish(publisher, writeExport(records));
    for (const name of readdirSync(publisher.stateFolder)) rmSync(join(publisher.stateFolder, name));
    const second = await publish(publisher, writeExport(records));
    expect(second.pages.rendered).toBe(10);
    expect(second).toMatchObject({ outcome: 'unchanged', contentHash: first.contentHash });
    for (const name of readdirSync(publisher.stateFolder))
      writeFileSync(join(publisher.stateFolder, name), 'broken');
    expect((await publish(publisher, writeExport(records))).pages.rendered).toBe(10);
  });
});

describe('a delta', () => {
  it('changes what it names and keeps the rest', async () => {
    const records = makeRecords(12);
    await publish(publisher, writeExport(records));
    const [gone, kept] = [records[3]?.path ?? '', records[4]?.path ?? ''];
    const stream = writeExport(changed(records, 0, 'Another title').slice(0, 1), {
      header: { mode: 'delta' },
      lines: [{ type: 'remove', path: gone }],
      end: { type: 'end', pages: 1 },
    });
    const report = await publish(publisher, stream);
    expect(report.pages).toMatchObject({ total: 11, rendered: 1, removed: 1 });
    const files = filesOf(publisher);
    expect(files.has(gone)).toBe(false);
    expect(files.has(kept)).toBe(true);
    const whole = changed(records, 0, 'Another title').filter(({ path }) => path !== gone);
    expect((await publish(publisher, writeExport(whole))).outcome).toBe('unchanged');
  });

  it('is refused where the other pages would have to change too', async () => {
    const delta = () => writeExport([], { header: { mode: 'delta' } });
    expect((await refusalOf(publish(publisher, delta()))).code).toBe('full-needed');
    await publish(publisher, writeExport(makeRecords(3)));
    const rebuilt = another({ template: 'b'.repeat(64) });
    expect((await refusalOf(publish(rebuilt, delta()))).code).toBe('full-needed');
    expect((await publish(publisher, delta())).outcome).toBe('unchanged');
  });
});

describe('a refusal', () => {
  it('names every page that cannot be published, and why, and changes nothing', async () => {
    const records = makeRecords(40);
    const first = await publish(publisher, writeExport(records));
    const broken = changed(changed(records, 5, 'unprintable one'), 9, 'unprintable two').map((record, at) =>
      at === 20 && record.kind === 'code' ? { ...record, notices: [] } : record,
    );
    const refusal = await refusalOf(publish(publisher, writeExport(broken)));
    expect(refusal.code).toBe('page-invalid');
    const lines = new Set(refusal.problems.map(({ file }) => file));
    expect(lines).toEqual(new Set([5, 9, 20].map((at) => records[at]?.path)));
    expect(refusal.problems.find(({ line }) => line === 7)?.message).toBe('the templates answered 500');
    expect(publisher.store.current()?.id).toBe(first.release);
    expect((await publish(publisher, writeExport(records))).outcome).toBe('unchanged');
  });

  it('refuses a path that comes twice, and two that differ only by case', async () => {
    const records = makeRecords(2);
    const twice = [...records, ...changed(records, 0, 'Again').slice(0, 1)];
    expect((await refusalOf(publish(publisher, writeExport(twice)))).code).toBe('path-taken');
    const cased = records.map((record) => ({ ...record, path: '/hcpcs/x0000/' }) as PageRecord).slice(0, 1);
    const both = [{ ...records[0], path: '/hcpcs/X0000/' } as PageRecord, ...cased];
    expect((await refusalOf(publish(publisher, writeExport(both)))).code).toBe('path-taken');
  });

  it.each([
    ['that is empty', '', 'stream-incomplete'],
    ['that is no JSON', 'hello\n', 'stream-malformed'],
    ['of another format', '{"type":"header","format":2}\n', 'stream-malformed'],
  ])('refuses a stream %s', async (_, text, code) => {
    expect((await refusalOf(publish(publisher, streamOf(text)))).code).toBe(code);
  });

  it('refuses a stream that breaks off, or counts other pages than it holds', async () => {
    const cut = writeExport(makeRecords(80), { end: null });
    expect((await refusalOf(publish(publisher, cut))).code).toBe('stream-incomplete');
    const short = writeExport(makeRecords(80), { end: { type: 'end', pages: 81 } });
    expect((await refusalOf(publish(publisher, short))).code).toBe('stream-incomplete');
    expect(publisher.store.pointer()).toBeNull();
    expect((await publish(publisher, writeExport(makeRecords(80)))).outcome).toBe('published');
  });

  it('lets one publisher work at a time', async () => {
    const slow = another({ pause: 20 });
    const first = publish(slow, writeExport(makeRecords(30)));
    expect((await refusalOf(publish(publisher, writeExport(makeRecords(3))))).code).toBe('busy');
    expect((await first).outcome).toBe('published');
    expect((await publish(publisher, writeExport(makeRecords(3)))).outcome).toBe('published');
  });

  it('ends the publish when a worker dies', async () => {
    const lost = another({
      pool: () => Promise.reject(new Error('a render worker ended with status 1')),
    });
    await expect(publish(lost, writeExport(makeRecords(3)))).rejects.toThrow('a render worker ended');
    expect((await publish(publisher, writeExport(makeRecords(3)))).outcome).toBe('published');
  });
});

describe('a plan', () => {
  it('says what a publish would do and why, and writes nothing', async () => {
    const records = makeRecords(30);
    await publish(publisher, writeExport(records));
    const next = [...changed(records, 2, 'Another title').slice(0, 29), ...makeRecords(31).slice(30)];
    const before = publisher.store.current();
    const plan = await planPublish(publisher, writeExport(next));
    expect(plan.pages).toEqual({ total: 30, rendered: 2, reused: 28, removed: 1 });
    expect(plan.reasons).toEqual({
      record: { pages: 1, samples: [records[2]?.path] },
      new: { pages: 1, samples: [next[29]?.path] },
    });
    expect(plan.changes).toEqual([{ what: 'descriptor', pages: 1, samples: [records[2]?.path] }]);
    expect(plan.removed).toEqual([records[29]?.path]);
    expect(publisher.store.current()).toEqual(before);
    const rebuilt = await planPublish(another({ template: 'b'.repeat(64) }), writeExport(records));
    expect(rebuilt.reasons.templates?.pages).toBe(30);
  });
});

describe('rolling back', () => {
  it('serves the earlier content under a new head, from which the next publish goes on', async () => {
    const records = makeRecords(20);
    const first = await publish(publisher, writeExport(records));
    const second = await publish(publisher, writeExport(changed(records, 1, 'A mistake')));
    const head = rollBack(publisher.store, null, publisher.now(), nothingWithheld);
    expect(head.contentHash).toBe(first.contentHash);
    expect(head.parent).toBe(second.release);
    expect(head.id > second.release && second.release > first.release).toBe(true);
    expect(publisher.store.list().map(({ id, current }) => [id, current])).toEqual([
      [head.id, true],
      [second.release, false],
      [first.release, false],
    ]);
    const delta = writeExport(changed(records, 2, 'A correction').slice(2, 3), { header: { mode: 'delta' } });
    const third = await publish(publisher, delta);
    expect(third.parent).toBe(head.id);
    const page = filesOf(publisher).get(records[1]?.path ?? '');
    expect(publisher.store.objects.read(page?.hash ?? '').toString()).not.toContain('A mistake');
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
  });

  it('goes back from a release whose list of files is damaged', async () => {
    const records = makeRecords(20);
    const first = await publish(publisher, writeExport(records));
    await publish(publisher, writeExport(changed(records, 1, 'A mistake')));
    const kept = new Set(Object.values(publisher.store.manifest(first.release).shards));
    for (const hash of Object.values(publisher.store.current()?.shards ?? {}))
      if (!kept.has(hash)) rmSync(publisher.store.objects.fileOf(hash));
    expect(rollBack(publisher.store, null, publisher.now(), nothingWithheld).contentHash).toBe(
      first.contentHash,
    );
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
  });

  it('refuses a release that is unknown, or was the first', async () => {
    expect(() => rollBack(publisher.store, null, publisher.now(), nothingWithheld)).toThrow(PublishRefused);
    await publish(publisher, writeExport(makeRecords(2)));
    expect(() => rollBack(publisher.store, null, publisher.now(), nothingWithheld)).toThrow(/first release/);
    expect(() => rollBack(publisher.store, '../../current', publisher.now(), nothingWithheld)).toThrow(
      /no release/,
    );
  });
});

describe('a damaged store', () => {
  it('is named by verification and mended by a full publish', async () => {
    const records = makeRecords(12);
    const { release } = await publish(publisher, writeExport(records));
    const path = records[4]?.path ?? '';
    const { hash = '', size = 0 } = filesOf(publisher).get(path) ?? {};
    const file = publisher.store.objects.fileOf(hash);
    chmodSync(file, 0o644);
    writeFileSync(file, 'x'.repeat(size));
    expect((await verifyRelease(publisher.store)).damage).toMatchObject([{ path, kind: 'altered' }]);
    expect(await publish(publisher, writeExport(records), { full: true })).toMatchObject({
      outcome: 'unchanged',
      release,
    });
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
  });

  it('stops a publish whose parent cannot be read, but not a full one', async () => {
    await publish(publisher, writeExport(makeRecords(5)));
    const [shard = ''] = Object.values(publisher.store.current()?.shards ?? {});
    rmSync(publisher.store.objects.fileOf(shard));
    expect((await refusalOf(publish(publisher, writeExport(makeRecords(5))))).code).toBe('release-damaged');
    expect((await publish(publisher, writeExport(makeRecords(5)), { full: true })).outcome).toBe('unchanged');
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
    writeFileSync(join(publisher.store.root, 'current'), 'broken');
    expect((await refusalOf(publish(publisher, writeExport(makeRecords(5))))).code).toBe('release-damaged');
    expect((await publish(publisher, writeExport(makeRecords(5)), { full: true })).outcome).toBe('published');
  });
});

describe('what the store holds', () => {
  it('has no sealed text in any object, in clear', async () => {
    const canary = 'KANARIENVOGEL';
    const records = makeRecords(40).map((record) => withCanaries(record, canary));
    await publish(publisher, writeExport(records));
    const objects = readdirSync(join(folder, 'store'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    expect(objects.length).toBeGreaterThan(40);
    for (const { parentPath, name } of objects)
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toContain(canary);
  });
});

/** Puts a mark at the end of every text that is not open. */
function withCanaries(record: PageRecord, canary: string): PageRecord {
  if (record.kind !== 'code') return record;
  const mark: Block = { type: 'paragraph', content: [{ text: canary }] };
  const { descriptors: d, explanation, sections } = record;
  return {
    ...record,
    descriptors: d.tier === 'open' ? d : { ...d, long: { ...d.long, value: `${d.long.value} ${canary}` } },
    explanation:
      explanation && explanation.tier !== 'open'
        ? { ...explanation, body: [...explanation.body, mark] }
        : explanation,
    sections: sections.map((section) =>
      section.held && section.tier !== 'open' ? { ...section, body: [...section.body, mark] } : section,
    ),
  };
}
