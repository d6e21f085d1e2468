import {
  type AccessPlan,
  defaultAccessPlan,
  type GrantAnswer,
  grantAnswer,
  viewsState,
} from '@plaincode/content-schemas';
import { deriveEnvelopeKey, parseKey } from '@plaincode/sealing/keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../testing/account-id.ts';
import { madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { madeSubscription } from '../testing/made-subscription.ts';
import { type Browser, type GateChoices, type RunningGate, startGate } from '../testing/running-gate.ts';

type Tier = 'metered' | 'registered' | 'subscriber';
const allTiers: Tier[] = ['metered', 'registered', 'subscriber'];
const codes = Array.from({ length: 205 }, (_, i) => `J${String(9000 + i)}`);
const pathOf = (code: string) => `/hcpcs/${code}/`;
const madeFiles = (...tiers: Tier[]) =>
  Object.fromEntries(codes.map((code) => [pathOf(code), madePage(code, ...tiers)]));

let gate: RunningGate;
async function start(choices: GateChoices = {}, plan: AccessPlan = defaultAccessPlan) {
  gate = await startGate(choices);
  gate.clock.now = new Date('2026-11-23T22:15:30Z');
  return writeMadeRelease(gate.store, madeFiles(...allTiers), { plan });
}
afterEach(() => gate.stop());

const envelopes = (code: string, tiers: readonly Tier[] = allTiers) =>
  tiers.map((tier) => madeEnvelope(tier, code));

function ask(
  browser: Browser,
  code = 'J9000',
  tiers: readonly Tier[] = allTiers,
  headers: Record<string, string> = {},
) {
  return browser.post('/api/grants', { page: pathOf(code), envelopes: envelopes(code, tiers) }, headers);
}

async function answerOf(response: Response | Promise<Response>): Promise<GrantAnswer> {
  return grantAnswer.parse(await (await response).json());
}

async function views(browser: Browser, code = 'J9000') {
  const response = await browser.get(`/api/views?page=${pathOf(code)}`);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return viewsState.parse(await response.json());
}

async function registered(email: string, browser = gate.browser()): Promise<Browser> {
  const response = await browser.post('/api/account/register', { email, password: 'long enough to pass' });
  expect(response.status).toBe(200);
  return browser;
}

describe('a guest', () => {
  beforeEach(() => start());

  it('opens one page, comes back to it free, and is told what comes next', async () => {
    const browser = gate.browser();
    expect(await views(browser)).toEqual({
      plan: 'guest',
      limit: 1,
      used: 0,
      left: 1,
      periodEnds: '2026-12-01T00:00:00.000Z',
      registeredViews: 5,
      pageOpened: false,
      opening: 'on-arrival',
      awaitingTerms: [],
      subscribable: false,
    });
    const first = await ask(browser);
    expect(first.status).toBe(200);
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(/^plaincode-guest=.*; Path=\/api; Max-Age=34560000; HttpOnly; SameSite=Lax$/);
    const granted = await answerOf(first);
    expect(granted).toMatchObject({
      outcome: 'granted',
      charged: true,
      views: { used: 1, left: 0, pageOpened: true },
    });

    const again = await ask(browser);
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(await answerOf(again)).toMatchObject({ outcome: 'granted', charged: false, views: { used: 1 } });

    const second = await ask(browser, 'J9001');
    expect(second.status).toBe(403);
    expect(second.headers.getSetCookie()).toEqual([]);
    expect(await answerOf(second)).toMatchObject({
      outcome: 'refused',
      reason: 'no-views-left',
      next: ['register', 'wait'],
      views: { left: 0, pageOpened: false },
    });
  });

  it('gets the key that the page was sealed with, for its own tier and no other', async () => {
    const granted = await answerOf(ask(gate.browser()));
    const { tier, revision } = madeEnvelope('metered', 'J9000');
    const root = parseKey(gate.rootKey);
    const key = await deriveEnvelopeKey(root, { format: 1, page: '/hcpcs/J9000/', tier, revision });
    expect(granted).toMatchObject({ keys: [{ tier: 'metered', revision, key }] });
  });

  it('has a fresh view in the next month', async () => {
    const browser = gate.browser();
    await ask(browser);
    gate.clock.now = new Date('2026-12-01T00:00:00Z');
    expect(await views(browser)).toMatchObject({ used: 0, left: 1, pageOpened: false });
    expect(await answerOf(ask(browser, 'J9001'))).toMatchObject({ outcome: 'granted', charged: true });
  });

  it('is not charged for a page of which nothing opens', async () => {
    const browser = gate.browser();
    const response = await ask(browser, 'J9000', ['registered']);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await answerOf(response)).toMatchObject({ reason: 'nothing-to-open', next: ['register'] });
    expect(await views(browser)).toMatchObject({ left: 1 });
  });

  it('cannot make a guest up', async () => {
    const browser = gate.browser();
    await ask(browser);
    const cookie = browser.cookies.get('plaincode-guest') ?? '';
    browser.cookies.set(
      'plaincode-guest',
      cookie.replace(/^1\.(.)/, (_, c) => `1.${c === 'A' ? 'B' : 'A'}`),
    );
    expect(await views(browser)).toMatchObject({ used: 0, pageOpened: false });
  });
});

