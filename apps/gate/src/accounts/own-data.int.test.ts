import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type Browser, type RunningGate, startGate } from '../testing/running-gate.ts';

const password = 'correct horse battery';
const codes = Array.from({ length: 8 }, (_, i) => `J900${i}`);
const passwords = {
  hash: async (text: string) => `plain ${text}`,
  verify: async (stored: { hash: string; password: string }) => stored.hash === `plain ${stored.password}`,
};
let gate: RunningGate;

async function start(choices: Parameters<typeof startGate>[0] = {}) {
  gate = await startGate({ passwords, ...choices });
  const pages = codes.map((code) => [`/hcpcs/${code}/`, madePage(`${code} & more`, 'metered')] as const);
  writeMadeRelease(gate.store, { '/': madePage('Home'), ...Object.fromEntries(pages) });
}

const sessionList = z.object({
  sessions: z.array(
    z.strictObject({ id: z.string(), started: z.string(), device: z.string(), current: z.boolean() }),
  ),
});
const granted = z.object({ outcome: z.string(), charged: z.boolean().optional() });
const pageList = z.object({ pages: z.array(z.unknown()) });
const account = async (browser: Browser) => (await browser.get('/api/account')).json();
const post = async (browser: Browser, path: string, body: unknown = {}) => {
  const response = await browser.post(`/api/account/${path}`, body);
  return [response.status, await response.json()] as const;
};
const open = (browser: Browser, code: string) =>
  browser.post('/api/grants', {
    page: `/hcpcs/${code}/`,
    envelopes: [madeEnvelope('metered', `${code} & more`)],
  });

async function registered(email: string): Promise<Browser> {
  const browser = gate.browser();
  expect(await post(browser, 'register', { email, password, name: 'Ada' })).toMatchObject([200, {}]);
  return browser;
}

async function loggedIn(email: string, word = password): Promise<Browser> {
  const browser = gate.browser();
  expect(await post(browser, 'login', { email, password: word })).toMatchObject([200, {}]);
  return browser;
}

