import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  account,
  codes,
  open,
  password,
  post,
  type ReadersGate,
  startReadersGate,
} from '../testing/readers-gate.ts';
import type { Browser } from '../testing/running-gate.ts';

const sessionList = z.object({
  sessions: z.array(
    z.strictObject({ id: z.string(), started: z.string(), device: z.string(), current: z.boolean() }),
  ),
});
const granted = z.object({ outcome: z.string(), charged: z.boolean().optional() });
const pageList = z.object({ pages: z.array(z.unknown()) });

let at: ReadersGate;
beforeAll(async () => {
  at = await startReadersGate();
});
afterAll(() => at.gate.stop());

describe('what is a reader’s own', () => {
  it('a reader sees the devices that are logged in, ends one, and ends all others', async () => {
    const first = await at.registered('devices@example.org');
    const [second, third] = [
      await at.loggedIn('devices@example.org'),
      await at.loggedIn('devices@example.org'),
    ];
    const stranger = await at.registered('stranger@example.org');
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
    const browser = await at.registered('reads@example.org');
    const first = at.gate.clock.now;
    await open(browser, 'J9000');
    at.gate.clock.now = new Date(first.getTime() + 1_000);
    await open(browser, 'J9001');
    const history = async () =>
      pageList.parse(await (await browser.get('/api/account/history')).json()).pages;
    expect(await history()).toEqual([
      { page: '/hcpcs/J9001/', title: 'J9001 & more', at: at.gate.clock.now.toISOString() },
      { page: '/hcpcs/J9000/', title: 'J9000 & more', at: first.toISOString() },
    ]);
    expect(await post(browser, 'history/clear')).toMatchObject([200, { ok: true }]);
    expect(await history()).toEqual([]);
    expect(await (await browser.get('/api/views?page=/hcpcs/J9000/')).json()).toMatchObject({
      used: 2,
      pageOpened: true,
    });
  });

  it('a reader goes by another name, of one line', async () => {
    const browser = await at.registered('renamed@example.org');
    expect(await post(browser, 'name', { name: ' Zoë O’Hara ' })).toMatchObject([200, { ok: true }]);
    for (const name of ['a\nb', 'a\0b', 'a\u202eb', 'a\u2028b'])
      expect(await post(browser, 'name', { name })).toMatchObject([
        400,
        { code: 'invalid-input', field: 'name' },
      ]);
    expect(await account(browser)).toMatchObject({ name: 'Zoë O’Hara' });
    expect(await post(browser, 'name', { name: '' })).toMatchObject([200, { ok: true }]);
  });

  it('a reader takes everything along as a file', async () => {
    const browser = await at.registered('export@example.org');
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
    const browser = await at.registered('leaves@example.org');
    for (const code of codes.slice(0, 5)) expect((await open(browser, code)).status).toBe(200);
    expect(await post(browser, 'delete', { password: 'wrong password' })).toMatchObject([401, { ok: false }]);
    expect(await post(browser, 'delete', { password })).toEqual([200, { ok: true, return: '/' }]);
    expect(await account(browser)).toEqual({ signedIn: false });
    const database = new DatabaseSync(join(at.gate.data, 'gate', 'gate.sqlite'), { readOnly: true });
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables)
      expect(JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all())).not.toContain('leaves@');
    database.close();
    const again = await at.registered('leaves@example.org');
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
      expect(await post(browser, 'verify', { token: at.tokenTo(email) })).toMatchObject([200, {}]);
    };
    for (let round = 0; round < 2; round++) {
      const browser = await at.registered(a);
      await openAll(browser);
      await change(browser, b);
      expect(await account(browser)).toMatchObject({ email: b });
      await post(browser, 'delete', { password });
    }
    expect(opened).toBe(5);
    for (let round = 0; round < 2; round++) {
      const browser = await at.registered('third@example.org');
      await change(browser, b);
      await openAll(browser);
      await post(browser, 'delete', { password });
    }
    expect(opened).toBe(5);
  });

  it('registering the address while its account is deleted gives no fresh views, where addresses are to be confirmed', async () => {
    let held: Promise<void> | undefined;
    const strict = await startReadersGate({
      verifiedEmailRequired: true,
      passwords: {
        async hash(text) {
          await held;
          return text;
        },
        verify: async (stored) => stored.hash === stored.password,
      },
    });
    const email = 'again@example.org';
    const register = () => post(strict.gate.browser(), 'register', { email, password });
    const confirm = () => post(strict.gate.browser(), 'verify', { token: strict.tokenTo(email) });
    await register();
    await confirm();
    const browser = await strict.loggedIn(email);
    for (const code of codes.slice(0, 5)) await open(browser, code);
    let goOn = () => {};
    held = new Promise((resolve) => {
      goOn = resolve;
    });
    const meanwhile = [register(), register()];
    await delay(100);
    expect(await post(browser, 'delete', { password })).toMatchObject([200, {}]);
    goOn();
    expect(await Promise.all(meanwhile)).toMatchObject([
      [200, {}],
      [200, {}],
    ]);
    await register();
    await confirm();
    const again = await strict.loggedIn(email);
    expect(await (await again.get('/api/views?page=/')).json()).toMatchObject({ used: 5, left: 0 });
    const database = new DatabaseSync(join(strict.gate.data, 'gate', 'gate.sqlite'));
    const lost = database
      .prepare(
        "SELECT 1 FROM views WHERE visitor LIKE 'account:%' AND substr(visitor, 9) NOT IN (SELECT id FROM user)",
      )
      .all();
    database.close();
    expect(lost).toEqual([]);
    await strict.gate.stop();
  });

  it('what a deleted account opened is forgotten with its period', async () => {
    const now = at.gate.clock.now;
    const browser = await at.registered('past@example.org');
    await open(browser, 'J9000');
    await post(browser, 'delete', { password });
    const kept = () => {
      const database = new DatabaseSync(join(at.gate.data, 'gate', 'gate.sqlite'), { readOnly: true });
      const rows = database.prepare("SELECT DISTINCT period FROM views WHERE visitor LIKE 'gone:%'").all();
      database.close();
      return rows.map(({ period }) => period);
    };
    expect(kept()).toContain(now.toISOString().slice(0, 7));
    at.gate.clock.now = new Date(now.getTime() + 40 * 86_400_000);
    await at.registered('somebody-else@example.org');
    expect(kept()).toEqual([]);
    at.gate.clock.now = now;
  });

  it('nobody else is told or does anything of this', async () => {
    const nobody = at.gate.browser();
    for (const path of ['sessions', 'history', 'export'])
      expect((await nobody.get(`/api/account/${path}`)).status).toBe(401);
    for (const path of [
      'verify/send',
      'name',
      'password',
      'email',
      'sessions/end',
      'sessions/end-others',
      'history/clear',
      'delete',
    ])
      expect(await post(nobody, path)).toMatchObject([401, { code: 'not-signed-in' }]);
    const browser = await at.registered('origin@example.org');
    const foreign = { origin: 'https://evil.example' };
    expect((await browser.post('/api/account/delete', { password }, foreign)).status).toBe(403);
  });
});
