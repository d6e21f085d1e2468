import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { askRaw, type RawAnswer } from '../testing/raw-request.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';
import { sha256 } from './object-files.ts';

const image = new Uint8Array(2_000).map((_, at) => at % 251);
const files = {
  '/': madePage('Home'),
  '/404/': madePage('Not found'),
  '/hcpcs/J9000/': madePage('J9000', 'metered'),
  '/hcpcs/Größe (cm)/': madePage('Umlaut'),
  '/assets/page.8f3a.css': { body: 'body { color: black }\n'.repeat(50), mediaType: 'text/css' },
  '/media/drawing.png': { body: image, mediaType: 'image/png' },
  '/empty.txt': { body: '', mediaType: 'text/plain' },
};
const page = Buffer.from(files['/hcpcs/J9000/'].body);
const size = page.length;
const plainTag = `"${sha256(page).slice(0, 32)}"`;
const imageTag = `"${sha256(image).slice(0, 32)}"`;

let gate: RunningGate;
const ask = (line: string, headers: Record<string, string> = {}) => askRaw(gate.url, line, headers);

beforeAll(async () => {
  gate = await startGate();
  writeMadeRelease(gate.store, files);
});
afterAll(() => gate.stop());

describe('a part of a page', () => {
  const part = (start: number, end: number) =>
    [206, `bytes ${start}-${end - 1}/${size}`, start, end] as const;
  const allOfIt = [200, undefined, 0, size] as const;

  it.each([
    ['bytes=0-9', {}, part(0, 10)],
    ['bytes=10-', {}, part(10, size)],
    ['bytes=-10', {}, part(size - 10, size)],
    ['bytes=-999999', {}, part(0, size)],
    ['bytes=5-999999', {}, part(5, size)],
    ['Bytes=0-0', {}, part(0, 1)],
    ['bytes=0-9', { 'If-Range': plainTag }, part(0, 10)],
    ['bytes=0-9', { 'Accept-Encoding': 'br' }, part(0, 10)],
    ['bytes=0-9', { 'If-Range': '"another"' }, allOfIt],
    ['bytes=0-9', { 'If-Range': `W/${plainTag}` }, allOfIt],
    ['bytes=0-9', { 'If-Range': 'Sat, 01 Jan 2028 00:00:00 GMT' }, allOfIt],
    ['bytes=0-1,4-5', {}, allOfIt],
    ['bytes=9-3', {}, allOfIt],
    ['bytes=-', {}, allOfIt],
    ['bytes=a-b', {}, allOfIt],
    ['items=0-9', {}, allOfIt],
  ])('%s with %o', async (range, headers, [status, described, start, end]) => {
    const answer = await ask('GET /hcpcs/J9000/ HTTP/1.1', { Range: range, ...headers });
    expect([answer.status, answer.headers['content-range']]).toEqual([status, described]);
    expect(answer.body).toEqual(page.subarray(start, end));
    expect(answer.headers).toMatchObject({
      'content-length': String(end - start),
      'accept-ranges': 'bytes',
      etag: plainTag,
      vary: 'Accept-Encoding',
    });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it.each([
    [`bytes=${size}-`, '/hcpcs/J9000/', size],
    ['bytes=99999999999999999999-', '/hcpcs/J9000/', size],
    ['bytes=-0', '/hcpcs/J9000/', size],
    ['bytes=0-', '/empty.txt', 0],
  ])('%s of %s cannot be had', async (range, path, total) => {
    const answer = await ask(`GET ${path} HTTP/1.1`, { Range: range });
    expect([answer.status, answer.headers['content-range'], answer.body.length]).toEqual([
      416,
      `bytes */${total}`,
      0,
    ]);
  });

  it('is had of an image too, and never of HEAD', async () => {
    const answer = await ask('GET /media/drawing.png HTTP/1.1', { Range: 'bytes=100-199' });
    expect([answer.status, answer.headers.etag]).toEqual([206, imageTag]);
    expect(answer.body).toEqual(Buffer.from(image.subarray(100, 200)));
    const head = await ask('HEAD /media/drawing.png HTTP/1.1', { Range: 'bytes=100-199' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '2000', 0]);
  });
});

describe('a page that the reader has', () => {
  it.each([
    [{ 'If-None-Match': plainTag }, 304],
    [{ 'If-None-Match': `W/${plainTag}` }, 304],
    [{ 'If-None-Match': `"a", "b" ,${plainTag}` }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': plainTag, Range: 'bytes=0-9' }, 304],
    [{ 'If-None-Match': '"a", "b"' }, 200],
    [{ 'If-None-Match': plainTag.replaceAll('"', '') }, 200],
    [{ 'If-None-Match': plainTag, 'Accept-Encoding': 'br' }, 200],
    [{ 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' }, 200],
    [{ 'If-None-Match': plainTag.replace(/"$/, '-br"'), 'Accept-Encoding': 'br' }, 304],
    [{ 'If-None-Match': `W/${plainTag.replace(/"$/, '-gzip"')}`, 'Accept-Encoding': 'gzip' }, 304],
    [{ 'If-Match': '*' }, 200],
    [{ 'If-Match': `"a", ${plainTag}` }, 200],
    [{ 'If-Match': plainTag, 'If-None-Match': plainTag }, 304],
  ])('with %o is answered %i', async (headers: Record<string, string>, status) => {
    const answer = await ask('GET /hcpcs/J9000/ HTTP/1.1', headers);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      vary: 'Accept-Encoding',
      'cache-control': 'public, max-age=0, must-revalidate',
      'x-content-type-options': 'nosniff',
    });
    if (status === 304)
      expect([answer.body.length, answer.headers['content-length']]).toEqual([0, undefined]);
  });
});

describe('a page that is no longer as the reader has it', () => {
  it.each(['"another"', `W/${plainTag}`, ''])('is not sent where If-Match says %s', async (tag) => {
    const answer = await ask('GET /hcpcs/J9000/ HTTP/1.1', { 'If-Match': tag, Range: 'bytes=0-9' });
    expect([answer.status, answer.headers['cache-control']]).toEqual([412, 'no-store']);
  });
});

describe('HEAD', () => {
  it.each([
    ['/hcpcs/J9000/', {}],
    ['/hcpcs/J9000/', { 'Accept-Encoding': 'br' }],
    ['/hcpcs/J9000/', { 'Accept-Encoding': 'gzip' }],
    ['/hcpcs/J9000/', { 'If-None-Match': plainTag }],
    ['/media/drawing.png', {}],
    ['/assets/page.8f3a.css', { 'Accept-Encoding': 'br' }],
    ['/empty.txt', {}],
    ['/nothing/', {}],
    ['/hcpcs/j9000', {}],
  ])('of %s with %o says what GET says, without a body', async (path, headers) => {
    const [head, get] = [
      await ask(`HEAD ${path} HTTP/1.1`, headers),
      await ask(`GET ${path} HTTP/1.1`, headers),
    ];
    const { date: _, ...ofHead } = head.headers;
    const { date: __, ...ofGet } = get.headers;
    expect([head.status, ofHead, head.body.length]).toEqual([get.status, ofGet, 0]);
    if (get.body.length > 0) expect(ofGet['content-length']).toBe(String(get.body.length));
  });
});

describe('how an answer is compressed', () => {
  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0.1', 'gzip'],
    ['*', 'br'],
    ['*;q=0.5, br;q=0', 'gzip'],
    ['GZIP', 'gzip'],
    ['identity;q=1, br;q=0.5', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['identity;q=0, *;q=0', undefined],
    ['deflate', undefined],
    ['', undefined],
  ])('Accept-Encoding: %s brings %s', async (accepted, encoding) => {
    const answer = await ask('GET /hcpcs/J9000/ HTTP/1.1', { 'Accept-Encoding': accepted });
    expect([answer.status, answer.headers['content-encoding'], answer.headers.vary]).toEqual([
      200,
      encoding,
      'Accept-Encoding',
    ]);
    const unpack =
      { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''] ?? ((bytes: Buffer) => bytes);
    expect(unpack(answer.body)).toEqual(page);
  });

  it('says nothing of it where there is nothing to choose', async () => {
    for (const path of ['/media/drawing.png', '/empty.txt']) {
      const answer = await ask(`GET ${path} HTTP/1.1`, { 'Accept-Encoding': 'br' });
      expect([answer.headers['content-encoding'], answer.headers.vary]).toEqual([undefined, undefined]);
    }
  });
});

describe('how long an answer may be kept', () => {
  it.each([
    ['/hcpcs/J9000/', 200, 'public, max-age=0, must-revalidate'],
    ['/media/drawing.png', 200, 'public, max-age=0, must-revalidate'],
    ['/assets/page.8f3a.css', 200, 'public, max-age=31536000, immutable'],
    ['/assets/none.css', 404, 'public, max-age=0, must-revalidate'],
    ['/nothing/', 404, 'public, max-age=0, must-revalidate'],
    ['/hcpcs/j9000', 301, 'public, max-age=3600'],
  ])('%s, answered %i: %s', async (path, status, kept) => {
    const answer = await ask(`GET ${path} HTTP/1.1`);
    expect([answer.status, answer.headers['cache-control']]).toEqual([status, kept]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is not at all before the first release', async () => {
    const empty = await startGate();
    try {
      for (const path of ['/', '/assets/page.8f3a.css', '/search/?q=words']) {
        const answer = await askRaw(empty.url, `GET ${path} HTTP/1.1`);
        expect([answer.status, answer.headers['cache-control'], answer.headers['retry-after']]).toEqual([
          503,
          'no-store',
          '30',
        ]);
      }
    } finally {
      await empty.stop();
    }
  });
});

describe('an address', () => {
  const found = (answer: RawAnswer) => answer.status === 200;

  it.each([
    '/hcpcs/%4a9000/',
    '/%68cpcs/J9000/',
    '/hcpcs%2FJ9000%2F',
    '/hcpcs/J9000/?from=mail&x=%ff',
    'http://localhost/hcpcs/J9000/',
  ])('%s is the page', async (target) => {
    const answer = await ask(`GET ${target} HTTP/1.1`);
    expect([found(answer), answer.body.equals(page)]).toEqual([true, true]);
  });

  it('with letters of other languages is found under its escapes', async () => {
    const answer = await ask(`GET ${encodeURI('/hcpcs/Größe (cm)/')} HTTP/1.1`);
    expect([answer.status, answer.body.toString()]).toEqual([200, files['/hcpcs/Größe (cm)/'].body]);
  });

  it.each([
    '/../../secrets/root-keys.json',
    '/hcpcs/../../secrets/root-keys.json',
    '/hcpcs/J9000/../../../current',
    '/%2e%2e/%2e%2e/secrets/root-keys.json',
    '/%2e%2e%2f%2e%2e%2fsecrets%2froot-keys.json',
    '/%252e%252e/%252e%252e/secrets/root-keys.json',
    '/..%5c..%5csecrets%5croot-keys.json',
    '/..\\..\\secrets\\root-keys.json',
    '/%c0%ae%c0%ae/%c0%ae%c0%ae/secrets/root-keys.json',
    '/%e0%80%ae%e0%80%ae/secrets/root-keys.json',
    '/hcpcs/J9000/%00',
    '/hcpcs/J9000%00.css',
    '/assets/../../secrets/root-keys.json',
    '/assets/%2e%2e/%2e%2e/current',
    '/%',
    '/%zz',
    '/.',
    '/..',
    '/hcpcs/./J9000',
    '/objects/ab',
    '/manifests/',
    '/404/',
    '/410/',
    `/${'a'.repeat(8_000)}`,
    `/${'a/'.repeat(4_000)}`,
    `/${'%2e%2e%2f'.repeat(800)}secrets`,
    `/hcpcs/${'J9000'.repeat(1_000)}/`,
  ])('%s leads to nothing', async (target) => {
    const answer = await ask(`GET ${target} HTTP/1.1`);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toBe(files['/404/'].body);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each(['/hcpcs/J9000/\0', '/hcpcs/ J9000/', 'hcpcs/J9000/'])('%j is no request', async (target) => {
    const answer = await ask(`GET ${target} HTTP/1.1`);
    expect(answer.status).toBe(400);
  });

  it('of 20,000 letters is too long, and the next request is answered', async () => {
    expect((await ask(`GET /${'a'.repeat(20_000)} HTTP/1.1`)).status).toBe(431);
    expect((await ask('GET /hcpcs/J9000/ HTTP/1.1')).status).toBe(200);
  });

  it.each([
    ['//hcpcs//J9000//', '/hcpcs/J9000/'],
    ['//hcpcs/J9000?a=//b', '/hcpcs/J9000/?a=//b'],
    ['/hcpcs/%6a9000', '/hcpcs/J9000/'],
  ])('%s is sent on to %s of this site', async (from, to) => {
    const answer = await ask(`GET ${from} HTTP/1.1`);
    expect([answer.status, answer.headers.location]).toEqual([301, to]);
  });
});

describe('letters that no address should have', () => {
  it.each(['\x7f', '\x80', '\xe9', '\xff', '"', '<', '|', '%0d%0aSet-Cookie:%20a=b', '%00'])(
    'in a query (%j) bring no header of their own, and end nothing',
    async (letters) => {
      const answer = await ask(`GET /hcpcs/j9000?x=${letters} HTTP/1.1`);
      expect([301, 400]).toContain(answer.status);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect((await ask('GET /hcpcs/J9000/ HTTP/1.1')).status).toBe(200);
    },
  );
});

describe('a method', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    '%s is refused',
    async (method) => {
      const answer = await ask(`${method} /hcpcs/J9000/ HTTP/1.1`, { 'Content-Length': '0' });
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    },
  );
});

describe('a request that could be read in two ways', () => {
  it.each<[string, Record<string, string>]>([
    ['two lengths', { 'Content-Length': '0\r\nContent-Length: 5' }],
    ['a length and chunks', { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }],
    ['a length that is none', { 'Content-Length': '-1' }],
    ['a folded header', { 'X-Header': 'a\r\n b: c' }],
    ['a header without a name', { '': 'a' }],
  ])('is refused: %s', async (_, headers) => {
    expect((await ask('GET /hcpcs/J9000/ HTTP/1.1', headers)).status).toBe(400);
  });
});

describe('an answer over a connection that stays open', () => {
  it('is followed by the next one', async () => {
    const first = 'GET /hcpcs/J9000/ HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n';
    const answer = await ask(`${first}GET /nothing/ HTTP/1.1`);
    const length = Number(answer.headers['content-length']);
    expect(brotliDecompressSync(answer.body.subarray(0, length))).toEqual(page);
    expect(answer.body.toString('latin1', length)).toMatch(/^HTTP\/1\.1 404 /);
  });
});
