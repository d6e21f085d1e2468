import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RawAnswer } from '../testing/raw-request.ts';
import { files, page, type SmallSite, startSmallSite } from '../testing/small-site.ts';

let site: SmallSite;
const ask: SmallSite['ask'] = (line, headers) => site.ask(line, headers);

beforeAll(async () => {
  site = await startSmallSite();
});
afterAll(() => site.stop());

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
    ['/hcpcs/j9000?q=chest%20pain&r=a+b&%C3%A9', '/hcpcs/J9000/?q=chest%20pain&r=a+b&%C3%A9'],
    ['/hcpcs/J9000?return=%2Fhcpcs%2FJ9000%2F', '/hcpcs/J9000/?return=%2Fhcpcs%2FJ9000%2F'],
    ['/hcpcs/j9000?%zz%', '/hcpcs/J9000/?%zz%'],
    ['/hcpcs/j9000?//evil.example/', '/hcpcs/J9000/?//evil.example/'],
    [encodeURI('/hcpcs/Größe (cm)?a=%'), `${encodeURI('/hcpcs/Größe (cm)/')}?a=%25`],
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