describe('200 requests at the same moment', () => {
  const crowd = (browser: Browser, codeOf: (i: number) => string) =>
    Promise.all(Array.from({ length: 200 }, (_, i) => answerOf(ask(browser, codeOf(i + 1)))));
  const outcomes = (answers: GrantAnswer[]) => ({
    granted: answers.filter(({ outcome }) => outcome === 'granted').length,
    charged: answers.filter((answer) => answer.outcome === 'granted' && answer.charged).length,
  });

  it("grant a guest's last view once", async () => {
    await start();
    const browser = gate.browser();
    await ask(browser);
    gate.clock.now = new Date('2026-12-10T00:00:00Z');
    const answers = await crowd(browser, (i) => codes[i] ?? '');
    expect(outcomes(answers)).toEqual({ granted: 1, charged: 1 });
    expect(await views(browser)).toMatchObject({ used: 1, left: 0 });
  });

  it("grant an account's last view once", async () => {
    await start();
    const browser = await registered('last@example.org');
    for (const code of codes.slice(-4)) await ask(browser, code);
    expect(await views(browser)).toMatchObject({ used: 4, left: 1 });
    const answers = await crowd(browser, (i) => codes[i] ?? '');
    expect(outcomes(answers)).toEqual({ granted: 1, charged: 1 });
    expect(await views(browser)).toMatchObject({ used: 5, left: 0 });
  });

  it('charge one page once', async () => {
    await start();
    const browser = await registered('same@example.org');
    expect(outcomes(await crowd(browser, () => 'J9000'))).toEqual({ granted: 200, charged: 1 });
    expect(await views(browser)).toMatchObject({ used: 1, left: 4 });
  });

  it('make no more new guests of one address than a day allows', async () => {
    await start();
    const answers = await Promise.all(codes.slice(0, 200).map((code) => answerOf(ask(gate.browser(), code))));
    expect(outcomes(answers)).toEqual({ granted: 20, charged: 20 });
    expect(answers.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      reason: 'too-many-new-guests',
      next: ['register'],
    });
    gate.clock.now = new Date('2026-11-24T00:00:00Z');
    expect(await answerOf(ask(gate.browser()))).toMatchObject({ outcome: 'granted' });
  });
});

describe('new guests are counted by address', () => {
  const plan = { ...defaultAccessPlan, newGuestsPerAddressAndDay: 1 };
  const from = (address: string) =>
    answerOf(ask(gate.browser(), 'J9000', allTiers, { 'x-forwarded-for': address }));

  it('which nobody can claim for themselves', async () => {
    await start({}, plan);
    expect(await from('192.0.2.1')).toMatchObject({ outcome: 'granted' });
    expect(await from('192.0.2.2')).toMatchObject({ reason: 'too-many-new-guests' });
  });

  it('which a trusted proxy tells, an IPv6 /64 as one', async () => {
    await start({ trustedProxies: ['127.0.0.1', '10.0.0.1'] }, plan);
    expect(await from('192.0.2.1')).toMatchObject({ outcome: 'granted' });
    expect(await from('203.0.113.9, 192.0.2.1, 10.0.0.1')).toMatchObject({ reason: 'too-many-new-guests' });
    expect(await from('2001:db8:1:2::1')).toMatchObject({ outcome: 'granted' });
    expect(await from('2001:db8:1:2:ffff::9')).toMatchObject({ reason: 'too-many-new-guests' });
    expect(await from('2001:db8:1:3::1')).toMatchObject({ outcome: 'granted' });
  });
});

