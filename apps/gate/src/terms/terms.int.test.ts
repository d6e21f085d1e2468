import {
  type EnvelopeReference,
  grantAnswer,
  type ReleaseEnvelope,
  termsAnswer,
  viewsState,
} from '@plaincode/content-schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type Browser, type RunningGate, startGate } from '../testing/running-gate.ts';

const password = 'long enough to pass';
const page = '/spt/9X101/';
const other = '/spt/9X102/';
const only = '/spt/9X103/';
const terms = { notice: 'sample-terms', hash: 'a'.repeat(64) };
const changed = { notice: 'sample-terms', hash: 'b'.repeat(64) };
type Terms = typeof terms | null;
let gate: RunningGate;

beforeEach(async () => {
  gate = await startGate({
    passwords: { hash: async (text) => text, verify: async ({ hash, password: given }) => hash === given },
  });
  publish(terms);
});
afterEach(() => gate.stop());

/** Pages with a metered envelope in the clear of terms and a registered one under them; one page has the latter alone. */
function publish(asked: Terms, parent: string | null = null, words = '') {
  const under = (tier: 'metered' | 'registered', of: string) => ({
    ...madeEnvelope(tier, of + words),
    ...(asked && tier === 'registered' && { terms: asked }),
  });
  const both = (of: string) => ({
    ...madePage(of),
    envelopes: [under('metered', of), under('registered', of)],
  });
  const files = {
    [page]: both(page),
    [other]: both(other),
    [only]: { ...madePage(only), envelopes: [under('registered', only)] },
  };
  const created = parent === null ? '2026-11-23T22:00:00Z' : '2026-11-24T22:00:00Z';
  return writeMadeRelease(gate.store, files, { parent, created });
}

async function registered(email: string, browser = gate.browser()): Promise<Browser> {
  const response = await browser.post('/api/account/register', { email, password, name: '' });
  expect(response.status).toBe(200);
  return browser;
}

async function ask(
  browser: Browser,
  path = page,
  tiers: ('metered' | 'registered')[] = ['metered', 'registered'],
) {
  const envelopes = tiers.map((tier) => madeEnvelope(tier, path));
  const answer = grantAnswer.parse(
    await (await browser.post('/api/grants', { page: path, envelopes })).json(),
  );
  const opens = answer.outcome === 'granted' ? answer.keys.map(({ tier }) => tier) : answer.reason;
  return { opens, used: answer.views.used, awaiting: answer.views.awaitingTerms };
}

/** Makes a release served whose one page has these envelopes; answers its id, to be the next one's parent. */
function publishPage(envelopes: ReleaseEnvelope[], parent: string | null = null, minute = 0) {
  const created = `2026-11-24T22:${String(minute).padStart(2, '0')}:00Z`;
  return writeMadeRelease(gate.store, { [page]: { ...madePage(page), envelopes } }, { parent, created }).id;
}

/** What of these envelopes opens, or why nothing does, and the views used then. */
async function open(browser: Browser, asked: readonly ReleaseEnvelope[]) {
  const envelopes = asked.map(({ tier, revision }): EnvelopeReference => ({ tier, revision }));
  const answer = grantAnswer.parse(await (await browser.post('/api/grants', { page, envelopes })).json());
  const names = new Map(asked.map((one) => [one.revision, one]));
  const opens =
    answer.outcome === 'granted' ? answer.keys.map(({ revision }) => names.get(revision)) : answer.reason;
  return { opens, used: answer.views.used, awaiting: answer.views.awaitingTerms };
}

async function accept(browser: Browser, { hash } = terms, path = page) {
  const response = await browser.post('/api/terms', { page: path, terms: hash });
  return termsAnswer.parse(await response.json());
}

const views = async (browser: Browser, path = page) =>
  viewsState.parse(await (await browser.get(`/api/views?page=${path}`)).json());

