import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId } from '../testing/account-id.ts';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type Browser, type RunningGate, startGate } from '../testing/running-gate.ts';
import { grantedSubscription, withdrawnSubscription } from './granted-subscription.ts';

const password = 'correct horse battery';
let gate: RunningGate;
beforeAll(async () => {
  gate = await startGate();
  writeMadeRelease(gate.store, { '/': madePage('Home') });
});
afterAll(() => gate.stop());

const account = async (browser: Browser) => (await browser.get('/api/account')).json();
const register = (email: string, more = {}) =>
  gate.browser().post('/api/account/register', { email, password, ...more });

describe('by JSON', () => {
  it('a reader registers, logs out and logs in', async () => {
    const browser = gate.browser();
    expect(await account(browser)).toEqual({ signedIn: false });
    const entered = await browser.post('/api/account/register', {
      name: 'Ada Reader',
      email: ' Ada@Example.org ',
      password,
      return: '/hcpcs/J9000/',
    });
    expect([entered.status, await entered.json()]).toEqual([200, { ok: true, return: '/hcpcs/J9000/' }]);
    const [cookie = ''] = entered.headers.getSetCookie();
    expect(cookie).toMatch(
      /^plaincode-reader\.session_token=[^;]+; Max-Age=2592000; Path=\/api; HttpOnly; SameSite=Lax$/,
    );
    expect(await account(browser)).toEqual({
      signedIn: true,
      email: 'ada@example.org',
      name: 'Ada Reader',
      emailVerified: false,
      plan: 'registered',
      subscription: null,
    });

    const session = new Map(browser.cookies);
    expect(await (await browser.post('/api/account/logout', {})).json()).toEqual({ ok: true, return: '/' });
    expect([...browser.cookies.keys()]).toEqual(['plaincode-known']);
    expect(await account(browser)).toEqual({ signedIn: false });
    for (const [name, value] of session) browser.cookies.set(name, value);
    expect(await account(browser)).toEqual({ signedIn: false });

    const again = gate.browser();
    const login = await again.post('/api/account/login', { email: 'ADA@example.org', password });
    expect(await login.json()).toEqual({ ok: true, return: '/account/' });
    expect(await account(again)).toMatchObject({ signedIn: true, email: 'ada@example.org' });
  });

  it('a subscription that was given is told with its end, also where none are sold', async () => {
    const browser = gate.browser();
    await browser.post('/api/account/register', { email: 'given@example.org', password });
    expect(await account(browser)).toMatchObject({ subscription: null });
    const id = accountId(gate, 'given@example.org');
    const { subscriptions } = gate.storage;
    const until = new Date('2099-01-31T23:59:59.999Z');
    await subscriptions.put(grantedSubscription(id, until), gate.clock.now);
    expect(await account(browser)).toMatchObject({
      subscription: { state: 'ends', day: until.toISOString(), action: null },
    });
    const later = new Date(gate.clock.now.getTime() + 1000);
    await subscriptions.put(withdrawnSubscription(id, later), later);
    expect(await account(browser)).toMatchObject({ subscription: null });
  });

  it('nobody learns from a failed log-in whether an account exists', async () => {
    await register('known@example.org');
    const attempt = (email: string) =>
      gate.browser().post('/api/account/login', { email, password: 'not the password' });
    const [known, unknown] = [await attempt('known@example.org'), await attempt('unknown@example.org')];
    expect(known.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(await known.json()).toEqual(await unknown.json());
    expect(known.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['a short password', { password: 'too short' }, 'password'],
    ['an endless password', { password: 'x'.repeat(129) }, 'password'],
    ['no password', { password: undefined }, 'password'],
    ['no e-mail address', { email: 'nobody' }, 'email'],
    ['a name without end', { name: 'x'.repeat(101) }, 'name'],
    ['a name of two lines', { name: 'Ada\nReader' }, 'name'],
    ['a name that turns what follows around', { name: 'Ada\u202e' }, 'name'],
    ['an address that is no text', { email: { $ne: '' } }, 'email'],
  ])('refuses %s and names the field', async (_, more, field) => {
    const response = await register('refused@example.org', more);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { ok: false, code: 'invalid-input', field },
    ]);
  });

  it('refuses an e-mail address that has an account', async () => {
    await register('taken@example.org');
    const again = await register('Taken@example.org');
    expect([again.status, await again.json()]).toMatchObject([
      409,
      { ok: false, code: 'email-taken', field: 'email' },
    ]);
  });

  it('makes one account of ten registrations at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => register('race@example.org')));
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => status === 409)).toHaveLength(9);
  });

  it('tells nobody who registers an address at the same moment as others whether it was free', async () => {
    const strict = await startGate({ verifiedEmailRequired: true });
    const ask = () => strict.browser().post('/api/account/register', { email: 'race@example.org', password });
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(strict.mails.filter(({ subject }) => subject === 'Confirm your e-mail address')).toHaveLength(1);
    await strict.stop();
  });

  it('says that it failed here where the database takes no account, and tells the operator', async () => {
    const failing = await startGate();
    const ask = () =>
      failing.browser().post('/api/account/register', { email: 'fresh@example.org', password });
    const database = new DatabaseSync(join(failing.data, 'gate', 'gate.sqlite'));
    database.exec(
      "CREATE TRIGGER no_room BEFORE INSERT ON user BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END",
    );
    const refused = await ask();
    database.exec('DROP TRIGGER no_room');
    database.close();
    expect([refused.status, await refused.json()]).toMatchObject([500, { code: 'internal-error' }]);
    expect(failing.lines.at(-1)).toMatch(
      /^POST \/api\/account\/register failed: .*could not be written.*Is its disk full/,
    );
    expect((await ask()).status).toBe(200);
    await failing.stop();
  });

  it('takes no fields that the form does not have', async () => {
    const browser = gate.browser();
    await browser.post('/api/account/register', {
      email: 'plain@example.org',
      password,
      emailVerified: true,
      role: 'admin',
    });
    expect(await account(browser)).toMatchObject({ emailVerified: false, plan: 'registered' });
  });

  it('stops guessing at one e-mail address', async () => {
    await register('guessed@example.org');
    const guess = (word: string) =>
      gate.browser().post('/api/account/login', { email: 'guessed@example.org', password: word });
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await guess(`guess ${i}`)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    const right = await guess(password);
    expect([right.status, await right.json()]).toMatchObject([429, { code: 'too-many-attempts' }]);
    gate.clock.now = new Date(gate.clock.now.getTime() + 15 * 60_000);
    expect((await guess(password)).status).toBe(200);
  });

  it('counts an IPv6 /64 as one address, however many of its addresses somebody uses', async () => {
    const behindProxy = await startGate({ trustedProxies: ['127.0.0.1'] });
    const ask = async (address: string, email: string) => {
      const headers = { 'x-forwarded-for': address };
      return (await behindProxy.browser().post('/api/account/reset/ask', { email }, headers)).status;
    };
    const statuses: number[] = [];
    for (let i = 1; i <= 31; i++) statuses.push(await ask(`2001:db8:1:2::${i}`, `nobody-${i}@example.org`));
    expect(statuses).toEqual([...Array(30).fill(200), 429]);
    expect(await ask('2001:db8:1:3::1', 'nobody@example.org')).toBe(200);
    await behindProxy.stop();
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:3000' }],
    ['no origin, but cross-site', { origin: 'null' }],
    ['fetch metadata', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a form of another site: %s', async (_, headers) => {
    const browser = gate.browser();
    const sent = await browser.post('/api/account/login', { email: 'ada@example.org', password }, headers);
    expect([sent.status, await sent.json()]).toMatchObject([403, { code: 'foreign-origin' }]);
    expect(sent.headers.getSetCookie()).toEqual([]);
  });

  it('refuses what is too large, and what is no form', async () => {
    const large = await register('large@example.org', { name: 'x'.repeat(9_000) });
    expect(large.status).toBe(413);
    const text = await gate.browser().send('/api/account/login', { method: 'POST', body: 'hello' });
    expect(text.status).toBe(415);
  });
});

