import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../plan/fingerprint.ts';
import { PublishRefused } from '../refusal.ts';
import { makeRelease } from '../testing/make-release.ts';
import { nothingWithheld } from '../withheld/fixtures/nothing-withheld.ts';
import { exportFolder } from './export-folder.ts';
import { openReleaseStore, type ReleaseStore } from './release-store.ts';
import { contentHashOf, readFiles, serializeShard, shardOf } from './shards.ts';
import { verifyRelease } from './verify.ts';

let folder: string;
let store: ReleaseStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-store-'));
  store = openReleaseStore(join(folder, 'store'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const release = (texts: Record<string, string>) => makeRelease(store, texts);

const shownAll = nothingWithheld;
const pages = {
  '/': 'home',
  '/hcpcs/J9000/': 'page',
  '/hcpcs/J9001/': 'other page',
  '/robots.txt': 'User-agent: *',
  '/404/': 'none',
};
const objectOf = (path: string) => {
  const file = readFiles(store.objects, store.current()?.shards ?? {}).get(path);
  return store.objects.fileOf(file?.hash ?? '');
};
const damage = (file: string, change: (file: string) => void) => {
  chmodSync(file, 0o644);
  change(file);
};

it('takes every file into a store that was restored with the folders of its own files alone', () => {
  const { objects } = store;
  const kept = sha256('kept').slice(0, 2);
  objects.write(Buffer.from('kept'));
  for (let first = 0; first < 256; first += 1) {
    const name = first.toString(16).padStart(2, '0');
    if (name !== kept && name !== 'ff') rmSync(join(folder, 'store', 'objects', name), { recursive: true });
  }
  const restored = openReleaseStore(join(folder, 'store')).objects;
  for (const text of ['one', 'two', 'three', 'four'])
    expect(restored.read(restored.write(Buffer.from(text)).hash).toString()).toBe(text);
});

describe('a release', () => {
  it('is found again, file by file', () => {
    const manifest = release(pages);
    expect(store.current()).toEqual(manifest);
    expect(manifest.id).toMatch(/^20261123T221530Z-[0-9a-f]{8}$/);
    const files = readFiles(store.objects, manifest.shards);
    expect([...files.keys()].sort()).toEqual(Object.keys(pages).sort());
    expect(store.objects.read(files.get('/hcpcs/J9000/')?.hash ?? '').toString()).toBe('page');
  });

  it('sorts after its parent, whatever the clock says', () => {
    const [first, second] = [release(pages), release({ '/': 'another home' })];
    expect(second.parent).toBe(first.id);
    expect(second.id > first.id).toBe(true);
  });

  it('has the same content hash for the same files, in whatever order they come', () => {
    const file = fc.record({
      hash: fc.constant(sha256('x')),
      size: fc.nat(),
      mediaType: fc.constant('text/css'),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.webPath(), file, { maxKeys: 20 }), (files) => {
        const entries = Object.entries(files);
        expect(serializeShard(entries)).toBe(serializeShard(entries.toReversed()));
      }),
    );
    expect(contentHashOf({ ab: 'x', 0: 'y' })).toBe(contentHashOf({ 0: 'y', ab: 'x' }));
  });

  it('has lists of its own for files that are no pages, which format 1 had among them', () => {
    const [page, style] = ['/hcpcs/J9000/', '/assets/page.css'];
    const digits = (path: string) => sha256(path).slice(0, 2);
    expect([shardOf(page, 1), shardOf(style, 1)]).toEqual([digits(page), digits(style)]);
    expect([shardOf(page, 2), shardOf(style, 2)]).toEqual([digits(page), `files-${digits(style)[0]}`]);
  });

  it('writes a file whole, once, and again where it was cut short', () => {
    const first = store.objects.write(Buffer.from('text'));
    expect(first).toEqual({ hash: sha256('text'), size: 4, written: true });
    expect(store.objects.write(Buffer.from('text')).written).toBe(false);
    damage(store.objects.fileOf(first.hash), (file) => writeFileSync(file, 'te'));
    expect(store.objects.write(Buffer.from('text')).written).toBe(true);
    damage(store.objects.fileOf(first.hash), (file) => writeFileSync(file, 'tex!'));
    expect(store.objects.write(Buffer.from('text'), { hash: first.hash, rewrite: true }).written).toBe(true);
    expect(store.objects.read(first.hash).toString()).toBe('text');
  });
});

describe('verifying', () => {
  it('finds a whole release whole', async () => {
    release(pages);
    expect(await verifyRelease(store)).toMatchObject({ files: 5, damage: [] });
  });

  it.each([
    ['altered', (file: string) => writeFileSync(file, 'PAGE')],
    ['size', (file: string) => appendFileSync(file, '!')],
    ['missing', (file: string) => rmSync(file)],
  ])('names a file that is damaged (%s) by its path', async (kind, change) => {
    release(pages);
    damage(objectOf('/hcpcs/J9000/'), change);
    expect((await verifyRelease(store)).damage.map(({ path, kind }) => [path, kind])).toEqual([
      ['/hcpcs/J9000/', kind],
    ]);
  });

  it('names a damaged shard', async () => {
    const { shards } = release(pages);
    const [shard = '', hash = ''] = Object.entries(shards)[0] ?? [];
    damage(store.objects.fileOf(hash), (file) => writeFileSync(file, '{"files":{}}'));
    expect((await verifyRelease(store)).damage).toMatchObject([
      { path: `the shard ${shard}`, kind: 'unreadable' },
    ]);
  });

  it('does not believe a shard whose files have fields that the contract does not know', async () => {
    const manifest = release({ '/': 'home' });
    const [shard = '', hash = ''] = Object.entries(manifest.shards)[0] ?? [];
    const files = JSON.parse(store.objects.read(hash).toString()).files;
    const forged = store.objects.write(
      Buffer.from(JSON.stringify({ files: { '/': { ...files['/'], extra: 1 } } })),
    );
    const shards = { [shard]: forged.hash };
    store.swap({ ...manifest, shards, contentHash: contentHashOf(shards) });
    expect((await verifyRelease(store)).damage).toMatchObject([
      { path: `the shard ${shard}`, kind: 'unreadable' },
    ]);
  });

  it('does not believe a manifest that is not the published one', async () => {
    const { id } = release(pages);
    appendFileSync(join(store.root, 'manifests', `${id}.json`), ' ');
    expect((await verifyRelease(store)).damage).toMatchObject([{ path: 'the manifest', kind: 'unreadable' }]);
    expect(() => store.current()).toThrow(PublishRefused);
  });

  it('has nothing to verify before the first release', async () => {
    await expect(verifyRelease(store)).rejects.toThrow(PublishRefused);
  });
});

describe('exporting', () => {
  const to = () => join(folder, 'site');
  const read = (name: string) => readFileSync(join(to(), name), 'utf8');

  it('writes the plain static site', () => {
    release(pages);
    expect(exportFolder(store, to(), shownAll)).toMatchObject({ files: 5, written: 5, kept: 0, removed: 0 });
    expect(read('index.html')).toBe('home');
    expect(read('hcpcs/J9000/index.html')).toBe('page');
    expect(read('404.html')).toBe('none');
    expect(statSync(join(to(), 'hcpcs/J9000/index.html')).ino).toBe(statSync(objectOf('/hcpcs/J9000/')).ino);
  });

  it('writes only what differs, and removes what left, folders too', () => {
    release(pages);
    exportFolder(store, to(), shownAll);
    const { '/hcpcs/J9001/': _, ...left } = pages;
    release({ ...left, '/hcpcs/J9000/': 'new page', '/hcpcs/J9002/': 'third' });
    expect(exportFolder(store, to(), shownAll)).toMatchObject({ files: 5, written: 2, kept: 3, removed: 1 });
    expect(read('hcpcs/J9000/index.html')).toBe('new page');
    expect(existsSync(join(to(), 'hcpcs/J9001'))).toBe(false);
    expect(exportFolder(store, to(), shownAll)).toMatchObject({ written: 0, kept: 5, removed: 0 });
  });

  it('mends what an export that was broken off left', () => {
    release(pages);
    exportFolder(store, to(), shownAll);
    const record = JSON.parse(read('.plaincode-export.json'));
    record.files['hcpcs/J9000/index.html'] = '';
    record.files['hcpcs/J8/index.html'] = '';
    writeFileSync(join(to(), '.plaincode-export.json'), JSON.stringify({ ...record, complete: false }));
    rmSync(join(to(), 'hcpcs/J9000/index.html'));
    expect(exportFolder(store, to(), shownAll)).toMatchObject({ written: 1, kept: 4, removed: 1 });
    expect(read('hcpcs/J9000/index.html')).toBe('page');
  });

  it('refuses a folder that holds anything else, and touches nothing outside its own', () => {
    release(pages);
    expect(() => exportFolder(store, store.root, shownAll)).toThrow(PublishRefused);
    exportFolder(store, to(), shownAll);
    writeFileSync(join(folder, 'mine'), 'keep');
    const record = JSON.parse(read('.plaincode-export.json'));
    record.files['../mine'] = sha256('keep');
    writeFileSync(join(to(), '.plaincode-export.json'), JSON.stringify(record));
    exportFolder(store, to(), shownAll);
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('keep');
  });
});
