import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessPlan, type Block, type PageRecord, releaseManifest } from '@plaincode/content-schemas';
import { exampleSiteSettings } from '@plaincode/content-schemas/examples';
import { describe, expect, it } from 'vitest';
import { verifyRelease } from '../store/verify.ts';
import { changed, filesOf, ownPublisher, refusalOf } from './fixtures/own-publisher.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { planPublish } from './plan-publish.ts';
import { type Publisher, publish } from './publish.ts';
import { isSearchFile } from './search-files.ts';

const own = ownPublisher();

/** The record, the text of its explanation in the open and another; as it is where it has none. */
function explainedBy(record: PageRecord, text: string): PageRecord {
  if (record.kind !== 'code' || !record.explanation) return record;
  const body: Block[] = [{ type: 'paragraph', content: [{ text }] }];
  return { ...record, explanation: { ...record.explanation, tier: 'open', inheritedFrom: null, body } };
}

describe('a first publish', () => {
  it('makes a release with every page, file, plan and settings, all of it whole', async () => {
    const report = await publish(own.publisher, writeExport(makeRecords(150)));
    expect(report.outcome).toBe('published');
    expect(report.parent).toBeNull();
    expect(report.pages).toEqual({ total: 150, rendered: 150, reused: 0, removed: 0 });
    // The pages, the stylesheet, and a sitemap under its index.
    const ownFiles = [...filesOf(own.publisher).keys()].filter((path) => !isSearchFile(path));
    expect(ownFiles).toHaveLength(153);
    expect(report.files).toBe(filesOf(own.publisher).size);
    const manifest = releaseManifest.parse(own.publisher.store.current());
    expect(manifest.id).toBe(report.release);
    expect(
      accessPlan.parse(JSON.parse(own.publisher.store.objects.read(manifest.plan).toString())),
    ).toBeDefined();
    expect(JSON.parse(own.publisher.store.objects.read(manifest.site).toString())).toEqual(
      exampleSiteSettings,
    );
    expect(filesOf(own.publisher).get('/assets/site.css')?.mediaType).toBe('text/css');
    expect((await verifyRelease(own.publisher.store)).damage).toEqual([]);
  });

  it('lists the envelopes of each page, for the gate to grant those and no others', async () => {
    await publish(own.publisher, writeExport(makeRecords(20)));
    const page = [...filesOf(own.publisher)].find(([, file]) => file.envelopes);
    if (!page) throw new Error('no page has an envelope');
    const html = own.publisher.store.objects.read(page[1].hash).toString();
    for (const { revision } of page[1].envelopes ?? []) expect(html).toContain(revision);
  });
});

describe('a later publish', () => {
  it('renders only what changed, and equals a clean build byte for byte', async () => {
    const records = makeRecords(150);
    await publish(own.publisher, writeExport(records));
    const second = [...changed(records, 7, 'Another title').slice(0, 140), ...makeRecords(151).slice(150)];
    const report = await publish(own.publisher, writeExport(second));
    expect(report.pages).toEqual({ total: 141, rendered: 2, reused: 139, removed: 10 });
    const clean = own.another({}, join(own.folder, 'clean'));
    const cleanReport = await publish(clean, writeExport(second));
    expect(cleanReport.contentHash).toBe(report.contentHash);
    expect(filesOf(own.publisher)).toEqual(filesOf(clean));
    expect(report.parent).not.toBeNull();
  });

  it('changes the index of words also where a whole export changes some of many that begin alike', async () => {
    const lead = (at: number, edition: number) =>
      Array.from({ length: 60 }, (_, word) => `test${(at * 60 + word).toString(36)}x${edition}`).join(' ');
    const explained = (edition: number) =>
      makeRecords(100).map((record, at) => explainedBy(record, lead(at, at === 9 ? edition : 0)));
    await publish(own.publisher, writeExport(explained(1)));
    expect(
      [...filesOf(own.publisher).keys()].filter((path) => path.includes('/words-te')).length,
    ).toBeGreaterThan(3);
    await publish(own.publisher, writeExport(explained(2)));
    const clean = own.another({}, join(own.folder, 'clean'));
    await publish(clean, writeExport(explained(2)));
    expect(filesOf(own.publisher)).toEqual(filesOf(clean));
  });

  it('renders exactly the pages that show a notice whose words change', async () => {
    const rolled = (year: number) =>
      makeRecords(200).map((record, at) =>
        record.kind === 'code' && at < 20
          ? { ...record, notices: record.notices.map((one) => ({ ...one, text: `${one.text} ${year}` })) }
          : record,
      );
    await publish(own.publisher, writeExport(rolled(2026)));
    const before = filesOf(own.publisher);
    const report = await publish(own.publisher, writeExport(rolled(2027)));
    const noticed = rolled(2027).slice(0, 20);
    const withNotice = noticed.filter((record) => record.kind === 'code' && record.notices.length > 0);
    expect(withNotice.length).toBeGreaterThan(10);
    expect(report.pages).toMatchObject({ rendered: withNotice.length, reused: 200 - withNotice.length });
    const after = filesOf(own.publisher);
    const differ = [...after].flatMap(([path, { hash }]) => (before.get(path)?.hash === hash ? [] : [path]));
    expect(differ.sort()).toEqual(withNotice.map(({ path }) => path).sort());
  });

  it('changes the index of words with an explanation, to what a clean build makes of it', async () => {
    const explained = (text: string) =>
      makeRecords(150).map((record, at) => (at === 9 ? explainedBy(record, text) : record));
    const record = explained('')[9];
    if (record?.kind !== 'code' || !record.explanation) throw new Error('the tenth record is explained');
    await publish(own.publisher, writeExport(explained('Zebras graze in the marsh.')));
    await publish(own.publisher, writeExport(explained('Giraffes do, too.')));
    const clean = own.another({}, join(own.folder, 'clean'));
    await publish(clean, writeExport(explained('Giraffes do, too.')));
    expect(filesOf(own.publisher)).toEqual(filesOf(clean));
    const index = [...filesOf(own.publisher)].filter(([path]) => isSearchFile(path));
    const words = index.map(([, { hash }]) => own.publisher.store.objects.read(hash).toString()).join('\n');
    expect(words).toMatch(/^giraffe\t/m);
    expect(words).not.toMatch(/^zebra\t/m);
  });

  it('makes no release when nothing changed, and leaves nothing behind', async () => {
    const records = makeRecords(70);
    const first = await publish(own.publisher, writeExport(records));
    const files = () =>
      readdirSync(own.folder, { recursive: true })
        .filter((name) => !String(name).includes('sqlite'))
        .sort();
    const before = files();
    const second = await publish(own.publisher, writeExport(records));
    expect(second).toMatchObject({ outcome: 'unchanged', release: first.release });
    expect(second.written.objects).toBe(0);
    expect(files()).toEqual(before);
  });

  it('renders all again when templates, settings or keys changed, and with full', async () => {
    const records = makeRecords(10);
    await publish(own.publisher, writeExport(records));
    const rendered = async (by: Publisher, options = {}, header = {}) =>
      (await publish(by, writeExport(records, { header }), options)).pages.rendered;
    expect(await rendered(own.another({ template: 'b'.repeat(64) }))).toBe(10);
    const keys = own.publisher.keys;
    expect(
      await rendered(own.another({ keys: { ...keys, rootKeys: { ...keys.rootKeys, current: 'k2' } } })),
    ).toBe(10);
    expect(await rendered(own.publisher, {}, { site: { ...exampleSiteSettings, name: 'Another' } })).toBe(10);
    expect(await rendered(own.publisher, { full: true })).toBe(10);
    expect(await rendered(own.publisher)).toBe(0);
  });

  it('does without what it kept: losing the cache costs a render and nothing else', async () => {
    const records = makeRecords(10);
    const first = await publish(own.publisher, writeExport(records));
    for (const name of readdirSync(own.publisher.stateFolder)) rmSync(join(own.publisher.stateFolder, name));
    const second = await publish(own.publisher, writeExport(records));
    expect(second.pages.rendered).toBe(10);
    expect(second).toMatchObject({ outcome: 'unchanged', contentHash: first.contentHash });
    for (const name of readdirSync(own.publisher.stateFolder))
      writeFileSync(join(own.publisher.stateFolder, name), 'broken');
    expect((await publish(own.publisher, writeExport(records))).pages.rendered).toBe(10);
  });
});