describe('by an HTML form, without JavaScript', () => {
  it('goes on to where the reader came from', async () => {
    const browser = gate.browser();
    const fields = { email: 'form@example.org', password, return: '/hcpcs/J9000/?q=1#top' };
    const entered = await browser.submit('/api/account/register', fields);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/hcpcs/J9000/?q=1#top']);
    expect(await account(browser)).toMatchObject({ signedIn: true });
    const left = await browser.submit('/api/account/logout', {});
    expect([left.status, left.headers.get('location')]).toEqual([303, '/']);
  });

  it('finds the way back in the address of the form', async () => {
    const referer = 'http://localhost:8080/register/?return=%2Fhcpcs%2FJ9001%2F';
    const entered = await gate
      .browser()
      .submit('/api/account/register', { email: 'referer@example.org', password, return: '' }, { referer });
    expect(entered.headers.get('location')).toBe('/hcpcs/J9001/');
  });

  it('says on a page what to mend', async () => {
    const fields = { email: '<b>', password, return: '/hcpcs/J9000/' };
    const refused = await gate.browser().submit('/api/account/register', fields);
    const page = await refused.text();
    expect(refused.status).toBe(400);
    expect(refused.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('Enter an e-mail address such as name@example.org.');
    expect(page).toContain('href="/register/?return=%2Fhcpcs%2FJ9000%2F"');
    expect(page).not.toContain('<b>');
  });
});

describe('the operator', () => {
  it('is told nothing of readers', () => {
    expect(gate.lines.join('\n')).toBe('');
  });
});
