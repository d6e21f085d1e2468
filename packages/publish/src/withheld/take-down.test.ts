import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeLink, PageRecord } from '@plaincode/content-schemas';
import { examples } from '@plaincode/content-schemas/examples';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRecords, writeExport } from '../publish/fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from '../publish/fixtures/plain-publisher.ts';
import { planPublish } from '../publish/plan-publish.ts';
import { publish } from '../publish/publish.ts';
import { isSearchFile } from '../publish/search-files.ts';
import { exportFolder } from '../store/export-folder.ts';
import { takeLock } from '../store/lock.ts';
import { rollBack } from '../store/rollback.ts';
import { readFiles } from '../store/shards.ts';
import { verifyRelease } from '../store/verify.ts';
import { takeDown } from './take-down.ts';
import { openWithheld } from './withheld-pages.ts';

let folder: string;
let publisher: PlainPublisher;
let records: PageRecord[];
let target: string;
const now = new Date('2026-11-28T10:00:00Z');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-takedown-'));
  publisher = createPlainPublisher(folder);
  records = makeRecords(8);
  target = records[3]?.path ?? '';
});
afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

const takeItDown = (lift = false) =>
  takeDown(publisher.store, publisher.withheld, { target, reason: 'asked by the rights holder', lift }, now);
/** The takedown with which some tests begin, as soon as there is a release. */
function takeItDownAfter(_release: object): void {
  takeDown(publisher.store, publisher.withheld, { target, reason: 'asked', lift: false }, publisher.now());
}
const pagesServed = () => [
  ...readFiles(publisher.store.objects, publisher.store.current()?.shards ?? {}).keys(),
];
const onThisDay = () => publisher.withheld.on(now);
const mentions = (path: string) =>
  pagesServed().filter((name) => {
    const file = readFiles(publisher.store.objects, publisher.store.current()?.shards ?? {}).get(name);
    return publisher.store.objects.read(file?.hash ?? '').includes(path);
  });

it('a page that is taken down leaves the next release with its lines in sitemap and search index, and comes back when that is lifted', async () => {
  await publish(publisher, writeExport(records));
  expect(takeItDown()).toMatchObject({ outcome: 'taken-down', purge: [target] });
  const without = await publish(publisher, writeExport(records));
  expect(without.outcome).toBe('published');
  expect(pagesServed()).not.toContain(target);
  expect(mentions(target).filter((path) => !path.endsWith('/'))).toEqual([]);
  expect((await publish(publisher, writeExport(records))).outcome).toBe('unchanged');
  expect(takeItDown(true).outcome).toBe('lifted');
  const delta = writeExport(makeRecords(1, 'Another title'), { header: { mode: 'delta' } });
  await expect(publish(publisher, delta)).rejects.toThrow('a takedown was lifted');
  await publish(publisher, writeExport(records));
  expect(pagesServed()).toContain(target);
});

it('neither going back, nor a change of other pages, nor an export brings it back', async () => {
  const first = await publish(publisher, writeExport(records));
  await publish(publisher, writeExport(makeRecords(9)));
  takeItDown();
  await rollBack(publisher.store, first.release, now, onThisDay());
  expect(pagesServed()).not.toContain(target);
  expect((await verifyRelease(publisher.store)).damage).toEqual([]);
  const delta = () => writeExport(makeRecords(1, 'Another title'), { header: { mode: 'delta' } });
  await expect(publish(publisher, delta())).rejects.toThrow('the sitemaps have to be made anew');
  await publish(publisher, writeExport(makeRecords(9)));
  expect(pagesServed()).not.toContain(target);
  await publish(publisher, delta());
  expect(pagesServed()).not.toContain(target);
  takeItDown(true);
  await rollBack(publisher.store, first.release, now, onThisDay());
  expect(pagesServed()).toContain(target);
  takeItDown();
  exportFolder(publisher.store, join(folder, 'site'), onThisDay());
  expect(existsSync(join(folder, 'site', records[2]?.path ?? ''))).toBe(true);
  expect(existsSync(join(folder, 'site', target))).toBe(false);
});

