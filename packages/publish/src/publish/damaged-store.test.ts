import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyRelease } from '../store/verify.ts';
import { makeRelease } from '../testing/make-release.ts';
import { filesOf, ownPublisher, refusalOf } from './fixtures/own-publisher.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { publish } from './publish.ts';

const own = ownPublisher();

describe('a damaged store', () => {
  it('is named by verification and mended by a full publish', async () => {
    const records = makeRecords(12);
    const { release } = await publish(own.publisher, writeExport(records));
    const path = records[4]?.path ?? '';
    const { hash = '', size = 0 } = filesOf(own.publisher).get(path) ?? {};
    const file = own.publisher.store.objects.fileOf(hash);
    chmodSync(file, 0o644);
    writeFileSync(file, 'x'.repeat(size));
    expect((await verifyRelease(own.publisher.store)).damage).toMatchObject([{ path, kind: 'altered' }]);
    expect(await publish(own.publisher, writeExport(records), { full: true })).toMatchObject({
      outcome: 'unchanged',
      release,
    });
    expect((await verifyRelease(own.publisher.store)).damage).toEqual([]);
  });

  it('stops a publish whose parent cannot be read, but not a full one', async () => {
    await publish(own.publisher, writeExport(makeRecords(5)));
    const [shard = ''] = Object.values(own.publisher.store.current()?.shards ?? {});
    rmSync(own.publisher.store.objects.fileOf(shard));
    expect((await refusalOf(publish(own.publisher, writeExport(makeRecords(5))))).code).toBe(
      'release-damaged',
    );
    expect((await publish(own.publisher, writeExport(makeRecords(5)), { full: true })).outcome).toBe(
      'unchanged',
    );
    expect((await verifyRelease(own.publisher.store)).damage).toEqual([]);
    writeFileSync(join(own.publisher.store.root, 'current'), 'broken');
    expect((await refusalOf(publish(own.publisher, writeExport(makeRecords(5))))).code).toBe(
      'release-damaged',
    );
    expect((await publish(own.publisher, writeExport(makeRecords(5)), { full: true })).outcome).toBe(
      'published',
    );
  });

  it('without a manifest of the served release: what a full publish makes comes after the one before', async () => {
    const { store } = own.publisher;
    const [first = '', second = ''] = ['First', 'Second'].map(
      (words) => makeRelease(store, { '/': words }).id,
    );
    writeFileSync(join(store.root, 'manifests', `${second}.json`), '{');
    const { release, parent } = await publish(own.publisher, writeExport(makeRecords(1)), { full: true });
    expect(parent).toBe(first);
    expect(release > second).toBe(true);
    expect((await verifyRelease(store)).damage).toEqual([]);
  });
});
