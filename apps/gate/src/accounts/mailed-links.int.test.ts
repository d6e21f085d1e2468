import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  account,
  open,
  password,
  post,
  type ReadersGate,
  startReadersGate,
} from '../testing/readers-gate.ts';
import type { Browser } from '../testing/running-gate.ts';

let at: ReadersGate;

describe('where addresses need not be confirmed', () => {
  beforeAll(async () => {
    at = await startReadersGate();
  });
  afterAll(() => at.gate.stop());

  it('a reader confirms the address by the mailed link, which does nothing by being opened', async () => {
    const browser = await at.registered('ada@example.org');
    expect(at.mailsTo('ada@example.org')).toMatchObject([{ subject: 'Confirm your e-mail address' }]);
    const token = at.tokenTo('ada@example.org');
    const page = await browser.get(`/api/account/verify?token=${encodeURIComponent(token)}`);
    expect(await page.text()).toContain('<button class="button" type="submit">Confirm this address</button>');
    expect(await account(browser)).toMatchObject({ emailVerified: false });
    expect(await post(browser, 'verify', { token })).toEqual([200, { ok: true, return: '/account/' }]);
    expect(await account(browser)).toMatchObject({ emailVerified: true });
  });

  it('the link of another mailbox confirms nothing of mine, nor does a made-up one', async () => {
    const browser = await at.registered('eve@example.org');
    await at.registered('other@example.org');
    await post(browser, 'verify', { token: at.tokenTo('other@example.org') });
    expect(await account(browser)).toMatchObject({ email: 'eve@example.org', emailVerified: false });
    expect(await post(browser, 'verify', { token: 'made up' })).toMatchObject([
      410,
      { code: 'link-no-longer-holds' },
    ]);
  });

  it('a link that was cut short or has run out is said to be so where it leads, and tells nothing of accounts', async () => {
    await at.registered('cut@example.org');
    const whole = at.tokenTo('cut@example.org');
    for (const token of [whole.slice(0, -4), '', 'made up']) {
      const page = await at.gate.browser().get(`/api/account/verify?token=${encodeURIComponent(token)}`);
      expect(page.status).toBe(410);
      const text = await page.text();
      expect(text).toContain('This link no longer holds');
      expect(text).not.toContain('Confirm this address');
      expect(text).not.toContain('cut@example.org');
    }
  });

  it('a link that was cut short asks for no password', async () => {
    for (const token of ['', '%22%3E%3Cscript%3E', 'x'.repeat(24)]) {
      const page = await at.gate.browser().get(`/api/account/reset?token=${token}`);
      expect(page.status).toBe(410);
      expect(await page.text()).toMatch(/no longer holds[\s\S]*href="\/forgot-password\/"/);
    }
  });

  it('a forgotten password is set anew by a link that works once, and every device is logged out', async () => {
    const browser = await at.registered('forgot@example.org');
    expect(await post(at.gate.browser(), 'reset/ask', { email: 'forgot@example.org' })).toMatchObject([
      200,
      {},
    ]);
    const token = at.tokenTo('forgot@example.org');
    const form = async () => (await at.gate.browser().get(`/api/account/reset?token=${token}`)).status;
    expect(await form()).toBe(200);
    const set = (word: string) => post(at.gate.browser(), 'reset', { token, password: word });
    expect(await set('short')).toMatchObject([400, { field: 'password' }]);
    expect(await set('another good password')).toEqual([200, { ok: true, return: '/login/' }]);
    expect(await set('a third good password')).toMatchObject([410, { code: 'link-no-longer-holds' }]);
    expect(await form()).toBe(410);
    expect(await account(browser)).toEqual({ signedIn: false });
    await at.loggedIn('forgot@example.org', 'another good password');
    expect(at.mailsTo('forgot@example.org').at(-1)).toMatchObject({ subject: 'Your password was changed' });
  });

  it('a reset takes every other link of the account along, mailed before it', async () => {
    const browser = await at.registered('links@example.org');
    const tokens: string[] = [];
    for (let i = 0; i < 3; i++) {
      await post(at.gate.browser(), 'reset/ask', { email: 'links@example.org' });
      tokens.push(at.tokenTo('links@example.org'));
    }
    await post(browser, 'email', { email: 'elsewhere@example.org', password });
    const change = at.tokenTo('elsewhere@example.org');
    const set = (token: string | undefined, word: string) =>
      post(at.gate.browser(), 'reset', { token, password: word });
    expect(await set(tokens.at(-1), 'another good password')).toMatchObject([200, {}]);
    for (const token of tokens)
      expect(await set(token, 'somebody else wrote this')).toMatchObject([
        410,
        { code: 'link-no-longer-holds' },
      ]);
    expect((await at.gate.browser().get(`/api/account/verify?token=${change}`)).status).toBe(410);
    expect(await post(at.gate.browser(), 'verify', { token: change })).toMatchObject([410, {}]);
    await at.loggedIn('links@example.org', 'another good password');
  });

  it('links in the mailbox that an account left lead to it no more', async () => {
    const browser = await at.registered('left@example.org');
    await post(at.gate.browser(), 'reset/ask', { email: 'left@example.org' });
    const token = at.tokenTo('left@example.org');
    await post(browser, 'email', { email: 'entered@example.org', password });
    const change = at.tokenTo('entered@example.org');
    expect(await post(browser, 'verify', { token: change })).toMatchObject([200, {}]);
    expect((await at.gate.browser().get(`/api/account/reset?token=${token}`)).status).toBe(410);
    expect(
      await post(at.gate.browser(), 'reset', { token, password: 'somebody else wrote this' }),
    ).toMatchObject([410, { code: 'link-no-longer-holds' }]);
    expect(await post(browser, 'verify', { token: change })).toMatchObject([410, {}]);
    expect(await account(browser)).toMatchObject({ email: 'entered@example.org' });
  });

  it('who asks for a reset learns nothing about who has an account', async () => {
    await at.registered('known@example.org');
    const before = at.gate.mails.length;
    const [known, unknown] = [
      await post(at.gate.browser(), 'reset/ask', { email: 'known@example.org' }),
      await post(at.gate.browser(), 'reset/ask', { email: 'unknown@example.org' }),
    ];
    expect(known).toEqual(unknown);
    expect(at.gate.mails.slice(before).map(({ to }) => to)).toEqual(['known@example.org']);
  });

  it('mails to one address come to an end, whether or not it has an account', async () => {
    await at.registered('flooded@example.org');
    for (const email of ['flooded@example.org', 'nobody@example.org']) {
      const statuses: number[] = [];
      for (let i = 0; i < 7; i++) statuses.push((await post(at.gate.browser(), 'reset/ask', { email }))[0]);
      expect(statuses.at(-1)).toBe(429);
    }
    const resets = at
      .mailsTo('flooded@example.org')
      .filter(({ subject }) => subject === 'Choose a new password');
    expect(resets).toHaveLength(5);
  });

  it('an address changes once the new one is confirmed, with the password, and the old one is told', async () => {
    const browser = await at.registered('old@example.org');
    await post(browser, 'verify', { token: at.tokenTo('old@example.org') });
    const change = (word: string) => post(browser, 'email', { email: 'new@example.org', password: word });
    expect(await change('wrong password')).toMatchObject([401, { field: 'password' }]);
    expect(await change(password)).toMatchObject([200, { ok: true }]);
    expect(await account(browser)).toMatchObject({ email: 'old@example.org' });
    expect(at.mailsTo('old@example.org').at(-1)).toMatchObject({
      subject: 'Your e-mail address is to be changed',
    });
    await post(browser, 'verify', { token: at.tokenTo('new@example.org') });
    expect(await account(browser)).toMatchObject({ email: 'new@example.org', emailVerified: true });
    expect((await post(at.gate.browser(), 'login', { email: 'old@example.org', password }))[0]).toBe(401);
    await at.loggedIn('new@example.org');
  });

  it('a change to an address that got an account meanwhile is refused in words to whoever holds its link', async () => {
    const browser = await at.registered('late@example.org');
    await post(browser, 'email', { email: 'meanwhile@example.org', password });
    const token = at.tokenTo('meanwhile@example.org');
    const owner = await at.registered('meanwhile@example.org');
    for (let i = 0; i < 2; i++)
      expect(await post(browser, 'verify', { token })).toMatchObject([409, { code: 'email-taken' }]);
    const page = await at.gate.browser().submit('/api/account/verify', { token });
    expect([page.status, await page.text()]).toEqual([409, expect.stringContaining('exists already')]);
    expect(await account(browser)).toMatchObject({ email: 'late@example.org' });
    expect(await account(owner)).toMatchObject({ email: 'meanwhile@example.org' });
    expect(at.gate.lines).toEqual([]);
  });

  it('changing to an address that has an account looks the same and does nothing', async () => {
    await at.registered('mine@example.org');
    const browser = await at.registered('wants@example.org');
    const before = at.mailsTo('mine@example.org').length;
    expect(await post(browser, 'email', { email: 'mine@example.org', password })).toMatchObject([
      200,
      { ok: true },
    ]);
    expect(at.mailsTo('mine@example.org')).toHaveLength(before);
    expect(await account(browser)).toMatchObject({ email: 'wants@example.org' });
  });
});

