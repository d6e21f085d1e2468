import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, password, post, type ReadersGate, startReadersGate } from '../testing/readers-gate.ts';
import type { Browser } from '../testing/running-gate.ts';

const next = 'another good password';
const change = (browser: Browser, current: string, word = next) =>
  post(browser, 'password', { current, password: word });

let at: ReadersGate;
beforeAll(async () => {
  at = await startReadersGate();
});
afterAll(() => at.gate.stop());

describe('a password that its reader changes', () => {
  it('takes the old one, keeps this device logged in, and ends every other session', async () => {
    const browser = await at.registered('changes@example.org');
    const others = [await at.loggedIn('changes@example.org'), await at.loggedIn('changes@example.org')];
    for (const other of others) expect(await account(other)).toMatchObject({ signedIn: true });
    expect(await change(browser, password)).toEqual([200, { ok: true, return: '/account/' }]);
    expect(await account(browser)).toMatchObject({ signedIn: true, email: 'changes@example.org' });
    for (const other of others) expect(await account(other)).toEqual({ signedIn: false });
    expect(await (await browser.get('/api/account/sessions')).json()).toMatchObject({
      sessions: [{ current: true }],
    });
    expect(at.mailsTo('changes@example.org').at(-1)).toMatchObject({
      subject: 'Your password was changed',
      text: expect.stringContaining('every other device was logged out'),
    });
    const old = at.gate.browser();
    expect(await post(old, 'login', { email: 'changes@example.org', password })).toMatchObject([401, {}]);
    await at.loggedIn('changes@example.org', next);
  });

  it('makes nothing of an earlier cookie of the same browser', async () => {
    const browser = await at.registered('cookie@example.org');
    const before = new Map(browser.cookies);
    await change(browser, password);
    const thief = at.gate.browser();
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect(await account(thief)).toEqual({ signedIn: false });
  });

  it('takes along every link that was mailed before it', async () => {
    const browser = await at.registered('mailed@example.org');
    await post(at.gate.browser(), 'reset/ask', { email: 'mailed@example.org' });
    const reset = at.tokenTo('mailed@example.org');
    await post(browser, 'email', { email: 'elsewhere@example.org', password });
    const address = at.tokenTo('elsewhere@example.org');
    expect(await change(browser, password)).toMatchObject([200, {}]);
    const lost = [410, { code: 'link-no-longer-holds' }];
    expect(
      await post(at.gate.browser(), 'reset', { token: reset, password: 'of a thief, of a thief' }),
    ).toMatchObject(lost);
    expect(await post(browser, 'verify', { token: address })).toMatchObject(lost);
    await at.loggedIn('mailed@example.org', next);
  });

  it('says in words what is to be mended, at its field, and changes nothing', async () => {
    const browser = await at.registered('words@example.org');
    const other = await at.loggedIn('words@example.org');
    expect(await change(browser, 'wrong password')).toEqual([
      401,
      {
        ok: false,
        code: 'wrong-email-or-password',
        message: 'That is not the password of this account.',
        field: 'current',
      },
    ]);
    expect(await change(browser, '')).toMatchObject([
      400,
      { field: 'current', message: 'Enter your password.' },
    ]);
    expect(await change(browser, password, 'short')).toMatchObject([400, { field: 'password' }]);
    expect(await change(browser, password, 'x'.repeat(129))).toMatchObject([400, { field: 'password' }]);
    expect(await change(browser, password, password)).toMatchObject([
      400,
      { field: 'password', message: 'That is the password that you have. Choose another.' },
    ]);
    expect(await post(browser, 'password', { password: next })).toMatchObject([400, { field: 'current' }]);
    expect(await account(other)).toMatchObject({ signedIn: true });
    expect(at.mailsTo('words@example.org').map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
    ]);
    await at.loggedIn('words@example.org');
  });

  it('is not guessed: ten attempts in a quarter of an hour, and then not even the right one', async () => {
    const browser = await at.registered('guessed@example.org');
    for (let i = 0; i < 10; i++) expect((await change(browser, `guess number ${i}`))[0]).toBe(401);
    expect(await change(browser, password)).toMatchObject([429, { code: 'too-many-attempts' }]);
    // The same count as for what else asks for it.
    expect(await post(browser, 'delete', { password })).toMatchObject([429, {}]);
    const now = at.gate.clock.now;
    at.gate.clock.now = new Date(now.getTime() + 15 * 60_000);
    expect(await change(browser, password)).toMatchObject([200, {}]);
    at.gate.clock.now = now;
  });

  it('leaves this browser known to the account, and makes strangers of all others', async () => {
    const browser = await at.registered('known@example.org');
    const other = await at.loggedIn('known@example.org');
    await change(browser, password);
    const login = (from: Browser, word: string) =>
      post(from, 'login', { email: 'known@example.org', password: word });
    const stranger = at.gate.browser();
    for (let i = 0; i < 11; i++) await login(stranger, 'wrong password');
    expect((await login(other, next))[0]).toBe(429);
    expect((await login(browser, next))[0]).toBe(200);
  });

  it('is changed from no other site', async () => {
    const browser = await at.registered('foreign@example.org');
    const answer = await browser.post(
      '/api/account/password',
      { current: password, password: next },
      { origin: 'https://evil.example' },
    );
    expect(answer.status).toBe(403);
    await at.loggedIn('foreign@example.org');
  });

  it('of two at one moment leaves one, and one session at most', async () => {
    const first = await at.registered('twice@example.org');
    const second = await at.loggedIn('twice@example.org');
    const done = await Promise.all([
      change(first, password, 'the first of two words'),
      change(second, password, 'the second of two words'),
    ]);
    expect(done.filter(([status]) => status === 200).length).toBeGreaterThan(0);
    const tried = await Promise.all(
      ['the first of two words', 'the second of two words'].map((word) =>
        post(at.gate.browser(), 'login', { email: 'twice@example.org', password: word }),
      ),
    );
    expect(tried.map(([status]) => status).sort()).toEqual([200, 401]);
    expect(at.gate.lines).toEqual([]);
  });
});

describe('the name of an account', () => {
  it('is changed and taken away, and shown at once', async () => {
    const browser = await at.registered('name@example.org');
    const other = await at.loggedIn('name@example.org');
    expect(await account(other)).toMatchObject({ name: 'Ada' });
    expect(await post(browser, 'name', { name: '  Grace <b>  ' })).toEqual([
      200,
      { ok: true, return: '/account/' },
    ]);
    for (const one of [browser, other]) expect(await account(one)).toMatchObject({ name: 'Grace <b>' });
    expect(await post(browser, 'name', {})).toMatchObject([200, {}]);
    expect(await account(browser)).toMatchObject({ name: '' });
    expect(await (await browser.get('/api/account/export')).json()).toMatchObject({ account: { name: '' } });
  });

  it('has a length, and nothing else of the account changes with it', async () => {
    const browser = await at.registered('long@example.org');
    expect(await post(browser, 'name', { name: 'x'.repeat(101) })).toMatchObject([400, { field: 'name' }]);
    await post(browser, 'name', { name: 'Grace', email: 'other@example.org', emailVerified: true });
    expect(await account(browser)).toMatchObject({
      name: 'Grace',
      email: 'long@example.org',
      emailVerified: false,
    });
  });

  it('changes twenty times in an hour at most', async () => {
    const browser = await at.registered('often@example.org');
    for (let i = 0; i < 20; i++) expect((await post(browser, 'name', { name: `Ada ${i}` }))[0]).toBe(200);
    expect((await post(browser, 'name', { name: 'Ada' }))[0]).toBe(429);
  });
});
