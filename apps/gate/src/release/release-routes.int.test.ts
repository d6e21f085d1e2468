import { rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePage, pointTo, writeMadeRelease } from '../testing/made-release.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';
import { objectFile, sha256 } from './object-files.ts';

const files = {
  '/': madePage('Home'),
  '/404/': madePage('Not found'),
  '/hcpcs/J9000/': madePage('J9000', 'metered', 'registered'),
  '/hcpcs/modifiers/A1/': madePage('A1'),
  '/icd-10-cm/E11.9/': madePage('E11.9'),
  '/assets/page.8f3a.css': { body: 'body { color: black }\n'.repeat(50), mediaType: 'text/css' },
  '/media/drawing.png': { body: new Uint8Array(2_000).fill(7), mediaType: 'image/png' },
  '/robots.txt': { body: 'User-agent: *\n', mediaType: 'text/plain; charset=utf-8' },
};

let gate: RunningGate;
beforeAll(async () => {
  gate = await startGate();
});
afterAll(() => gate.stop());

/** A bare request: no fetch that unpacks bodies or tidies the path. */
function raw(path: string, method = 'GET', headers: Record<string, string> = {}) {
  return new Promise<{
    status: number;
    headers: Record<string, string | string[] | undefined>;
    body: Buffer;
  }>((resolve, reject) => {
    const { hostname, port } = new URL(gate.url);
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('before the first release', () => {
  it('says so', async () => {
    const answer = await raw('/hcpcs/J9000/');
    expect(answer.status).toBe(503);
    expect(answer.body.toString()).toBe('Nothing has been published yet.\n');
    expect(await (await fetch(`${gate.url}/healthz`)).json()).toEqual({ status: 'ok', release: null });
    const views = await fetch(`${gate.url}/api/views?page=/`);
    expect([views.status, await views.json()]).toMatchObject([503, { code: 'nothing-published' }]);
  });
});

describe('a release', () => {
  beforeAll(() => {
    writeMadeRelease(gate.store, files);
  });

  it('is served as soon as the pointer names it', async () => {
    const answer = await raw('/hcpcs/J9000/');
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(files['/hcpcs/J9000/'].body);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=0, must-revalidate',
      'content-length': String(files['/hcpcs/J9000/'].body.length),
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });

  it.each([
    ['br', 'br, gzip', brotliDecompressSync],
    ['br', '*', brotliDecompressSync],
    ['gzip', 'gzip, br;q=0', gunzipSync],
  ])('is compressed with %s for "%s"', async (encoding, accepted, decompress) => {
    const answer = await raw('/hcpcs/J9000/', 'GET', { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(decompress(answer.body).toString()).toBe(files['/hcpcs/J9000/'].body);
    expect(answer.body.length).toBeLessThan(400);
  });

  it('has an ETag of its own for each encoding, and answers 304', async () => {
    const plain = await raw('/hcpcs/J9000/');
    const packed = await raw('/hcpcs/J9000/', 'GET', { 'accept-encoding': 'br' });
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    const again = await raw('/hcpcs/J9000/', 'GET', {
      'accept-encoding': 'br',
      'if-none-match': `"other", W/${packed.headers.etag}`,
    });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
    expect(again.headers).toMatchObject({ etag: packed.headers.etag, vary: 'Accept-Encoding' });
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const head = await raw('/hcpcs/J9000/', 'HEAD');
    const get = await raw('/hcpcs/J9000/');
    expect(head.body.length).toBe(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
  });

  it('lets hashed assets be kept for ever, and nothing else', async () => {
    const asset = await raw('/assets/page.8f3a.css');
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/css; charset=utf-8',
    });
    expect((await raw('/robots.txt')).headers['content-type']).toBe('text/plain; charset=utf-8');
    const image = await raw('/media/drawing.png', 'GET', { 'accept-encoding': 'br' });
    expect(image.headers['content-encoding']).toBeUndefined();
    expect(image.headers['content-type']).toBe('image/png');
    expect(image.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  });

  it.each([
    ['/hcpcs/J9000', '/hcpcs/J9000/'],
    ['/hcpcs/j9000', '/hcpcs/J9000/'],
    ['/HCPCS/j9000/?from=mail', '/hcpcs/J9000/?from=mail'],
    ['//hcpcs//J9000/', '/hcpcs/J9000/'],
    ['/hcpcs/J9000/index.html', '/hcpcs/J9000/'],
    ['/hcpcs/Modifiers/a1', '/hcpcs/modifiers/A1/'],
    ['/hcpcs/A1/', '/hcpcs/modifiers/A1/'],
    ['/hcpcs/a1', '/hcpcs/modifiers/A1/'],
    ['/icd-10-cm/e119', '/icd-10-cm/E11.9/'],
    ['/icd-10-cm/E11-9/', '/icd-10-cm/E11.9/'],
    ['/robots.txt/', '/robots.txt'],
    ['/index.html', '/'],
  ])('sends %s on to %s', async (from, to) => {
    const answer = await raw(from);
    expect([answer.status, answer.headers.location]).toEqual([301, to]);
    expect((await raw(to)).status).toBe(200);
  });

  it.each([
    '/nothing/',
    '/404/',
    '/404',
    '//example.org',
    '/../secrets/gate-secret',
    '/%2e%2e/%2e%2e/secrets/root-keys.json',
    '/hcpcs/..%2f..%2fcurrent',
    '/%00',
    '/%ff',
    '/current',
    '/objects/',
    '/__proto__',
    '/constructor/',
  ])('answers %s with the 404 page', async (path) => {
    const answer = await raw(path);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toBe(files['/404/'].body);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('cannot be changed by %s', async (method) => {
    const answer = await raw('/hcpcs/J9000/', method);
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('neither sets nor heeds a cookie', async () => {
    const plain = await raw('/hcpcs/J9000/');
    const cookied = await raw('/hcpcs/J9000/', 'GET', {
      cookie: 'plaincode-guest=x; plaincode-reader.session_token=y',
    });
    expect(cookied.headers['set-cookie']).toBeUndefined();
    expect({ ...cookied.headers, date: '' }).toEqual({ ...plain.headers, date: '' });
    expect(cookied.headers.vary).toBe('Accept-Encoding');
  });

  it('gives way to the next one without a restart', async () => {
    writeMadeRelease(gate.store, { ...files, '/hcpcs/J9000/': madePage('J9000 revised') });
    expect((await raw('/hcpcs/J9000/')).body.toString()).toContain('J9000 revised');
  });

  it('stays served when the next one cannot be', async () => {
    const served = await (await fetch(`${gate.url}/healthz`)).json();
    pointTo(gate.store, { release: '20270101T000000Z-00000000', manifest: '0'.repeat(64) });
    expect((await raw('/hcpcs/J9000/')).status).toBe(200);
    writeFileSync(join(gate.store, 'current'), 'not a pointer');
    expect((await raw('/hcpcs/J9000/')).status).toBe(200);
    expect(await (await fetch(`${gate.url}/healthz`)).json()).toEqual(served);
    expect(gate.lines.filter((line) => line.includes('cannot be served'))).toHaveLength(2);
  });

  it('serves no file whose bytes are not those of the manifest', async () => {
    const page = madePage('Damaged');
    const manifest = writeMadeRelease(gate.store, {
      ...files,
      '/damaged/': page,
      '/gone/': madePage('Gone'),
    });
    writeFileSync(objectFile(gate.store, sha256(page.body)), 'something else');
    rmSync(objectFile(gate.store, sha256(madePage('Gone').body)));
    const answer = await raw('/damaged/');
    expect([answer.status, answer.body.toString().includes('something else')]).toEqual([500, false]);
    expect((await raw('/gone/')).status).toBe(500);
    expect((await raw('/hcpcs/J9000/')).status).toBe(200);
    expect(await (await fetch(`${gate.url}/healthz`)).json()).toEqual({ status: 'ok', release: manifest.id });
  });
});

describe('where the site is on HTTPS', () => {
  it('holds browsers to it', async () => {
    const secure = await startGate({ origin: 'https://codes.example' });
    writeMadeRelease(secure.store, files);
    const answer = await fetch(`${secure.url}/`);
    await secure.stop();
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});
