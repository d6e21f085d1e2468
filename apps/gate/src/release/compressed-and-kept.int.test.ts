import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw } from '../testing/raw-request.ts';
import { startGate } from '../testing/running-gate.ts';
import { page, type SmallSite, startSmallSite } from '../testing/small-site.ts';

let site: SmallSite;
const ask: SmallSite['ask'] = (line, headers) => site.ask(line, headers);

beforeAll(async () => {
  site = await startSmallSite();
});
afterAll(() => site.stop());

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
