import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page, type SmallSite, startSmallSite } from '../testing/small-site.ts';

let site: SmallSite;
const ask: SmallSite['ask'] = (line, headers) => site.ask(line, headers);

beforeAll(async () => {
  site = await startSmallSite();
});
afterAll(() => site.stop());

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
