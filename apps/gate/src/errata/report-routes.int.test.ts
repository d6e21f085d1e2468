import { type ErrorReport, waitingReports } from '@plaincode/content-schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { madeErrataToken, type RunningGate, startGate } from '../testing/running-gate.ts';
import { reportLimits } from './report-limits.ts';

const page = '/hcpcs/J9000/';
const words = 'The dose of one unit is wrong.';
const refused = z.object({ ok: z.boolean(), field: z.string().optional() });
let gate: RunningGate;
beforeEach(async () => {
  gate = await startGate({ trustedProxies: ['127.0.0.1'] });
  writeMadeRelease(gate.store, {
    [page]: madePage('J9000'),
    '/robots.txt': { body: 'x', mediaType: 'text/plain' },
  });
});
afterEach(() => gate.stop());

const report = (more: Record<string, unknown> = {}, from = '192.0.2.1') =>
  gate.browser().post('/api/errata', { page, words, ...more }, { 'x-forwarded-for': from });
const bearer = { authorization: `Bearer ${madeErrataToken}` };
async function waiting(after = ''): Promise<ErrorReport[]> {
  const answer = await fetch(`${gate.url}/internal/errata?after=${after}`, { headers: bearer });
  return waitingReports.parse(await answer.json()).reports;
}

describe('a report', () => {
  it('is kept for the desk as it was given, and sets no cookie', async () => {
    const answer = await report({
      place: 'explanation',
      words: `  ${words}\r\nSee \u0000above. `,
      email: ' a@b.example ',
    });
    expect([answer.status, await answer.json()]).toMatchObject([200, { ok: true }]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await waiting()).toMatchObject([
      { page, place: 'explanation', words: `${words}\nSee  above.`, email: 'a@b.example' },
    ]);
  });

  it('is taken from a plain form, which gets a page', async () => {
    const answer = await gate
      .browser()
      .submit('/api/errata', { page, place: '', words, email: '', website: '' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`<a href="${page}">`);
    expect(await waiting()).toMatchObject([{ page, place: null, words, email: null }]);
    const short = await gate.browser().submit('/api/errata', { page, words: 'short' });
    expect(short.status).toBe(400);
    expect(await short.text()).toContain('10 characters or more');
  });

  it.each([
    ['too few words', { words: 'wrong    ' }, 400, 'words'],
    ['too many', { words: 'x'.repeat(2001) }, 400, 'words'],
    ['words that are none', { words: { $ne: '' } }, 400, 'words'],
    ['an e-mail address that is none', { email: 'nobody' }, 400, 'email'],
    ['a place that no page has', { place: 'notice' }, 400, undefined],
    ['a page that is not published', { page: '/hcpcs/J9001/' }, 404, undefined],
    ['a file that is no page', { page: '/robots.txt' }, 400, undefined],
    ['an address elsewhere', { page: 'https://evil.example/' }, 400, undefined],
  ])('with %s is refused', async (_, more, status, field) => {
    const answer = await report(more);
    const body = refused.parse(await answer.json());
    expect([answer.status, body]).toMatchObject([status, { ok: false }]);
    expect(body.field).toBe(field);
    expect(await waiting()).toEqual([]);
  });

  it('from another site is refused, as is another media type and more than a form holds', async () => {
    const send = (headers: Record<string, string>, body = JSON.stringify({ page, words })) =>
      gate.browser().send('/api/errata', { method: 'POST', body, headers });
    const json = { 'content-type': 'application/json' };
    expect((await send({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(json, 'x'.repeat(33_000))).status).toBe(413);
    expect((await send(json, '{')).status).toBe(400);
    expect((await gate.browser().get('/api/errata')).status).toBe(405);
    expect(await waiting()).toEqual([]);
  });

  it('takes 2,000 characters of any script from a form', async () => {
    const long = '語'.repeat(2000);
    expect((await gate.browser().submit('/api/errata', { page, words: long })).status).toBe(200);
    expect((await waiting())[0]?.words).toBe(long);
  });
});

describe('a sender of rubbish', () => {
  it('gets the answer that everybody gets, and nothing is kept', async () => {
    const [kept, trapped] = [await report(), await report({ website: 'https://spam.example' })];
    expect(trapped.status).toBe(kept.status);
    expect(await trapped.json()).toEqual(await kept.json());
    expect(await waiting()).toHaveLength(1);
  });

  it('has a few reports of an address and day, even at the same moment', async () => {
    gate.clock.now = new Date('2026-11-24T23:59:00Z');
    const answers = await Promise.all(Array.from({ length: 20 }, () => report()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await waiting()).toHaveLength(reportLimits.ofAddress);
    await report({}, '192.0.2.2');
    expect(await waiting()).toHaveLength(reportLimits.ofAddress + 1);
    gate.clock.now = new Date('2026-11-25T00:00:00Z');
    await report();
    expect(await waiting()).toHaveLength(reportLimits.ofAddress + 2);
  });

  it('cannot fill the gate: no more reports wait than its limit', async () => {
    const made = { page, place: null, words, email: null, received: '2026-11-24T00:00:00Z' };
    for (const number of [1, 2, 3])
      await gate.storage.reports.add({ ...made, id: `00000000000000${number}-aaaaaaaaaaaa` }, 2);
    expect(await waiting()).toHaveLength(2);
  });
});

describe('the desk', () => {
  it('reads what waits again and again until it says that it holds it', async () => {
    await report({ words: `${words} One.` });
    gate.clock.now = new Date(gate.clock.now.getTime() + 1);
    await report({ words: `${words} Two.` });
    const [one, two] = await waiting();
    expect(await waiting()).toHaveLength(2);
    expect(await waiting(one?.id)).toEqual([two]);
    const forget = { method: 'DELETE', headers: bearer, body: JSON.stringify({ ids: [one?.id] }) };
    expect((await fetch(`${gate.url}/internal/errata`, forget)).status).toBe(200);
    expect((await fetch(`${gate.url}/internal/errata`, forget)).status).toBe(200);
    expect(await waiting()).toEqual([two]);
  });

  it('shows its token, and nobody without one reads or forgets anything', async () => {
    await report({ email: 'reader@example.org' });
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: madeErrataToken }])
      for (const method of ['GET', 'DELETE']) {
        const answer = await fetch(`${gate.url}/internal/errata`, { method, headers });
        expect(answer.status).toBe(401);
        expect(await answer.text()).not.toContain('reader@example.org');
      }
    expect(await waiting()).toHaveLength(1);
    const wrong = await fetch(`${gate.url}/internal/errata?after=;`, { headers: bearer });
    expect(wrong.status).toBe(400);
  });
});
