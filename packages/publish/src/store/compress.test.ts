import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type ReleaseManifest, variantDigestBytes, variantEndings } from '@plaincode/content-schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRelease } from '../testing/make-release.ts';
import { type CompressAsked, compressRelease } from './compress.ts';
import { takeLock } from './lock.ts';
import { defaultPruneRule, pruneStore } from './prune.ts';
import { openReleaseStore, type ReleaseStore } from './release-store.ts';
import { verifyRelease } from './verify.ts';

let folder: string;
let store: ReleaseStore;
let last: ReleaseManifest | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-compress-'));
  store = openReleaseStore(join(folder, 'store'));
  last = null;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const image = Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 7_919) % 251));
const html = (word: string): string => `<p>${word}</p>`.repeat(200);

/** Makes the given pages, an image and a style the served release. */
function release(pages: Record<string, string>, now = new Date('2026-11-23T22:15:30Z')): void {
  last = makeRelease(
    store,
    {
      ...pages,
      '/media/drawing.png': { bytes: image, mediaType: 'image/png' },
      '/assets/page.css': { bytes: Buffer.from('p { margin: 0 }\n'.repeat(100)), mediaType: 'text/css' },
    },
    now,
  );
}

const stateFolder = () => join(folder, 'publisher');
const compress = (more: Partial<CompressAsked> = {}) =>
  compressRelease(store, { stateFolder: stateFolder(), ...more });
const hashOf = (text: string): string => store.objects.write(Buffer.from(text)).hash;
const variantOf = (text: string): string => store.objects.fileOf(hashOf(text)) + variantEndings.br;
const isThere = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

describe('compressing a release', () => {
  it('keeps a variant beside every text, and none where nothing is saved', () => {
    release({ '/': html('home'), '/short/': '<p>short</p>' });
    expect(compress()).toMatchObject({
      release: last?.id,
      files: { compressed: 2, there: 0, left: 2 },
      bytes: { before: html('home').length + 1_600 },
    });
    const variant = readFileSync(variantOf(html('home')));
    const packed = variant.subarray(variantDigestBytes);
    expect(variant.subarray(0, variantDigestBytes)).toEqual(hash('sha256', packed, 'buffer'));
    expect(brotliDecompressSync(packed).toString()).toBe(html('home'));
    expect(statSync(variantOf(html('home'))).mode & 0o777).toBe(0o444);
    expect(isThere(variantOf('<p>short</p>'))).toBe(false);
  });

  it('does not go through the same shards again, and compresses what the next release brought', () => {
    release({ '/': html('home'), '/hcpcs/J9000/': html('before') });
    compress();
    expect(compress().files).toEqual({ compressed: 0, there: 0, left: 0 });
    release({ '/': html('home'), '/hcpcs/J9000/': html('after') });
    expect(compress().files.compressed).toBe(1);
  });

  it('looks at every file again where it is asked to', () => {
    release({ '/': html('home') });
    compress();
    rmSync(variantOf(html('home')));
    expect(compress().files.compressed).toBe(0);
    expect(compress({ anew: true }).files).toEqual({ compressed: 1, there: 1, left: 1 });
  });

  it('gives way to a publish, and goes on after it where it was', () => {
    release({ '/': html('home'), '/hcpcs/J9000/': html('page') });
    const letGo = takeLock(stateFolder());
    expect(compress).toThrow('A publisher is at work');
    expect(isThere(variantOf(html('home')))).toBe(false);
    letGo();
    compress();
    rmSync(join(stateFolder(), 'compressed.json'));
    rmSync(variantOf(html('page')));
    writeFileSync(`${variantOf(html('page'))}.new`, 'half', { mode: 0o444 });
    expect(compress().files).toMatchObject({ compressed: 1, there: 2 });
    expect(isThere(`${variantOf(html('page'))}.new`)).toBe(false);
  });

  it('leaves room for what a publish needs', () => {
    release({ '/': html('home') });
    expect(() => compress({ leaveFree: Number.MAX_SAFE_INTEGER })).toThrow('Too little room');
    expect(isThere(variantOf(html('home')))).toBe(false);
  });

  it('writes an empty variant anew, which a power cut may leave', () => {
    release({ '/': html('home') });
    compress();
    rmSync(variantOf(html('home')));
    writeFileSync(variantOf(html('home')), '');
    rmSync(join(folder, 'publisher'), { recursive: true });
    expect(compress().files.compressed).toBe(1);
  });

  it('leaves out a file that is damaged or gone', () => {
    release({ '/': html('home'), '/hcpcs/J9000/': html('page') });
    const damaged = store.objects.fileOf(hashOf(html('home')));
    const gone = store.objects.fileOf(hashOf(html('page')));
    rmSync(damaged);
    writeFileSync(damaged, 'something else');
    rmSync(gone);
    expect(compress().files).toEqual({ compressed: 1, there: 0, left: 3 });
  });

  it('says that there is nothing to compress', () => {
    expect(compress).toThrow('Nothing has been published yet.');
  });
});

describe('a variant', () => {
  it('is pruned with its object, and stays as long as the object does', () => {
    release({ '/': html('home'), '/hcpcs/J9000/': html('before') }, new Date('2026-01-01T00:00:00Z'));
    compress();
    for (let minute = 1; minute <= 20; minute += 1)
      release(
        { '/': html('home'), '/hcpcs/J9000/': html(`after ${minute}`) },
        new Date(Date.UTC(2026, 0, 1, 0, minute)),
      );
    compress();
    const [gone, stays] = [variantOf(html('before')), variantOf(html('home'))];
    const { bytes } = pruneStore(store, defaultPruneRule, new Date('2026-11-23T22:15:30Z'));
    expect([isThere(gone), isThere(stays), isThere(variantOf(html('after 20')))]).toEqual([
      false,
      true,
      true,
    ]);
    expect(bytes.removed).toBeGreaterThan(html('before').length);
  });

  it('is no part of what a verification reads', async () => {
    release({ '/': html('home') });
    compress();
    rmSync(variantOf(html('home')));
    writeFileSync(variantOf(html('home')), 'damaged');
    expect(await verifyRelease(store)).toMatchObject({ files: 3, damage: [] });
  });
});