/** The mails to an address, and the token of the last one. */
const mailsTo = (email: string) => gate.mails.filter(({ to }) => to === email);
function tokenTo(email: string): string {
  const token = /token=([^\s"]+)/.exec(mailsTo(email).at(-1)?.text ?? '')?.[1];
  if (!token) throw new Error(`no link was mailed to ${email}`);
  return decodeURIComponent(token);
}

describe('where addresses need not be confirmed', () => {
  beforeAll(() => start());
  afterAll(() => gate.stop());

  it('a reader confirms the address by the mailed link, which does nothing by being opened', async () => {
    const browser = await registered('ada@example.org');
    expect(mailsTo('ada@example.org')).toMatchObject([{ subject: 'Confirm your e-mail address' }]);
    const token = tokenTo('ada@example.org');
    const page = await browser.get(`/api/account/verify?token=${encodeURIComponent(token)}`);
    expect(await page.text()).toContain('<button class="button" type="submit">Confirm this address</button>');
    expect(await account(browser)).toMatchObject({ emailVerified: false });
    expect(await post(browser, 'verify', { token })).toEqual([200, { ok: true, return: '/account/' }]);
    expect(await account(browser)).toMatchObject({ emailVerified: true });
  });

  it('the link of another mailbox confirms nothing of mine, nor does a made-up one', async () => {
    const browser = await registered('eve@example.org');
    await registered('other@example.org');
    await post(browser, 'verify', { token: tokenTo('other@example.org') });
    expect(await account(browser)).toMatchObject({ email: 'eve@example.org', emailVerified: false });
    expect(await post(browser, 'verify', { token: 'made up' })).toMatchObject([
      410,
      { code: 'link-no-longer-holds' },
    ]);
  });

  it('a link that was cut short or has run out is said to be so where it leads, and tells nothing of accounts', async () => {
    await registered('cut@example.org');
    const whole = tokenTo('cut@example.org');
    for (const token of [whole.slice(0, -4), '', 'made up']) {
      const page = await gate.browser().get(`/api/account/verify?token=${encodeURIComponent(token)}`);
      expect(page.status).toBe(410);
      const text = await page.text();
      expect(text).toContain('This link no longer holds');
      expect(text).not.toContain('Confirm this address');
      expect(text).not.toContain('cut@example.org');
    }
  });

  it('a link that was cut short asks for no password', async () => {
    for (const token of ['', '%22%3E%3Cscript%3E', 'x'.repeat(24)]) {
      const page = await gate.browser().get(`/api/account/reset?token=${token}`);
      expect(page.status).toBe(410);
      expect(await page.text()).toMatch(/no longer holds[\s\S]*href="\/forgot-password\/"/);
    }
  });

  it('a forgotten password is set anew by a link that works once, and every device is logged out', async () => {
    const browser = await registered('forgot@example.org');
    expect(await post(gate.browser(), 'reset/ask', { email: 'forgot@example.org' })).toMatchObject([200, {}]);
    const token = tokenTo('forgot@example.org');
    const form = async () => (await gate.browser().get(`/api/account/reset?token=${token}`)).status;
    expect(await form()).toBe(200);
    const set = (word: string) => post(gate.browser(), 'reset', { token, password: word });
    expect(await set('short')).toMatchObject([400, { field: 'password' }]);
    expect(await set('another good password')).toEqual([200, { ok: true, return: '/login/' }]);
    expect(await set('a third good password')).toMatchObject([410, { code: 'link-no-longer-holds' }]);
    expect(await form()).toBe(410);
    expect(await account(browser)).toEqual({ signedIn: false });
    await loggedIn('forgot@example.org', 'another good password');
    expect(mailsTo('forgot@example.org').at(-1)).toMatchObject({ subject: 'Your password was changed' });
  });

  it('a reset takes every other link of the account along, mailed before it', async () => {
    const browser = await registered('links@example.org');
    const tokens: string[] = [];
    for (let i = 0; i < 3; i++) {
      await post(gate.browser(), 'reset/ask', { email: 'links@example.org' });
      tokens.push(tokenTo('links@example.org'));
    }
    await post(browser, 'email', { email: 'elsewhere@example.org', password });
    const change = tokenTo('elsewhere@example.org');
    const set = (token: string | undefined, word: string) =>
      post(gate.browser(), 'reset', { token, password: word });
    expect(await set(tokens.at(-1), 'another good password')).toMatchObject([200, {}]);
    for (const token of tokens)
      expect(await set(token, 'somebody else wrote this')).toMatchObject([
        410,
        { code: 'link-no-longer-holds' },
      ]);
    expect((await gate.browser().get(`/api/account/verify?token=${change}`)).status).toBe(410);
    expect(await post(gate.browser(), 'verify', { token: change })).toMatchObject([410, {}]);
    await loggedIn('links@example.org', 'another good password');
  });

  it('links in the mailbox that an account left lead to it no more', async () => {
    const browser = await registered('left@example.org');
    await post(gate.browser(), 'reset/ask', { email: 'left@example.org' });
    const token = tokenTo('left@example.org');
    await post(browser, 'email', { email: 'entered@example.org', password });
    const change = tokenTo('entered@example.org');
    expect(await post(browser, 'verify', { token: change })).toMatchObject([200, {}]);
    expect((await gate.browser().get(`/api/account/reset?token=${token}`)).status).toBe(410);
    expect(
      await post(gate.browser(), 'reset', { token, password: 'somebody else wrote this' }),
    ).toMatchObject([410, { code: 'link-no-longer-holds' }]);
    expect(await post(browser, 'verify', { token: change })).toMatchObject([410, {}]);
    expect(await account(browser)).toMatchObject({ email: 'entered@example.org' });
  });

  it('who asks for a reset learns nothing about who has an account', async () => {
    await registered('known@example.org');
    const before = gate.mails.length;
    const [known, unknown] = [
      await post(gate.browser(), 'reset/ask', { email: 'known@example.org' }),
      await post(gate.browser(), 'reset/ask', { email: 'unknown@example.org' }),
    ];
    expect(known).toEqual(unknown);
    expect(gate.mails.slice(before).map(({ to }) => to)).toEqual(['known@example.org']);
  });

  it('mails to one address come to an end, whether or not it has an account', async () => {
    await registered('flooded@example.org');
    for (const email of ['flooded@example.org', 'nobody@example.org']) {
      const statuses: number[] = [];
      for (let i = 0; i < 7; i++) statuses.push((await post(gate.browser(), 'reset/ask', { email }))[0]);
      expect(statuses.at(-1)).toBe(429);
    }
    const resets = mailsTo('flooded@example.org').filter(
      ({ subject }) => subject === 'Choose a new password',
    );
    expect(resets).toHaveLength(5);
  });

  it('an address changes once the new one is confirmed, with the password, and the old one is told', async () => {
    const browser = await registered('old@example.org');
    await post(browser, 'verify', { token: tokenTo('old@example.org') });
    const change = (word: string) => post(browser, 'email', { email: 'new@example.org', password: word });
    expect(await change('wrong password')).toMatchObject([401, { field: 'password' }]);
    expect(await change(password)).toMatchObject([200, { ok: true }]);
    expect(await account(browser)).toMatchObject({ email: 'old@example.org' });
    expect(mailsTo('old@example.org').at(-1)).toMatchObject({
      subject: 'Your e-mail address is to be changed',
    });
    await post(browser, 'verify', { token: tokenTo('new@example.org') });
    expect(await account(browser)).toMatchObject({ email: 'new@example.org', emailVerified: true });
    expect((await post(gate.browser(), 'login', { email: 'old@example.org', password }))[0]).toBe(401);
    await loggedIn('new@example.org');
  });

  it('a change to an address that got an account meanwhile is refused in words to whoever holds its link', async () => {
    const browser = await registered('late@example.org');
    await post(browser, 'email', { email: 'meanwhile@example.org', password });
    const token = tokenTo('meanwhile@example.org');
    const owner = await registered('meanwhile@example.org');
    for (let i = 0; i < 2; i++)
      expect(await post(browser, 'verify', { token })).toMatchObject([409, { code: 'email-taken' }]);
    const page = await gate.browser().submit('/api/account/verify', { token });
    expect([page.status, await page.text()]).toEqual([409, expect.stringContaining('exists already')]);
    expect(await account(browser)).toMatchObject({ email: 'late@example.org' });
    expect(await account(owner)).toMatchObject({ email: 'meanwhile@example.org' });
    expect(gate.lines).toEqual([]);
  });

  it('changing to an address that has an account looks the same and does nothing', async () => {
    await registered('mine@example.org');
    const browser = await registered('wants@example.org');
    const before = mailsTo('mine@example.org').length;
    expect(await post(browser, 'email', { email: 'mine@example.org', password })).toMatchObject([
      200,
      { ok: true },
    ]);
    expect(mailsTo('mine@example.org')).toHaveLength(before);
    expect(await account(browser)).toMatchObject({ email: 'wants@example.org' });
  });

  it('a reader sees the devices that are logged in, ends one, and ends all others', async () => {
    const first = await registered('devices@example.org');
    const [second, third] = [await loggedIn('devices@example.org'), await loggedIn('devices@example.org')];
    const stranger = await registered('stranger@example.org');
    const list = async (browser: Browser) =>
      sessionList.parse(await (await browser.get('/api/account/sessions')).json()).sessions;
    const seen = await list(third);
    expect(seen).toHaveLength(3);
    expect(seen.filter(({ current }) => current)).toHaveLength(1);
    const own = (await list(first)).find(({ current }) => current);
    await post(stranger, 'sessions/end', { session: own?.id });
    expect(await account(first)).toMatchObject({ signedIn: true });
    await post(third, 'sessions/end', { session: own?.id });
    expect(await account(first)).toEqual({ signedIn: false });
    await post(third, 'sessions/end-others');
    expect(await account(second)).toEqual({ signedIn: false });
    expect(await account(third)).toMatchObject({ signedIn: true });
  });

  it('the reading history has titles and days, and is cleared without giving a view back', async () => {
    const browser = await registered('reads@example.org');
    const first = gate.clock.now;
    await open(browser, 'J9000');
    gate.clock.now = new Date(first.getTime() + 1_000);
    await open(browser, 'J9001');
    const history = async () =>
      pageList.parse(await (await browser.get('/api/account/history')).json()).pages;
    expect(await history()).toEqual([
      { page: '/hcpcs/J9001/', title: 'J9001 & more', at: gate.clock.now.toISOString() },
      { page: '/hcpcs/J9000/', title: 'J9000 & more', at: first.toISOString() },
    ]);
    expect(await post(browser, 'history/clear')).toMatchObject([200, { ok: true }]);
    expect(await history()).toEqual([]);
    expect(await (await browser.get('/api/views?page=/hcpcs/J9000/')).json()).toMatchObject({
      used: 2,
      pageOpened: true,
    });
  });

  it('a reader takes everything along as a file', async () => {
    const browser = await registered('export@example.org');
    await open(browser, 'J9000');
    const file = await browser.get('/api/account/export');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="account.json"');
    expect(await file.json()).toMatchObject({
      account: { email: 'export@example.org', name: 'Ada' },
      sessions: [{ current: true }],
      history: [{ page: '/hcpcs/J9000/' }],
    });
  });

  it('a deleted account leaves nothing that names its reader, and no fresh views', async () => {
    const browser = await registered('leaves@example.org');
    for (const code of codes.slice(0, 5)) expect((await open(browser, code)).status).toBe(200);
    expect(await post(browser, 'delete', { password: 'wrong password' })).toMatchObject([401, { ok: false }]);
    expect(await post(browser, 'delete', { password })).toEqual([200, { ok: true, return: '/' }]);
    expect(await account(browser)).toEqual({ signedIn: false });
    const database = new DatabaseSync(join(gate.data, 'gate', 'gate.sqlite'), { readOnly: true });
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables)
      expect(JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all())).not.toContain('leaves@');
    database.close();
    const again = await registered('leaves@example.org');
    expect((await open(again, 'J9006')).status).toBe(403);
    expect((await open(again, 'J9000')).status).toBe(200);
  });

  it('two mailboxes have the views of two, however an account goes between them', async () => {
    const [a, b] = ['to@example.org', 'fro@example.org'];
    let opened = 0;
    const openAll = async (browser: Browser) => {
      for (const code of codes) {
        const { outcome, charged } = granted.parse(await (await open(browser, code)).json());
        if (outcome === 'granted' && charged) opened += 1;
      }
    };
    const change = async (browser: Browser, email: string) => {
      expect(await post(browser, 'email', { email, password })).toMatchObject([200, {}]);
      expect(await post(browser, 'verify', { token: tokenTo(email) })).toMatchObject([200, {}]);
    };
    for (let round = 0; round < 2; round++) {
      const browser = await registered(a);
      await openAll(browser);
      await change(browser, b);
      expect(await account(browser)).toMatchObject({ email: b });
      await post(browser, 'delete', { password });
    }
    expect(opened).toBe(5);
    for (let round = 0; round < 2; round++) {
      const browser = await registered('third@example.org');
      await change(browser, b);
      await openAll(browser);
      await post(browser, 'delete', { password });
    }
    expect(opened).toBe(5);
  });

  it('what a deleted account opened is forgotten with its period', async () => {
    const now = gate.clock.now;
    const browser = await registered('past@example.org');
    await open(browser, 'J9000');
    await post(browser, 'delete', { password });
    const kept = () => {
      const database = new DatabaseSync(join(gate.data, 'gate', 'gate.sqlite'), { readOnly: true });
      const rows = database.prepare("SELECT DISTINCT period FROM views WHERE visitor LIKE 'gone:%'").all();
      database.close();
      return rows.map(({ period }) => period);
    };
    expect(kept()).toContain(now.toISOString().slice(0, 7));
    gate.clock.now = new Date(now.getTime() + 40 * 86_400_000);
    await registered('somebody-else@example.org');
    expect(kept()).toEqual([]);
    gate.clock.now = now;
  });

  it('nobody else is told or does anything of this', async () => {
    const nobody = gate.browser();
    for (const path of ['sessions', 'history', 'export'])
      expect((await nobody.get(`/api/account/${path}`)).status).toBe(401);
    for (const path of [
      'verify/send',
      'email',
      'sessions/end',
      'sessions/end-others',
      'history/clear',
      'delete',
    ])
      expect(await post(nobody, path)).toMatchObject([401, { code: 'not-signed-in' }]);
    const browser = await registered('origin@example.org');
    const foreign = { origin: 'https://evil.example' };
    expect((await browser.post('/api/account/delete', { password }, foreign)).status).toBe(403);
  });
});