describe('an account', () => {
  it('has five views of its own beside what the guest opened', async () => {
    await start();
    const browser = gate.browser();
    await ask(browser, 'J9000');
    await registered('guest@example.org', browser);
    expect(await views(browser)).toMatchObject({
      plan: 'registered',
      limit: 5,
      used: 0,
      left: 5,
      pageOpened: true,
      registeredViews: null,
      opening: 'on-request',
    });
    const reopened = await answerOf(ask(browser, 'J9000'));
    expect(reopened).toMatchObject({ outcome: 'granted', charged: false, views: { left: 5 } });
    expect(reopened.outcome === 'granted' && reopened.keys.map(({ tier }) => tier)).toEqual([
      'metered',
      'registered',
    ]);
    for (const code of codes.slice(1, 6))
      expect(await answerOf(ask(browser, code))).toMatchObject({ charged: true });
    expect(await answerOf(ask(browser, 'J9100'))).toMatchObject({
      reason: 'no-views-left',
      next: ['subscribe', 'wait'],
      views: { used: 5, left: 0 },
    });
    expect(await answerOf(ask(browser, 'J9000'))).toMatchObject({ outcome: 'granted', charged: false });
  });

  it('is the same on two devices, each of which brings its guest along', async () => {
    await start();
    const desk = gate.browser();
    await ask(desk, 'J9000');
    await registered('two@example.org', desk);
    const phone = gate.browser();
    await ask(phone, 'J9001');
    const login = await phone.post('/api/account/login', {
      email: 'two@example.org',
      password: 'long enough to pass',
    });
    expect(login.status).toBe(200);
    expect(await views(desk, 'J9001')).toMatchObject({ used: 0, pageOpened: true });
    expect(await answerOf(ask(phone, 'J9002'))).toMatchObject({ charged: true, views: { left: 4 } });
    expect(await answerOf(ask(desk, 'J9002'))).toMatchObject({ charged: false, views: { left: 4 } });
    await phone.post('/api/account/logout', {});
    expect(await views(phone)).toMatchObject({ plan: 'guest', used: 1, left: 0 });
  });

  it('with a subscription opens every tier, at the pace of the plan', async () => {
    await start({}, { ...defaultAccessPlan, subscriberViewsPerHour: 10 });
    const browser = await registered('subscriber@example.org');
    const id = accountId(gate, 'subscriber@example.org');
    const ends = new Date('2026-12-24T00:00:00Z');
    await gate.storage.subscriptions.put(madeSubscription(id, { ends }), gate.clock.now);
    const opened = await answerOf(ask(browser));
    expect(opened).toMatchObject({
      outcome: 'granted',
      views: { plan: 'subscriber', limit: null, left: null },
    });
    expect(opened.outcome === 'granted' && opened.keys).toHaveLength(3);
    for (const code of codes.slice(1, 10))
      expect(await answerOf(ask(browser, code))).toMatchObject({ charged: true });
    expect(await answerOf(ask(browser, 'J9100'))).toMatchObject({ reason: 'too-fast', next: ['wait'] });
    gate.clock.now = new Date('2026-11-23T23:15:31Z');
    expect(await answerOf(ask(browser, 'J9100'))).toMatchObject({ outcome: 'granted' });
    gate.clock.now = new Date('2026-12-24T00:00:01Z');
    expect(await views(browser)).toMatchObject({ plan: 'registered' });
  });
});

describe('envelopes that no served release holds', () => {
  it.each([
    ['another page', { page: '/hcpcs/J9001/', envelopes: envelopes('J9000', ['metered']) }],
    ['no page', { page: '/hcpcs/Z0000/', envelopes: envelopes('J9000', ['metered']) }],
    [
      'another tier',
      { page: '/hcpcs/J9000/', envelopes: [{ ...madeEnvelope('registered', 'J9000'), tier: 'metered' }] },
    ],
    [
      'one unknown among known',
      {
        page: '/hcpcs/J9000/',
        envelopes: [...envelopes('J9000', ['metered']), madeEnvelope('registered', 'x')],
      },
    ],
  ])('%s: neither charge nor write', async (_, body) => {
    await start();
    const browser = gate.browser();
    const response = await browser.post('/api/grants', body);
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await answerOf(response)).toMatchObject({ reason: 'unknown-envelope', next: ['reload'] });
    expect(await views(browser)).toMatchObject({ used: 0, left: 1 });
  });

  it('old pages keep their keys while their release is kept', async () => {
    const first = await start();
    const old = envelopes('J9000', ['metered']);
    writeMadeRelease(gate.store, { '/hcpcs/J9000/': madePage('revised', 'metered') }, { parent: first.id });
    const answer = await answerOf(
      gate.browser().post('/api/grants', { page: '/hcpcs/J9000/', envelopes: old }),
    );
    expect(answer).toMatchObject({ outcome: 'granted', keys: [{ revision: old[0]?.revision }] });
  });

  it('pages of a release that is prepared but not served have none', async () => {
    const served = await start();
    const soon = { '/hcpcs/J9000/': madePage('soon', 'metered') };
    writeMadeRelease(gate.store, soon, { parent: served.id, serve: false });
    const asked = { page: '/hcpcs/J9000/', envelopes: envelopes('soon', ['metered']) };
    expect(await answerOf(gate.browser().post('/api/grants', asked))).toMatchObject({
      reason: 'unknown-envelope',
    });
  });
});
