import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  account,
  open,
  password,
  post,
  type ReadersGate,
  startReadersGate,
} from '../testing/readers-gate.ts';

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

  it('views wait for the confirmation, and a guest brings its page along when it logs in', async () => {
    const browser = at.gate.browser();
    await open(browser, 'J9000');
    await post(browser, 'register', { email: 'waits@example.org', password });
    expect(await post(browser, 'login', { email: 'waits@example.org', password })).toMatchObject([200, {}]);
    expect((await open(browser, 'J9000')).status).toBe(200);
    expect(await (await open(browser, 'J9001')).json()).toMatchObject({ reason: 'verify-email' });
    await post(browser, 'verify', { token: at.tokenTo('waits@example.org') });
    expect((await open(browser, 'J9001')).status).toBe(200);
  });
});
