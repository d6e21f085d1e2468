import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';

type Tier = 'metered' | 'registered' | 'subscriber';
const envelopes = (code: string, tiers: readonly Tier[] = ['metered', 'registered']) =>
  tiers.map((tier) => madeEnvelope(tier, code));

let gate: RunningGate;
beforeAll(async () => {
  gate = await startGate();
  writeMadeRelease(gate.store, { '/hcpcs/J9000/': madePage('J9000', 'metered', 'registered') });
});
afterAll(() => gate.stop());

describe('requests that are none', () => {
  it.each([
    ['no JSON', 400, 'invalid-input', '{', {}],
    ['no envelopes', 400, 'invalid-input', JSON.stringify({ page: '/', envelopes: [] }), {}],
    [
      'a path with dots',
      400,
      'invalid-input',
      JSON.stringify({ page: '/../', envelopes: envelopes('J9000') }),
      {},
    ],
    [
      'more than asked for',
      400,
      'invalid-input',
      JSON.stringify({ page: '/', envelopes: envelopes('J9000'), plan: 'subscriber' }),
      {},
    ],
    [
      'a tier twice',
      400,
      'invalid-input',
      JSON.stringify({ page: '/hcpcs/J9000/', envelopes: envelopes('J9000', ['metered', 'metered']) }),
      {},
    ],
    ['too much', 413, 'too-large', JSON.stringify({ page: '/', more: 'x'.repeat(5_000) }), {}],
    ['a form', 415, 'wrong-media-type', 'page=/', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['another site', 403, 'foreign-origin', '{}', { origin: 'https://evil.example' }],
    ['a hidden origin', 403, 'foreign-origin', '{}', { origin: 'null' }],
    ['another site, by its fetch metadata', 403, 'foreign-origin', '{}', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', 403, 'foreign-origin', '{}', { 'sec-fetch-site': 'same-site' }],
  ])('%s', async (_, status, code, body, headers) => {
    const sent = { 'content-type': 'application/json', ...headers };
    const response = await gate.browser().send('/api/grants', { method: 'POST', body, headers: sent });
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('other methods and addresses', async () => {
    const get = await gate.browser().get('/api/grants');
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const nothing = await gate.browser().get('/api/sign-in/email');
    expect([nothing.status, await nothing.json()]).toMatchObject([404, { code: 'not-found' }]);
    const wrong = await gate.browser().get('/api/views?page=nonsense');
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'invalid-input' }]);
  });

  it('a client that is no browser may ask', async () => {
    const body = JSON.stringify({ page: '/hcpcs/J9000/', envelopes: envelopes('J9000') });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${gate.url}/api/grants`, { method: 'POST', body, headers })).status).toBe(200);
  });
});
