import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PublishRefused } from '../refusal.ts';
import { rollBack } from '../store/rollback.ts';
import { verifyRelease } from '../store/verify.ts';
import { nothingWithheld } from '../withheld/fixtures/nothing-withheld.ts';
import { changed, filesOf, ownPublisher } from './fixtures/own-publisher.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { publish } from './publish.ts';

const own = ownPublisher();

describe('rolling back', () => {
  it('serves the earlier content under a new head, from which the next publish goes on', async () => {
    const records = makeRecords(20);
    const first = await publish(own.publisher, writeExport(records));
    const second = await publish(own.publisher, writeExport(changed(records, 1, 'A mistake')));
    const head = await rollBack(own.publisher.store, null, own.publisher.now(), nothingWithheld);
    expect(head.contentHash).toBe(first.contentHash);
    expect(head.parent).toBe(second.release);
    expect(head.id > second.release && second.release > first.release).toBe(true);
    expect(own.publisher.store.list().map(({ id, current }) => [id, current])).toEqual([
      [head.id, true],
      [second.release, false],
      [first.release, false],
    ]);
    const delta = writeExport(changed(records, 2, 'A correction').slice(2, 3), { header: { mode: 'delta' } });
    const third = await publish(own.publisher, delta);
    expect(third.parent).toBe(head.id);
    const page = filesOf(own.publisher).get(records[1]?.path ?? '');
    expect(own.publisher.store.objects.read(page?.hash ?? '').toString()).not.toContain('A mistake');
    expect((await verifyRelease(own.publisher.store)).damage).toEqual([]);
  });

  it('goes back from a release whose list of files is damaged', async () => {
    const records = makeRecords(20);
    const first = await publish(own.publisher, writeExport(records));
    await publish(own.publisher, writeExport(changed(records, 1, 'A mistake')));
    const kept = new Set(Object.values(own.publisher.store.manifest(first.release).shards));
    for (const hash of Object.values(own.publisher.store.current()?.shards ?? {}))
      if (!kept.has(hash)) rmSync(own.publisher.store.objects.fileOf(hash));
    const head = await rollBack(own.publisher.store, null, own.publisher.now(), nothingWithheld);
    expect(head.contentHash).toBe(first.contentHash);
    expect((await verifyRelease(own.publisher.store)).damage).toEqual([]);
  });

  it('refuses a release that is unknown, or was the first', async () => {
    const { store, now } = own.publisher;
    await expect(rollBack(store, null, now(), nothingWithheld)).rejects.toThrow(PublishRefused);
    await publish(own.publisher, writeExport(makeRecords(2)));
    await expect(rollBack(store, null, now(), nothingWithheld)).rejects.toThrow(/first release/);
    await expect(rollBack(store, '../../current', now(), nothingWithheld)).rejects.toThrow(/no release/);
  });
});
