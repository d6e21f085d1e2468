import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { askRaw } from '../testing/raw-request.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';

type Tier = 'metered' | 'registered' | 'subscriber';
const envelopes = (code: string, tiers: readonly Tier[] = ['metered', 'registered']) =>
  tiers.map((tier) => madeEnvelope(tier, code));

const word = z.string().optional();
const answered = z.object({ outcome: word, reason: word, code: word });

/** What an answer holds, apart from its values. */
async function kindsOf(response: Response): Promise<unknown> {
  const { outcome, reason, code } = answered.parse(await response.json());
  return { outcome, reason, code };
}

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
      'an envelope twice',
      400,
      'invalid-input',
      JSON.stringify({ page: '/hcpcs/J9000/', envelopes: envelopes('J9000', ['metered', 'metered']) }),
      {},
    ],
    [
      'more envelopes than a page has',
      400,
      'invalid-input',
      JSON.stringify({
        page: '/hcpcs/J9000/',
        envelopes: ['1', '2', '3', '4', '5'].flatMap((of) => envelopes(of, ['metered'])),
      }),
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

  it.each([
    ['a grant', 200, JSON.stringify({ page: '/hcpcs/J9000/', envelopes: envelopes('J9000') })],
    ['a refusal', 403, JSON.stringify({ page: '/hcpcs/J9001/', envelopes: envelopes('J9001') })],
    ['what is none', 400, '{'],
    ['more than fits', 413, JSON.stringify({ page: '/', more: 'x'.repeat(5_000) })],
  ])('%s is answered alike whether or not a request says how long it is', async (_, status, body) => {
    const ask = async (sent: string | ReadableStream) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${gate.url}/api/grants`, {
        method: 'POST',
        body: sent,
        headers,
        duplex: 'half',
      });
      const kept = [...response.headers].filter(([name]) => !['date', 'set-cookie'].includes(name));
      return [response.status, kept, response.headers.getSetCookie().length, await kindsOf(response)];
    };
    const said = await ask(body);
    expect(said[0]).toBe(status);
    expect(await ask(new Blob([body]).stream())).toEqual(said);
  });

  it.each(['Content-Length: 0', 'Content-Length: 2\r\nExpect: 100-continue', 'Transfer-Encoding: chunked'])(
    'nothing, said as "%s", is answered at once',
    async (said) => {
      const [name = '', ...value] = said.split(': ');
      const sent = { 'Content-Type': 'application/json', [name]: value.join(': ') };
      const body = name === 'Transfer-Encoding' ? '0\r\n\r\n' : said.includes('2') ? '{}' : '';
      const answer = await askRaw(gate.url, 'POST /api/grants HTTP/1.1', sent, body);
      expect(answer.body.toString('latin1')).toMatch(/"code":"invalid-input"/);
    },
  );

  it('what follows on the same connection is answered in turn, after a refusal that did not wait for its body as well', async () => {
    const [{ port, hostname }, asked] = [
      new URL(gate.url),
      JSON.stringify({ page: '/hcpcs/J9000/', envelopes: envelopes('J9000') }),
    ];
    const request = (type: string, body: string, connection = 'keep-alive') =>
      `POST /api/grants HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const refused = request('text/plain', request('application/json', asked));
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.write(refused.slice(0, 150));
    await once(socket, 'data');
    socket.write(
      refused.slice(150) + request('application/json', '{') + request('application/json', asked, 'close'),
    );
    await once(socket, 'close');
    const statuses = Buffer.concat(chunks)
      .toString('latin1')
      .match(/(?<=HTTP\/1\.1 )\d+/g);
    expect(statuses).toEqual(['415', '400', '200']);
  });

  it('a request that ends before all of it has come harms nobody', async () => {
    const half = {
      'Content-Type': 'application/json',
      'Content-Length': '200',
      Connection: 'keep-alive',
    };
    const socket = connect(Number(new URL(gate.url).port), '127.0.0.1');
    const lines = Object.entries({ Host: 'localhost', ...half }).map(([name, value]) => `${name}: ${value}`);
    socket.write(`POST /api/grants HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n{"page"`);
    await once(socket, 'ready');
    socket.destroy();
    await once(socket, 'close');
    expect((await gate.browser().get('/healthz')).status).toBe(200);
    expect(gate.lines).toEqual([]);
  });

  it('a gate that cannot answer says so, and tells the operator and not the reader why', async () => {
    const broken = await startGate();
    try {
      writeMadeRelease(broken.store, { '/hcpcs/J9000/': madePage('J9000', 'metered') });
      vi.spyOn(broken.storage.metering.allowances, 'taken').mockRejectedValue(new Error('the disk is gone'));
      const answer = await broken
        .browser()
        .post('/api/grants', { page: '/hcpcs/J9000/', envelopes: envelopes('J9000', ['metered']) });
      expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'internal-error' }]);
      expect(broken.lines.join('\n')).toMatch(/^POST \/api\/grants failed: Error: the disk is gone/);
    } finally {
      await broken.stop();
    }
  });

  it('a client that is no browser may ask', async () => {
    const body = JSON.stringify({ page: '/hcpcs/J9000/', envelopes: envelopes('J9000') });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${gate.url}/api/grants`, { method: 'POST', body, headers })).status).toBe(200);
  });
});
