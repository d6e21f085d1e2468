import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeRecords, writeExport } from '../publish/fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from '../publish/fixtures/plain-publisher.ts';
import { planPublish } from '../publish/plan-publish.ts';
import { cacheFile, publish } from '../publish/publish.ts';
import { type PruneReport, pruneStore } from '../store/prune.ts';
import { rollBack } from '../store/rollback.ts';
import { verifyRelease } from '../store/verify.ts';
import { nothingWithheld } from '../withheld/fixtures/nothing-withheld.ts';
import { sha256 } from './fingerprint.ts';
import { RenderedCache } from './rendered-cache.ts';

let folder: string;
let publishers: PlainPublisher[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-rendered-'));
  publishers = [];
});
afterEach(async () => {
  for (const one of publishers) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => cacheFile(join(folder, 'publisher'));

function publisherOf(template: string): PlainPublisher {
  const made = createPlainPublisher(folder, { template: template.repeat(64) });
  publishers.push(made);
  return made;
}

function prune({ store }: PlainPublisher): PruneReport {
  const cache = new RenderedCache(file());
  try {
    return pruneStore(store, { keep: 20, days: 0 }, new Date('2027-03-01T00:00:00Z'), {
      forget: (...asked) => cache.forget(...asked),
    });
  } finally {
    cache.close();
  }
}

function rows(of: 'rendered' | 'facts' | 'basis'): number {
  const database = new DatabaseSync(file(), { readOnly: true });
  try {
    return Number(database.prepare(`SELECT count(*) AS rows FROM ${of}`).get()?.rows);
  } finally {
    database.close();
  }
}

it('a prune takes what was rendered for releases that leave, and nothing that one which stays came from', async () => {
  const publisher = publisherOf('a');
  const records = makeRecords(60);
  const texts = (edition: number) => [...makeRecords(1, `Edition ${edition}`), ...records.slice(1)];
  for (let edition = 0; edition < 25; edition += 1) await publish(publisher, writeExport(texts(edition)));
  expect(rows('rendered')).toBe(59 + 25);
  expect(prune(publisher)).toMatchObject({ releases: { kept: 20 }, forgotten: 5 });
  expect(rows('rendered')).toBe(59 + 20);
  const plan = await planPublish(publisher, writeExport(texts(25)));
  expect(plan.pages).toMatchObject({ rendered: 1, reused: 59 });
  expect(plan.changes).toMatchObject([{ what: 'descriptor' }]);
  const oldest = publisher.store.list().at(-1)?.id ?? '';
  await rollBack(publisher.store, oldest, publisher.now(), nothingWithheld);
  expect((await publish(publisher, writeExport(texts(5)))).pages).toMatchObject({ rendered: 0, reused: 60 });
});

it('a prune takes what templates of before made of a page, where those of the served release made the same', async () => {
  const records = makeRecords(30);
  for (const template of ['a', 'b', 'c']) await publish(publisherOf(template), writeExport(records));
  const [first, , last] = publishers;
  if (!first || !last) throw new Error('there are three');
  expect([rows('rendered'), rows('basis')]).toEqual([90, 3]);
  await publish(first, writeExport(records));
  // Those that serve, and the last, which tell what the pages of the others came from.
  expect(prune(first)).toMatchObject({ forgotten: 30 });
  expect([rows('rendered'), rows('basis')]).toEqual([60, 2]);
  expect((await planPublish(first, writeExport(records))).pages).toMatchObject({ rendered: 0 });
  expect((await planPublish(last, writeExport(records))).pages).toMatchObject({ rendered: 0 });
});

it('looks through more than it takes in one step', () => {
  mkdirSync(join(folder, 'publisher'));
  const cache = new RenderedCache(file());
  const served = { template: 'a'.repeat(64), site: 'b'.repeat(64) };
  const pages = Array.from({ length: 4_500 }, (_, at) => ({
    ...{ fingerprint: sha256(`print ${at}`), hash: sha256(`page ${at}`), line: sha256(`line ${at}`) },
    ...{ path: `/made/${at}/`, size: 1, envelopes: [], marks: {}, listed: null, search: '', parts: '' },
  }));
  cache.keep({ ...served, records: 'd'.repeat(64), keys: 'c'.repeat(64) }, pages);
  const needed = new Set(pages.slice(2_100, 2_500).map(({ hash }) => hash));
  expect(cache.forget((hash) => needed.has(hash), served)).toBe(4_100);
  cache.close();
  expect([rows('rendered'), rows('facts')]).toEqual([400, 400]);
});

it.each([
  ['at its beginning', 0],
  ['within', 3 * 4096],
])('damaged %s, it costs no more than a publish anew', async (_, at) => {
  const publisher = publisherOf('a');
  const first = await publish(publisher, writeExport(makeRecords(60)));
  const handle = openSync(file(), 'r+');
  for (let written = 0; written < 200; written += 1)
    writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, at + written * 64);
  closeSync(handle);
  const next = () => publish(publisher, writeExport(makeRecords(60, 'Another title')));
  const outcome = await next().catch(async (error: unknown) => {
    expect(error).toMatchObject({ code: 'full-needed' });
    expect(publisher.store.pointer()?.release).toBe(first.release);
    return await next();
  });
  expect(outcome).toMatchObject({ outcome: 'published', parent: first.release });
  expect((await verifyRelease(publisher.store)).damage).toEqual([]);
});
