import { hash, randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { variantEndings } from '@plaincode/content-schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadeFile, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { askRaw } from '../testing/raw-request.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';
import { objectFile, sha256 } from './object-files.ts';

const page = '/hcpcs/J9000/';
const withheld = madePage('Withheld words', 'metered');
const image = new Uint8Array(2_000).fill(7);
const files: Record<string, MadeFile> = {
  '/': madePage('Home'),
  '/404/': madePage('Not found'),
  '/410/': madePage('No longer shown'),
  '/hcpcs/': madePage('HCPCS'),
  '/corrections/': madePage('Withheld words'),
  [page]: withheld,
  '/media/drawing.png': { body: image, mediaType: 'image/png' },
  '/assets/page.1.css': { body: 'body { color: black }\n'.repeat(50), mediaType: 'text/css' },
  '/search/index.json': { body: '{"made":"Withheld words"}', mediaType: 'application/json' },
  '/assets/search/words-pn.1.txt': { body: 'Withheld words\n'.repeat(50), mediaType: 'text/plain' },
};

let gate: RunningGate;
let served: string;
beforeEach(async () => {
  gate = await startGate();
  served = writeMadeRelease(gate.store, files).id;
});
afterEach(() => gate.stop());

function takeDown(target: string): void {
  const entry = {
    id: randomUUID(),
    at: '2026-11-28T10:00:00Z',
    action: 'take-down',
    target,
    reason: 'asked',
  };
  mkdirSync(join(gate.data, 'withheld'), { recursive: true });
  appendFileSync(join(gate.data, 'withheld', 'takedowns.ndjson'), `${JSON.stringify(entry)}\n`);
}

/** A release after it, without the given paths. */
function publishWithout(...paths: string[]): void {
  const kept = Object.entries(files).filter(([path]) => !paths.includes(path));
  const options = { created: '2026-11-24T08:00:00Z', parent: served };
  served = writeMadeRelease(gate.store, Object.fromEntries(kept), options).id;
}

const statusOf = async (path: string) => (await gate.browser().get(path)).status;

describe('a page that was taken down', () => {
  const tagOf = (body: string | Uint8Array, encoding = '') => `"${sha256(body).slice(0, 32)}${encoding}"`;
  const ways: [string, Record<string, string>][] = [
    ['GET', {}],
    ['GET', { 'Accept-Encoding': 'br' }],
    ['GET', { 'Accept-Encoding': 'gzip' }],
    ['GET', { 'If-None-Match': tagOf(withheld.body) }],
    ['GET', { 'If-None-Match': '*' }],
    ['GET', { 'Accept-Encoding': 'br', 'If-None-Match': tagOf(withheld.body, '-br') }],
    ['GET', { Range: 'bytes=0-99' }],
    ['GET', { Range: 'bytes=0-99', 'If-Range': tagOf(withheld.body) }],
    ['GET', { Range: 'bytes=999999-' }],
    ['HEAD', {}],
  ];

  it.each(ways)('comes by no %s with %o, though it stands in memory', async (method, headers) => {
    const spellings = [page, '/hcpcs/%4a9000/', '/hcpcs%2FJ9000%2F', `${page}?again`];
    const ask = (path: string) => askRaw(gate.url, `${method} ${path} HTTP/1.1`, headers);
    for (const path of spellings) expect((await ask(path)).status).not.toBe(410);
    takeDown(page);
    for (const path of spellings) {
      const answer = await ask(path);
      expect([answer.status, answer.headers.etag]).toEqual([410, undefined]);
      expect(answer.body.includes('Withheld')).toBe(false);
    }
  });

  it('comes as no variant', async () => {
    const object = objectFile(gate.store, sha256(withheld.body));
    const packed = brotliCompressSync(withheld.body);
    writeFileSync(object + variantEndings.br, Buffer.concat([hash('sha256', packed, 'buffer'), packed]));
    const get = () => gate.browser().get(page, { 'accept-encoding': 'br' });
    const before = await get();
    expect([before.status, before.headers.get('content-encoding')]).toEqual([200, 'br']);
    takeDown(page);
    expect((await get()).status).toBe(410);
    const name = sha256(withheld.body);
    for (const path of [
      `/objects/${name.slice(0, 2)}/${name.slice(2)}.br`,
      `${page}index.html.br`,
      `/${name}.br`,
    ])
      expect(await statusOf(path)).toBe(404);
  });
});

describe('the search index of the served release', () => {
  const parts = ['/search/index.json', '/assets/search/words-pn.1.txt'];
  const statuses = () => Promise.all(parts.map(statusOf));

  it.each([page, 'hcpcs'])('is given to nobody from the moment that %s is taken down', async (target) => {
    expect(await statuses()).toEqual([200, 200]);
    takeDown(target);
    for (const path of parts)
      for (const headers of [{}, { 'If-None-Match': '*' }, { Range: 'bytes=0-99' }])
        expect((await askRaw(gate.url, `GET ${path} HTTP/1.1`, headers)).body.toString()).not.toContain(
          'Withheld words',
        );
    expect(await statuses()).toEqual([404, 404]);
    expect(await statusOf('/assets/page.1.css')).toBe(200);
    publishWithout(page, '/hcpcs/');
    expect(await statuses()).toEqual([200, 200]);
  });

  it('stays where an image is taken down, which it does not name', async () => {
    takeDown('/media/drawing.png');
    expect(await statuses()).toEqual([200, 200]);
  });
});

describe('the list of corrections of the served release', () => {
  const list = '/corrections/';
  const ask = async () => (await gate.browser().get(list)).status;

  it.each([page, 'hcpcs'])('is given to nobody from the moment that %s is taken down', async (target) => {
    expect(await ask()).toBe(200);
    takeDown(target);
    for (const headers of [{}, { 'If-None-Match': '*' }, { Range: 'bytes=0-99' }])
      for (const path of [list, '/%63orrections/', '/corrections'])
        expect((await askRaw(gate.url, `GET ${path} HTTP/1.1`, headers)).body.toString()).not.toContain(
          'Withheld words',
        );
    expect(await ask()).toBe(503);
    publishWithout(page, '/hcpcs/');
    expect(await ask()).toBe(200);
  });
});

describe('the search index of an earlier release', () => {
  const index = '/assets/search/words-pn.1.txt';

  it('is given to those who hold its page', async () => {
    publishWithout(index);
    expect(await statusOf(index)).toBe(200);
  });

  it.each([page, 'hcpcs'])('is given to nobody once %s is taken down', async (target) => {
    publishWithout(index, page);
    takeDown(target);
    expect(await statusOf(index)).toBe(404);
    expect(await statusOf('/assets/page.1.css')).toBe(200);
  });

  it('is given to nobody once a licence has ended for a set that it names', async () => {
    publishWithout(index, page, '/hcpcs/');
    const terms = { format: 1, licences: [{ codeSet: 'hcpcs', validTo: '2026-12-31' }] };
    mkdirSync(join(gate.data, 'withheld'), { recursive: true });
    writeFileSync(join(gate.data, 'withheld', 'licences.json'), JSON.stringify(terms));
    gate.clock.now = new Date('2026-12-31T12:00:00Z');
    expect(await statusOf(index)).toBe(200);
    gate.clock.now = new Date('2027-01-01T12:00:00Z');
    expect(await statusOf(index)).toBe(404);
  });
});
