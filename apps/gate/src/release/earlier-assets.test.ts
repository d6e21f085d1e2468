import fs, { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeMadeRelease } from '../testing/made-release.ts';
import { followCurrentRelease } from './current-release.ts';
import { findAsset } from './find-asset.ts';
import { objectFile } from './object-files.ts';
import { shardOf } from './release.ts';

const now = new Date('2026-11-23T22:00:00Z');
const created = '2026-11-23T22:00:00Z';
/** Names that one list holds. */
const names = Array.from({ length: 1_000 }, (_, at) => `/assets/${at}.css`).filter(
  (path) => shardOf(path, 2) === 'files-0',
);
const [ofFirst = '', ofSecond = '', ofThird = '', ...unknown] = names;
const style = { body: 'body {}', mediaType: 'text/css' };

let store: string;
let find: (path: string) => unknown;
/** The list that names the first release's style. */
let firstList: string;

beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'plaincode-assets-'));
  const first = writeMadeRelease(store, { [ofFirst]: style, [`${ofFirst}"\\é`]: style }, { created });
  const second = writeMadeRelease(store, { [ofSecond]: style }, { created, parent: first.id });
  writeMadeRelease(store, { [ofThird]: style }, { created, parent: second.id });
  firstList = objectFile(store, first.shards['files-0'] ?? '');
  const releases = followCurrentRelease({ store, graceDays: 7, clock: () => now, report: () => {} });
  find = (path) => findAsset({ releases, withheld: { areIn: () => false } }, path);
});
afterEach(() => rmSync(store, { recursive: true }));

it('what no release has is looked for in the lists of earlier ones once, however many names are asked for', () => {
  find(unknown[0] ?? '');
  const read = vi.spyOn(fs, 'readFileSync');
  syncBuiltinESMExports();
  try {
    for (const path of unknown.slice(1)) expect(find(path)).toBeUndefined();
    expect(read.mock.calls).toEqual([]);
  } finally {
    read.mockRestore();
    syncBuiltinESMExports();
  }
  for (const path of [ofFirst, ofSecond, ofThird]) expect(find(path)).toMatchObject({ size: 7 });
});

it('a name is found whatever characters it has', () => {
  const path = `${ofFirst}"\\é`;
  expect(find(path)).toMatchObject({ size: 7 });
  expect([find(path.slice(0, -1)), find(`${path}"`)]).toEqual([undefined, undefined]);
});

it('a list that cannot be read for now is read again', () => {
  renameSync(firstList, `${firstList}.away`);
  expect(find(ofFirst)).toBeUndefined();
  renameSync(`${firstList}.away`, firstList);
  expect(find(ofFirst)).toMatchObject({ size: 7 });
});