it('a set whose licence has ended is left out, and one that ends soon is warned of', async () => {
  const set = target.split('/')[1] ?? '';
  const licences = [{ codeSet: set, validTo: '2026-12-31' }];
  const soon = await publish(publisher, writeExport(records, { header: { licences } }));
  expect(soon.warnings).toEqual([expect.stringContaining(`The licence of ${set} ends on 2026-12-31`)]);
  expect(pagesServed()).toContain(target);
  const after = { ...publisher, now: () => new Date('2027-01-01T00:00:00Z') };
  await publish(after, writeExport(records));
  expect(pagesServed().filter((path) => path.startsWith(`/${set}/`))).toEqual([]);
  const renewed = [{ codeSet: set, validTo: '2027-12-31' }];
  expect((await publish(after, writeExport(records, { header: { licences: renewed } }))).warnings).toEqual(
    [],
  );
  expect(pagesServed()).toContain(target);
});

it('refuses what it does not know, says twice or cannot write', async () => {
  await publish(publisher, writeExport(records));
  expect(() => takeItDown(true)).toThrow('is not taken down');
  target = '/hcpcs/never-held/';
  expect(takeItDown).toThrow('No kept release has /hcpcs/never-held/');
  target = 'HCPCS J9000';
  expect(takeItDown).toThrow('neither a page');
  target = records[0]?.path ?? '';
  const letGo = takeLock(join(folder, 'withheld'));
  expect(takeItDown).toThrow('at work');
  letGo();
  takeItDown();
  expect(takeItDown).toThrow('already');
  const file = join(folder, 'withheld', 'takedowns.ndjson');
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"id":`);
  await expect(publish(publisher, writeExport(records))).rejects.toThrow('damaged in line 2');
});

const small = () => writeExport(makeRecords(1, 'Another title'), { header: { mode: 'delta' } });

it('that is lifted just after many publishes, whose time runs ahead of the clock, is missed by no delta', async () => {
  takeItDownAfter(await publish(publisher, writeExport(records)));
  for (const title of ['First', 'Second', 'Third'])
    await publish(publisher, writeExport(makeRecords(8, title)));
  expect(publisher.store.current()?.created).toBe('2026-11-23T22:15:33.000Z');
  const lift = { target, reason: 'asked', lift: true };
  takeDown(publisher.store, publisher.withheld, lift, publisher.now());
  await expect(publish(publisher, small())).rejects.toThrow('a takedown was lifted');
});

it('that is lifted while a release is made is missed by no delta to it', async () => {
  takeItDownAfter(await publish(publisher, writeExport(records)));
  async function* lifting() {
    yield* writeExport(makeRecords(8, 'Meanwhile'));
    takeDown(publisher.store, publisher.withheld, { target, reason: 'asked', lift: true }, publisher.now());
  }
  await publish(publisher, lifting());
  expect(pagesServed()).not.toContain(target);
  await expect(publish(publisher, small())).rejects.toThrow('export all of them');
  await publish(publisher, writeExport(makeRecords(8, 'Meanwhile')));
  expect(pagesServed()).toContain(target);
});

it('holds whatever the clock says when it is made', async () => {
  await publish(publisher, writeExport(records));
  const at = (clock: string, lift: boolean) =>
    takeDown(publisher.store, publisher.withheld, { target, reason: 'asked', lift }, new Date(clock));
  at('2030-01-01T00:00:00Z', false);
  at('2026-11-28T10:00:00Z', true);
  expect(onThisDay().isWithheld(target)).toBe(false);
});

describe('what other pages quote of a page that is taken down', () => {
  const words = 'It said 20 mg for what is 10 mg.';
  const link = (): CodeLink => ({
    path: target,
    displayCode: target.split('/')[2] ?? '',
    title: 'A title of our own',
    state: 'active',
  });
  const quoting = (page: PageRecord): PageRecord[] => {
    if (page.kind === 'home')
      return [{ ...page, featured: [...page.featured, { ...link(), codeSetName: 'A set' }] }];
    if (page.kind === 'code-set') return [{ ...page, explained: [...page.explained, link()] }];
    if (page.kind === 'list') return [{ ...page, entries: [...page.entries, link()] }];
    if (page.kind !== 'corrections') return [];
    const quoted = { date: '2026-03-02', words, code: link(), codeSetName: 'A set' };
    return [{ ...page, corrections: [...page.corrections, quoted] }];
  };
  const withQuotes = (title?: string) => [
    ...makeRecords(8, title),
    ...Object.values(examples).flatMap(quoting),
  ];
  const textOf = (path: string) => {
    const file = readFiles(publisher.store.objects, publisher.store.current()?.shards ?? {}).get(path);
    return file ? publisher.store.objects.read(file.hash).toString() : null;
  };

  it('leaves them with the next publish, and comes back when that is lifted', async () => {
    await publish(publisher, writeExport(withQuotes()));
    for (const path of ['/corrections/', '/', '/hcpcs/']) expect(textOf(path)).toContain(link().title);
    takeItDown();
    await expect(publish(publisher, small())).rejects.toThrow('other pages may quote what was taken down');
    await publish(publisher, writeExport(withQuotes()));
    expect(textOf('/corrections/')).toContain('The explanation named 20 mg');
    expect(textOf('/corrections/')).not.toContain(words);
    for (const path of ['/corrections/', '/', '/hcpcs/']) expect(textOf(path)).not.toContain(link().title);
    expect(textOf('/hcpcs/browse/J9/')).toContain(target);
    const plan = await planPublish(publisher, writeExport(withQuotes()));
    expect(plan.pages.rendered).toBe(0);
    await publish(publisher, small());
    takeItDown(true);
    await publish(publisher, writeExport(withQuotes()));
    expect(textOf('/corrections/')).toContain(words);
  });

  it('is in no head that a rollback makes, and in no export', async () => {
    const first = await publish(publisher, writeExport(withQuotes()));
    takeItDown();
    exportFolder(publisher.store, join(folder, 'site'), onThisDay());
    expect(existsSync(join(folder, 'site', 'index.html'))).toBe(true);
    for (const path of ['corrections/index.html', 'search/index.json'])
      expect(existsSync(join(folder, 'site', path))).toBe(false);
    await publish(publisher, writeExport(withQuotes('Another title')));
    await rollBack(publisher.store, first.release, now, onThisDay());
    expect(textOf('/corrections/')).toBeNull();
    expect(pagesServed().filter(isSearchFile)).toEqual([]);
    await publish(publisher, writeExport(withQuotes()));
    expect(textOf('/corrections/')).toContain('The explanation named 20 mg');
    expect(pagesServed().some(isSearchFile)).toBe(true);
  });
});

describe('a list that was cut', () => {
  const file = () => join(folder, 'withheld', 'takedowns.ndjson');

  it('to nothing keeps every release from being made, until the takedown is made again', async () => {
    await publish(publisher, writeExport(records));
    takeItDown();
    writeFileSync(file(), '');
    await expect(publish(publisher, writeExport(records))).rejects.toThrow(
      'is empty, so its lines were lost',
    );
    const started = { ...publisher, withheld: openWithheld(join(folder, 'withheld')) };
    await expect(publish(started, writeExport(records))).rejects.toThrow(file());
    takeDown(started.store, started.withheld, { target, reason: 'asked', lift: false }, now);
    expect((await publish(started, writeExport(records))).warnings).toEqual([]);
    expect(pagesServed()).not.toContain(target);
  });

  it('by a line loses nothing for the publisher that read it, who says what to take down again', async () => {
    await publish(publisher, writeExport(records));
    takeItDown();
    const whole = readFileSync(file(), 'utf8');
    const first = target;
    target = records[1]?.path ?? '';
    takeItDown();
    await publish(publisher, writeExport(records));
    writeFileSync(file(), whole);
    const { warnings } = await publish(publisher, writeExport(makeRecords(8, 'Another title')));
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`take these down again: ${target}$`))]);
    expect(pagesServed()).not.toContain(target);
    expect(pagesServed()).not.toContain(first);
  });
});