describe('where an address must be confirmed', () => {
  beforeAll(() => start({ verifiedEmailRequired: true }));
  afterAll(() => gate.stop());

  it('registering looks the same for a new address and for one that has an account', async () => {
    const browser = gate.browser();
    const register = (email: string) => browser.post('/api/account/register', { email, password });
    const [first, second] = [await register('twice@example.org'), await register('twice@example.org')];
    expect([first.status, await first.json()]).toEqual([second.status, await second.json()]);
    expect([...first.headers.keys()].sort()).toEqual([...second.headers.keys()].sort());
    expect(browser.cookies.size).toBe(0);
    expect(mailsTo('twice@example.org').map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'You have an account already',
    ]);
  });

  it('views wait for the confirmation, and a guest brings its page along when it logs in', async () => {
    const browser = gate.browser();
    await open(browser, 'J9000');
    await post(browser, 'register', { email: 'waits@example.org', password });
    expect(await post(browser, 'login', { email: 'waits@example.org', password })).toMatchObject([200, {}]);
    expect((await open(browser, 'J9000')).status).toBe(200);
    expect(await (await open(browser, 'J9001')).json()).toMatchObject({ reason: 'verify-email' });
    await post(browser, 'verify', { token: tokenTo('waits@example.org') });
    expect((await open(browser, 'J9001')).status).toBe(200);
  });
});