describe('the licence terms of a page', () => {
  it('keep the keys of their tier back until they are accepted, once for all pages and for no view', async () => {
    const browser = await registered('once@example.org');
    expect((await views(browser)).awaitingTerms).toEqual(['registered']);
    expect(await ask(browser)).toEqual({ opens: ['metered'], used: 1, awaiting: ['registered'] });
    expect(await accept(browser)).toMatchObject({
      outcome: 'accepted',
      views: { used: 1, awaitingTerms: [] },
    });
    expect(await ask(browser)).toEqual({ opens: ['metered', 'registered'], used: 1, awaiting: [] });
    expect(await ask(browser, other)).toEqual({ opens: ['metered', 'registered'], used: 2, awaiting: [] });
  });

  it('take no view where nothing but them is in the way', async () => {
    const browser = await registered('nothing-else@example.org');
    expect(await ask(browser, only, ['registered'])).toEqual({
      opens: 'accept-terms',
      used: 0,
      awaiting: ['registered'],
    });
    await accept(browser, terms, only);
    expect(await ask(browser, only, ['registered'])).toEqual({
      opens: ['registered'],
      used: 1,
      awaiting: [],
    });
  });

  it('are asked for again when their words change, on pages from before the change too', async () => {
    const browser = await registered('again@example.org');
    const { id } = publish(terms);
    await accept(browser);
    publish(changed, id, ' renewed');
    expect((await views(browser)).awaitingTerms).toEqual(['registered']);
    expect(await ask(browser)).toMatchObject({ opens: ['metered'] });
    expect(await accept(browser)).toMatchObject({ outcome: 'refused', reason: 'unknown-terms' });
    expect(await accept(browser, changed)).toMatchObject({ outcome: 'accepted' });
    expect(await ask(browser)).toMatchObject({ opens: ['metered', 'registered'] });
  });

  it('that are new hold for pages from before them', async () => {
    const { id } = publish(null);
    publish(terms, id, ' renewed');
    const browser = await registered('new-terms@example.org');
    expect(await ask(browser)).toMatchObject({ opens: ['metered'] });
  });

  it('hold for older pages that have them, where the page of today asks for none', async () => {
    const { id } = publish(terms);
    publish(null, id, ' renewed');
    const browser = await registered('none-today@example.org');
    expect((await views(browser)).awaitingTerms).toEqual([]);
    expect(await ask(browser)).toMatchObject({ opens: ['metered'] });
    expect(await accept(browser)).toMatchObject({ outcome: 'refused', reason: 'unknown-terms' });
  });

  it('accepted as a guest count for the account that the guest registers, and for no other guest', async () => {
    const browser = gate.browser();
    expect(await accept(browser)).toMatchObject({
      outcome: 'accepted',
      views: { plan: 'guest', used: 0, awaitingTerms: [] },
    });
    expect((await views(browser)).awaitingTerms).toEqual([]);
    expect((await views(gate.browser())).awaitingTerms).toEqual(['registered']);
    await registered('joined@example.org', browser);
    expect(await ask(browser)).toMatchObject({ opens: ['metered', 'registered'] });
  });

  it('are in the account’s export, and gone with the account', async () => {
    const browser = await registered('leaves@example.org');
    await accept(browser);
    await accept(browser, terms, other);
    const exported = z.object({ acceptedTerms: z.array(z.unknown()) });
    const { acceptedTerms } = exported.parse(await (await browser.get('/api/account/export')).json());
    expect(acceptedTerms).toEqual([{ ...terms, page, at: gate.clock.now.toISOString() }]);
    expect((await browser.post('/api/account/delete', { password })).status).toBe(200);
    await registered('leaves@example.org', browser);
    expect((await views(browser)).awaitingTerms).toEqual(['registered']);
  });

  it('are accepted by a page of this site alone, in the form that the contract has', async () => {
    const browser = gate.browser();
    const foreign = { origin: 'https://elsewhere.example' };
    expect((await browser.post('/api/terms', { page, terms: terms.hash }, foreign)).status).toBe(403);
    expect((await browser.post('/api/terms', { page, terms: 'yes' })).status).toBe(400);
    expect((await browser.post('/api/terms', { page, terms: 'x'.repeat(2_000) })).status).toBe(413);
    expect((await browser.submit('/api/terms', { page, terms: terms.hash })).status).toBe(415);
    expect((await browser.get('/api/terms')).status).toBe(405);
    expect(await accept(browser, terms, '/spt/none/')).toMatchObject({ reason: 'unknown-terms' });
    expect(browser.cookies.size).toBe(0);
  });

  it('give new guests of one address no more identities than a day allows', async () => {
    const outcomes = [];
    for (let i = 0; i < 21; i++) outcomes.push((await accept(gate.browser())).outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(20);
    expect(await accept(gate.browser())).toMatchObject({ reason: 'too-many-new-guests' });
  });
});

describe('a text that licence terms do not cover', () => {
  const own = madeEnvelope('registered', 'our text');
  const licensed = { ...madeEnvelope('registered', 'descriptor'), terms };
  const mixed = madeEnvelope('registered', 'descriptor and our text');
  const inOneTier = { used: 1, awaiting: ['registered'] };

  it('opens without them in the tier of one that waits, and both for one view', async () => {
    publishPage([own, licensed]);
    const browser = await registered('apart@example.org');
    expect((await views(browser)).awaitingTerms).toEqual(['registered']);
    expect(await open(browser, [own, licensed])).toEqual({ opens: [own], ...inOneTier });
    expect(await open(browser, [licensed])).toEqual({ opens: 'accept-terms', ...inOneTier });
    expect(await accept(browser)).toMatchObject({ views: { used: 1, awaitingTerms: [] } });
    expect(await open(browser, [own, licensed])).toEqual({ opens: [own, licensed], used: 1, awaiting: [] });
  });

  it('opens to a guest, who accepts later for no further view', async () => {
    const guests = [madeEnvelope('metered', 'ours'), { ...madeEnvelope('metered', 'theirs'), terms }];
    publishPage(guests);
    const browser = gate.browser();
    expect(await open(browser, guests)).toMatchObject({ opens: guests.slice(0, 1), used: 1 });
    expect(await accept(browser)).toMatchObject({ outcome: 'accepted', views: { used: 1, left: 0 } });
    expect(await open(browser, guests)).toEqual({ opens: guests, used: 1, awaiting: [] });
  });

  it('that an older page has in one envelope with the descriptor waits with it', async () => {
    const older = publishPage([{ ...mixed, terms }]);
    publishPage([own, licensed], older, 1);
    const browser = await registered('mixed@example.org');
    expect(await open(browser, [mixed])).toEqual({
      opens: 'accept-terms',
      used: 0,
      awaiting: ['registered'],
    });
    await accept(browser);
    expect(await open(browser, [mixed])).toEqual({ opens: [mixed], used: 1, awaiting: [] });
  });

  it('that a page from before the terms has in one envelope with the descriptor waits with it', async () => {
    const older = publishPage([mixed]);
    publishPage([own, licensed], older, 1);
    const browser = await registered('mixed-before@example.org');
    expect(await open(browser, [mixed])).toMatchObject({ opens: 'accept-terms', used: 0 });
  });

  it('opens on an older page, however often text and terms changed since', async () => {
    const older = publishPage([own, licensed]);
    const others = [
      madeEnvelope('registered', 'our other text'),
      { ...madeEnvelope('registered', 'other descriptor'), terms: changed },
    ];
    publishPage(others, publishPage(others.slice(1), older, 1), 2);
    const browser = await registered('older@example.org');
    expect(await open(browser, [own, licensed])).toEqual({ opens: [own], ...inOneTier });
    await accept(browser, changed);
    expect(await open(browser, [own, licensed])).toMatchObject({ opens: [own, licensed], used: 1 });
  });

  it('opens on an older page when terms came to its tier with the descriptor', async () => {
    const ours = madeEnvelope('metered', 'ours');
    const older = publishPage([ours, licensed]);
    publishPage([ours, { ...madeEnvelope('metered', 'descriptor'), terms }], older, 1);
    const browser = await registered('moved@example.org');
    expect(await open(browser, [ours, licensed])).toMatchObject({ opens: [ours], used: 1 });
  });

  it('opens still after going back to a release that has it in one envelope with the descriptor', async () => {
    const older = publishPage([{ ...mixed, terms }]);
    publishPage([{ ...mixed, terms }], publishPage([own, licensed], older, 1), 2);
    const browser = await registered('back@example.org');
    expect(await open(browser, [mixed])).toMatchObject({ opens: 'accept-terms' });
    expect(await open(browser, [own, licensed])).toEqual({ opens: [own], ...inOneTier });
  });
});