describe('where an address must be confirmed', () => {
  beforeAll(async () => {
    at = await startReadersGate({ verifiedEmailRequired: true });
  });
  afterAll(() => at.gate.stop());

  it('registering looks the same for a new address and for one that has an account', async () => {
    const browser = at.gate.browser();
    const register = (email: string) => browser.post('/api/account/register', { email, password });
    const [first, second] = [await register('twice@example.org'), await register('twice@example.org')];
    expect([first.status, await first.json()]).toEqual([second.status, await second.json()]);
    expect([...first.headers.keys()].sort()).toEqual([...second.headers.keys()].sort());
    expect(browser.cookies.size).toBe(0);
    expect(at.mailsTo('twice@example.org').map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'You have an account already',
    ]);
  });

  it('whoever registers an address cannot tell by logging in whether it had an account', async () => {
    const owner = 'owner@example.org';
    await confirmed(owner, 'the password of its owner');
    const probe = async (email: string) => {
      const browser = at.gate.browser();
      await post(browser, 'register', { email, password });
      const refused = await browser.post('/api/account/login', { email, password });
      return [refused.status, await refused.json(), [...refused.headers.keys()].sort(), browser.cookies.size];
    };
    const had = await probe(owner);
    expect(had).toMatchObject([401, { code: 'wrong-email-or-password' }, {}, 0]);
    expect(await probe('nobody@example.org')).toEqual(had);
    expect((await post(at.gate.browser(), 'login', { email: 'unheard@example.org', password }))[1]).toEqual(
      had[1],
    );
    const page = await at.gate
      .browser()
      .submit('/api/account/login', { email: 'nobody@example.org', password });
    expect(await page.text()).toMatch(/not confirmed yet[\s\S]*href="\/login\/"/);
  });

  it('whoever logs in before confirming is mailed the link again, not without end, and only with the password', async () => {
    const email = 'again@example.org';
    await post(at.gate.browser(), 'register', { email, password });
    const login = (word: string) => post(at.gate.browser(), 'login', { email, password: word });
    await login('not the password');
    await login(password);
    await vi.waitFor(() => expect(at.mailsTo(email)).toHaveLength(2));
    for (let i = 0; i < 7; i++) await login(password);
    await vi.waitFor(() => expect(at.mailsTo(email)).toHaveLength(6));
    expect(new Set(at.mailsTo(email).map(({ subject }) => subject))).toEqual(
      new Set(['Confirm your e-mail address']),
    );
    await post(at.gate.browser(), 'verify', { token: at.tokenTo(email) });
    at.gate.clock.now = new Date(at.gate.clock.now.getTime() + 15 * 60_000);
    expect(await account(await at.loggedIn(email))).toMatchObject({ emailVerified: true });
    expect(at.mailsTo(email)).toHaveLength(6);
  });

  it('a password that was chosen by mail confirms the address as well', async () => {
    const email = 'forgot@example.org';
    await post(at.gate.browser(), 'register', { email, password });
    await post(at.gate.browser(), 'reset/ask', { email });
    const word = 'another good password';
    const token = at.tokenTo(email);
    expect(await post(at.gate.browser(), 'reset', { token, password: word })).toMatchObject([200, {}]);
    expect(await account(await at.loggedIn(email, word))).toMatchObject({ emailVerified: true });
  });

  it('an address that an account changes to is confirmed by the link of the change', async () => {
    const browser = await fromBefore('before@example.org');
    await post(browser, 'email', { email: 'after@example.org', password });
    await post(browser, 'verify', { token: at.tokenTo('after@example.org') });
    expect(await account(browser)).toMatchObject({ email: 'after@example.org', emailVerified: true });
    await at.loggedIn('after@example.org');
  });

  it('views wait for the confirmation where somebody was logged in before it was asked for', async () => {
    const browser = await fromBefore('waits@example.org', (reader) => open(reader, 'J9000'));
    for (const code of ['J9000', 'J9001'])
      expect(await (await open(browser, code)).json()).toMatchObject({ reason: 'verify-email' });
    expect(await post(browser, 'verify/send')).toMatchObject([200, {}]);
    await post(browser, 'verify', { token: at.tokenTo('waits@example.org') });
    expect(await (await open(browser, 'J9000')).json()).toMatchObject({ charged: false });
    expect(await (await open(browser, 'J9001')).json()).toMatchObject({ charged: true });
  });

  it('a guest brings its page along when it logs in', async () => {
    const browser = at.gate.browser();
    await open(browser, 'J9000');
    await post(browser, 'register', { email: 'guest@example.org', password });
    await post(browser, 'verify', { token: at.tokenTo('guest@example.org') });
    await post(browser, 'login', { email: 'guest@example.org', password });
    expect(await (await open(browser, 'J9000')).json()).toMatchObject({ charged: false });
  });

  /** An account whose address is confirmed, and a browser that is logged in to it. */
  async function confirmed(email: string, word = password): Promise<Browser> {
    await post(at.gate.browser(), 'register', { email, password: word });
    await post(at.gate.browser(), 'verify', { token: at.tokenTo(email) });
    return at.loggedIn(email, word);
  }

  /** A browser that was logged in when addresses needed no confirmation. */
  async function fromBefore(
    email: string,
    meanwhile: (browser: Browser) => Promise<unknown> = async () => {},
  ): Promise<Browser> {
    const browser = await confirmed(email);
    await meanwhile(browser);
    const database = new DatabaseSync(join(at.gate.data, 'gate', 'gate.sqlite'));
    database.prepare('UPDATE user SET emailVerified = 0 WHERE email = ?').run(email);
    database.close();
    // Sessions that were just looked up are believed for a moment; a change of any account ends that.
    await post(await confirmed(`beside-${email}`), 'name', { name: 'Ada' });
    return browser;
  }
});
