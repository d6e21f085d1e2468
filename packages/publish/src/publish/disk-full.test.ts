import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isDiskFull } from '../store/disk-full.ts';
import type { ReleaseStore } from '../store/release-store.ts';
import { verifyRelease } from '../store/verify.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from './fixtures/plain-publisher.ts';
import { publish } from './publish.ts';

let folder: string;
let publisher: PlainPublisher;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-full-'));
  publisher = createPlainPublisher(folder);
});
afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

/** The same store on a disk that is full after some more objects: the next is left cut short. */
function fullAfter(store: ReleaseStore, room: number): ReleaseStore {
  let left = room;
  const objects: ReleaseStore['objects'] = {
    ...store.objects,
    write(bytes, known) {
      left -= 1;
      if (left >= 0) return store.objects.write(bytes, known);
      writeFileSync(join(store.root, 'incoming', 'cut'), bytes.subarray(0, 10));
      throw noSpace();
    },
  };
  return { ...store, objects };
}

it.each([0, 1, 20])(
  'a publish that finds room for %i more files is refused, the old release stays whole, and the next one succeeds',
  async (room) => {
    const first = await publish(publisher, writeExport(makeRecords(50, 'First edition')));
    const onFull = { ...publisher, store: fullAfter(publisher.store, room) };
    const second = makeRecords(50, 'Second edition');
    await expect(publish(onFull, writeExport(second))).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('nothing was published'),
    });
    expect(publisher.store.pointer()?.release).toBe(first.release);
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
    expect(readdirSync(join(folder, 'store', 'incoming'))).toEqual([]);
    const next = await publish(publisher, writeExport(second));
    expect(next).toMatchObject({ outcome: 'published', parent: first.release });
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
  },
);

/** A file system of a few megabytes may be mounted by whoever may have a name space of their own. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

it.skipIf(!mayMount)(
  'on a disk that is full (Linux, where unshare and mount are allowed), the old release stays whole, nothing is forgotten, and the next publish succeeds',
  () => {
    const rooms = [0, 4, 24, 64, 160, 512, 768];
    const script = new URL('./fixtures/publish-on-small-disk.ts', import.meta.url).pathname;
    const mounted = 'mount -t tmpfs -o size=40m tmpfs "$0" && exec "$@"';
    const told = execFileSync(
      'unshare',
      ['-rm', 'sh', '-c', mounted, folder, process.execPath, script, folder, ...rooms.map(String)],
      { encoding: 'utf8' },
    );
    const found = told
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map(({ room }) => room)).toEqual(rooms);
    for (const { room, before, onFull, full, next, after } of found) {
      expect([room, onFull, next]).toEqual([room, 'disk-full', 'published']);
      expect(full).toMatchObject({ release: before.release, damage: [] });
      expect(full.remembered).toBeGreaterThanOrEqual(before.remembered);
      expect(after.damage).toEqual([]);
    }
  },
  120_000,
);

it('tells a full disk from what else goes wrong, also through a worker and in the words of SQLite', () => {
  expect(isDiskFull(new Error('the publish failed', { cause: noSpace() }))).toBe(true);
  expect(isDiskFull(new Error('ENOSPC: no space left on device, write'))).toBe(true);
  expect(isDiskFull(new Error('database or disk is full'))).toBe(true);
  const ofSqlite = (errcode: number) => Object.assign(new Error('disk I/O error'), { errcode });
  expect([4874, 778].map(ofSqlite).map(isDiskFull)).toEqual([true, false]);
  expect(isDiskFull(new Error('a render worker ended with status 1'))).toBe(false);
});
