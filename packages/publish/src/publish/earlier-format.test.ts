import type { ReleaseManifest } from '@plaincode/content-schemas';
import { beforeEach, expect, it } from 'vitest';
import { HeldFiles } from '../store/held-files.ts';
import { dateRelease } from '../store/new-release.ts';
import { rollBack } from '../store/rollback.ts';
import { contentHashOf, readFiles } from '../store/shards.ts';
import { verifyRelease } from '../store/verify.ts';
import { nothingWithheld } from '../withheld/fixtures/nothing-withheld.ts';
import { filesOf, ownPublisher } from './fixtures/own-publisher.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { publish } from './publish.ts';
import { ReleaseFileSet } from './release-files.ts';

const own = ownPublisher();
const records = makeRecords(20);
let former: ReleaseManifest;

beforeEach(async () => {
  await publish(own.publisher, writeExport(records));
  former = serveInFormat1();
});

it('verifies a release of the format before, and takes no delta to it', async () => {
  expect((await verifyRelease(own.publisher.store)).damage).toEqual([]);
  const delta = writeExport(records.slice(0, 1), { header: { mode: 'delta' } });
  await expect(publish(own.publisher, delta)).rejects.toThrow(/lists of files have to be made anew/);
});

it('publishes the whole after it in the format of today, with the pages as they are', async () => {
  const before = filesOf(own.publisher);
  const report = await publish(own.publisher, writeExport(records));
  expect(report.pages).toMatchObject({ rendered: 0, removed: 0 });
  expect(own.publisher.store.current()?.format).toBe(2);
  expect(filesOf(own.publisher)).toEqual(before);
});

it('goes back to it as it was, or without what may not be shown', async () => {
  const { store, now } = own.publisher;
  await publish(own.publisher, writeExport(makeRecords(21)));
  const head = await rollBack(store, former.id, now(), nothingWithheld);
  expect([head.format, head.contentHash]).toEqual([1, former.contentHash]);
  const [page, style] = [records[0]?.path ?? '', '/assets/site.css'];
  const paths = [page, style];
  const withheld = { ...nothingWithheld, paths, isWithheld: (path: string) => paths.includes(path) };
  await rollBack(store, former.id, now(), withheld);
  expect(paths.filter((path) => filesOf(own.publisher).has(path))).toEqual([]);
  expect((await verifyRelease(store)).damage).toEqual([]);
});

/** Serves the current release once more, with all its files in shards of the format before. */
function serveInFormat1(): ReleaseManifest {
  const { store, now } = own.publisher;
  const current = store.current();
  if (!current) throw new Error('Nothing is published.');
  const { id: _id, parent: _parent, created: _created, ...content } = current;
  const files = new ReleaseFileSet(new HeldFiles(store.objects, { format: 1, shards: {} }));
  for (const [path, file] of readFiles(store.objects, current.shards)) files.add(path, file);
  const { shards } = files.write(store.objects, null, false);
  const manifest = dateRelease(
    { ...content, format: 1, shards, contentHash: contentHashOf(shards) },
    current,
    now(),
  );
  store.swap(manifest);
  return manifest;
}
