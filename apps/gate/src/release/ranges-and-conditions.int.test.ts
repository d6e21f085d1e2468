import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, page, type SmallSite, startSmallSite, tagOf } from '../testing/small-site.ts';

const size = page.length;
const plainTag = tagOf(page);

let site: SmallSite;
const ask: SmallSite['ask'] = (line, headers) => site.ask(line, headers);

beforeAll(async () => {
  site = await startSmallSite();
});
afterAll(() => site.stop());

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
    expect([answer.status, answer.headers.etag]).toEqual([206, tagOf(image)]);
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