describe('a delta', () => {
  it('changes what it names and keeps the rest', async () => {
    const records = makeRecords(12);
    await publish(own.publisher, writeExport(records));
    const [gone, kept] = [records[3]?.path ?? '', records[4]?.path ?? ''];
    const stream = writeExport(changed(records, 0, 'Another title').slice(0, 1), {
      header: { mode: 'delta' },
      lines: [{ type: 'remove', path: gone }],
      end: { type: 'end', pages: 1 },
    });
    const report = await publish(own.publisher, stream);
    expect(report.pages).toMatchObject({ total: 11, rendered: 1, removed: 1 });
    const files = filesOf(own.publisher);
    expect(files.has(gone)).toBe(false);
    expect(files.has(kept)).toBe(true);
    const whole = changed(records, 0, 'Another title').filter(({ path }) => path !== gone);
    expect((await publish(own.publisher, writeExport(whole))).outcome).toBe('unchanged');
  });

  it('is refused where the other pages would have to change too', async () => {
    const delta = () => writeExport([], { header: { mode: 'delta' } });
    expect((await refusalOf(publish(own.publisher, delta()))).code).toBe('full-needed');
    await publish(own.publisher, writeExport(makeRecords(3)));
    const rebuilt = own.another({ template: 'b'.repeat(64) });
    expect((await refusalOf(publish(rebuilt, delta()))).code).toBe('full-needed');
    expect((await publish(own.publisher, delta())).outcome).toBe('unchanged');
  });
});

describe('a plan', () => {
  it('says what a publish would do and why, and writes nothing', async () => {
    const records = makeRecords(30);
    await publish(own.publisher, writeExport(records));
    const next = [...changed(records, 2, 'Another title').slice(0, 29), ...makeRecords(31).slice(30)];
    const before = own.publisher.store.current();
    const plan = await planPublish(own.publisher, writeExport(next));
    expect(plan.pages).toEqual({ total: 30, rendered: 2, reused: 28, removed: 1 });
    expect(plan.reasons).toEqual({
      record: { pages: 1, samples: [records[2]?.path] },
      new: { pages: 1, samples: [next[29]?.path] },
    });
    expect(plan.changes).toEqual([{ what: 'descriptor', pages: 1, samples: [records[2]?.path] }]);
    expect(plan.removed).toEqual([records[29]?.path]);
    expect(own.publisher.store.current()).toEqual(before);
    const rebuilt = await planPublish(own.another({ template: 'b'.repeat(64) }), writeExport(records));
    expect(rebuilt.reasons.templates?.pages).toBe(30);
  });
});

describe('what the store holds', () => {
  it('has no sealed text in any object, in clear', async () => {
    const canary = 'KANARIENVOGEL';
    const records = makeRecords(40).map((record) => withCanaries(record, canary));
    await publish(own.publisher, writeExport(records));
    const objects = readdirSync(join(own.folder, 'store'), { recursive: true, withFileTypes: true }).filter(
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
