import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReleaseStore, type ReleaseStore } from '@plaincode/publish';
import { makeRelease } from '@plaincode/publish/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type S3Server, startS3Server } from './fixtures/s3-server.ts';
import { openTarget, type Target } from './s3-target.ts';
import { indexName } from './upload-index.ts';
import { type UploadChoices, uploadRelease } from './upload-release.ts';

let folder: string;
let store: ReleaseStore;
let server: S3Server;
let target: Target;
let now: Date;
beforeEach(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a key of the tests');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a secret of the tests');
  folder = mkdtempSync(join(tmpdir(), 'plaincode-upload-'));
  store = openReleaseStore(join(folder, 'store'));
  server = await startS3Server();
  target = openTarget('s3://codes/site', server.endpoint, undefined);
  now = new Date('2026-11-28T10:00:00Z');
});
afterEach(async () => {
  target.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const first = {
  '/': 'home',
  '/404/': 'none',
  '/hcpcs/J9000/': 'page',
  '/hcpcs/J9001/': 'other page',
  '/assets/page.1.css': 'body {}',
  '/media/drawing.png': 'a drawing',
};
const withheld = { isWithheld: () => false, paths: [], codeSets: [], warnings: [] };
const upload = (more: Partial<UploadChoices> = {}) =>
  uploadRelease(store, target, { withheld, check: false, now: () => now, ...more });
const at = (name: string) => server.objects.get(`codes/site/${name}`);
const names = () =>
  [...server.objects.keys()]
    .map((key) => key.replace('codes/site/', ''))
    .filter((name) => name !== indexName)
    .sort();
const index = () => JSON.parse(at(indexName)?.body ?? '');

it('brings the whole site under its prefix, assets before pages, each with its type and how long it may be kept', async () => {
  makeRelease(store, first);
  expect(await upload()).toMatchObject({ files: 6, written: 6, kept: 0, removed: 0, purge: [] });
  expect(names()).toEqual([
    '404.html',
    'assets/page.1.css',
    'hcpcs/J9000/index.html',
    'hcpcs/J9001/index.html',
    'index.html',
    'media/drawing.png',
  ]);
  expect(at('hcpcs/J9000/index.html')).toMatchObject({
    body: 'page',
    headers: { type: 'text/html; charset=utf-8', cache: 'public, max-age=60, must-revalidate' },
  });
  expect(at('assets/page.1.css')?.headers.cache).toBe('public, max-age=31536000, immutable');
  expect(at('assets/page.1.css')?.headers.encoding).toBeUndefined();
  const puts = server.writes.map((write) => write.replace('PUT codes/site/', ''));
  const lastAsset = Math.max(puts.indexOf('assets/page.1.css'), puts.indexOf('media/drawing.png'));
  expect(puts.slice(0, 1)).toEqual([indexName]);
  expect(puts.slice(1, 3).sort()).toEqual(['assets/page.1.css', 'media/drawing.png']);
  expect(puts.indexOf('index.html')).toBeGreaterThan(lastAsset);
  expect(puts.at(-1)).toBe(indexName);
});

it('writes only what differs, removes what left after that, and names the paths that changed', async () => {
  makeRelease(store, first);
  await upload();
  const { '/hcpcs/J9001/': _, '/assets/page.1.css': __, ...left } = first;
  makeRelease(store, { ...left, '/hcpcs/J9000/': 'new page', '/assets/page.2.css': 'p {}' });
  expect(await upload({ check: true })).toMatchObject({ outcome: 'checked', written: 2 });
  server.writes.length = 0;
  const told: string[][] = [];
  const report = await upload({ onPurge: (paths) => told.push([...paths]) });
  expect(report).toMatchObject({ written: 2, kept: 3, removed: 1 });
  expect(report.purge).toEqual(['/hcpcs/J9000/', '/hcpcs/J9001/']);
  expect(told).toEqual([report.purge]);
  expect(server.writes.slice(1, -1)).toEqual([
    'PUT codes/site/assets/page.2.css',
    'PUT codes/site/hcpcs/J9000/index.html',
    'DELETE site/hcpcs/J9001/index.html',
  ]);
  // Pages in open browsers may still ask for the stylesheet.
  expect(names()).toContain('assets/page.1.css');
  now = new Date('2026-12-29T10:00:00Z');
  expect(await upload()).toMatchObject({ written: 0, removed: 1 });
  expect(names()).not.toContain('assets/page.1.css');
  expect(await upload()).toMatchObject({ written: 0, removed: 0, purge: [] });
});

it('leaves out what may not be shown, and removes it where it stands', async () => {
  makeRelease(store, first);
  await upload();
  const taken = '/hcpcs/J9000/';
  const report = await upload({
    withheld: { ...withheld, isWithheld: (path) => path === taken, paths: [taken] },
  });
  expect(report).toMatchObject({ removed: 1, purge: ['/hcpcs/J9000/'] });
  expect(names()).not.toContain('hcpcs/J9000/index.html');
});

it('is taken up again where it was stopped, once its signs have ended', async () => {
  makeRelease(store, first);
  await upload();
  makeRelease(store, { ...first, '/': 'new home', '/hcpcs/J9000/': 'new page' });
  // As a process that is killed: from here on nothing reaches the store.
  server.beforeWrite = (key) => {
    if (key.endsWith('J9000/index.html')) server.busy = 1000;
  };
  // How it ends matters to nobody, whenever that is.
  const stopped = upload().catch(() => {});
  await vi.waitFor(() => expect(server.busy).toBeGreaterThan(0));
  await expect(upload()).rejects.toThrow('Another upload gave a sign 0 s ago');
  now = new Date(now.getTime() + 61_000);
  server.beforeWrite = () => {};
  server.busy = 0;
  const report = await upload();
  expect(report.purge).toEqual(['/', '/hcpcs/J9000/']);
  expect([at('index.html')?.body, at('hcpcs/J9000/index.html')?.body]).toEqual(['new home', 'new page']);
  expect(index()).toMatchObject({ underWay: null, purge: [] });
  await stopped;
});

it('tries again where the store is busy, and one that failed is taken up at once', async () => {
  makeRelease(store, first);
  server.busy = 2;
  expect((await upload()).written).toBe(6);
  makeRelease(store, { ...first, '/': 'new home' });
  const { hash } = store.objects.write(Buffer.from('new home'));
  chmodSync(store.objects.fileOf(hash), 0o644);
  writeFileSync(store.objects.fileOf(hash), 'NEW HOME');
  await expect(upload()).rejects.toThrow('The file of / is damaged');
  expect(index().underWay).toBeNull();
  expect(at('index.html')?.body).toBe('home');
  writeFileSync(store.objects.fileOf(hash), 'new home');
  expect(await upload()).toMatchObject({ written: 1, purge: ['/'] });
});

it('of two at once, one is refused', async () => {
  makeRelease(store, first);
  const both = await Promise.allSettled([upload(), upload()]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find((one) => one.status === 'rejected');
  expect(String(refused?.reason)).toMatch(/Another upload/);
  expect(index().underWay).toBeNull();
});

it('refuses a place that is none, one whose index is not ours, and an upload before the first release', async () => {
  await expect(upload()).rejects.toThrow('Nothing has been published yet.');
  makeRelease(store, first);
  await target.replace(indexName, '{"of":"another program"}', null);
  await expect(upload()).rejects.toThrow('none of ours');
  expect(() => openTarget('https://codes/site', null, undefined)).toThrow('no place to upload to');
  expect(() => openTarget('s3://codes', 'objects.example', undefined)).toThrow('no endpoint');
});
