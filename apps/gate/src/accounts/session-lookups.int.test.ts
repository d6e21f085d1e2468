import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GateStorage } from '../storage/gate-storage.ts';
import { openSqliteStorage } from '../storage/sqlite-storage.ts';
import type { ReaderAccounts } from './reader-account.ts';
import { createReaderAccounts } from './reader-accounts.ts';

let folder: string;
let storages: GateStorage[];
/** Two gates on one database. */
let one: ReaderAccounts;
let other: ReaderAccounts;
let session: Headers;
let mails: string[];
/** What happens while a password is looked at, which takes as long as hashing one. */
let whileVerified: () => Promise<unknown>;

const reader = { name: 'Ann', email: 'ann@example.org', password: 'a password of some length' };
const cookieOf = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });

async function begin(byAdapter: boolean): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = mkdtempSync(join(tmpdir(), 'plaincode-sessions-'));
  storages = [];
  mails = [];
  whileVerified = async () => {};
  one = await openAccounts(byAdapter);
  other = await openAccounts(byAdapter);
  session = cookieOf((await one.register(reader, new Headers()))?.cookies ?? []);
}

afterEach(async () => {
  vi.useRealTimers();
  for (const storage of storages) await storage.close();
  rmSync(folder, { recursive: true });
});

async function openAccounts(byAdapter: boolean): Promise<ReaderAccounts> {
  const storage = await openSqliteStorage(folder, () => new Date());
  storages.push(storage);
  return createReaderAccounts({
    database: storage.accounts,
    findSession: byAdapter ? undefined : storage.findSession,
    secret: 'a secret for tests, thirty-two letters',
    origin: 'http://localhost:8080',
    verifiedEmailRequired: false,
    mailer: { send: ({ text }) => void mails.push(text) },
    passwords: { hash: async (password) => password, verify: () => whileVerified().then(() => true) },
  });
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe.each([
  ['as the storage finds it', false],
  ['as better-auth finds it', true],
] as const)('a session %s', (_, byAdapter) => {
  beforeEach(() => begin(byAdapter));

  it('is believed for five seconds, and then seen to be ended by another gate', async () => {
    expect(await one.signedIn(session)).toMatchObject({ email: 'ann@example.org' });
    later(6_000);
    expect(await one.signedIn(session)).toMatchObject({ email: 'ann@example.org' });
    await other.logout(session);
    later(4_000);
    expect(await one.signedIn(session)).toMatchObject({ email: 'ann@example.org' });
    later(2_000);
    expect(await one.signedIn(session)).toBeNull();
    expect(await one.signedIn(session)).toBeNull();
  });

  it('ends after its thirty days, known or not', async () => {
    await one.signedIn(session);
    later(31 * 86_400_000);
    expect(await one.signedIn(session)).toBeNull();
    expect(await other.signedIn(session)).toBeNull();
  });

  it('is not taken from a cookie whose signature does not hold, also beside one that is known', async () => {
    await one.signedIn(session);
    later(6_000);
    const [name = '', value = ''] = (session.get('cookie') ?? '').split('=');
    const forged = new Headers({ cookie: `${name}=${value.split('.')[0]}.${'A'.repeat(43)}%3D` });
    expect(await one.signedIn(forged)).toBeNull();
    expect(await one.signedIn(session)).toMatchObject({ email: 'ann@example.org' });
  });

  it('is nobody’s where a forged cookie of its name stands beside it', async () => {
    const [name = '', value = ''] = (session.get('cookie') ?? '').split('=');
    const forged = `${name}=${value.split('.')[0]}.${'A'.repeat(43)}%3D`;
    for (const both of [`${forged}; ${session.get('cookie')}`, `${session.get('cookie')}; ${forged}`])
      expect(await one.signedIn(new Headers({ cookie: both }))).toBeNull();
    expect(await one.signedIn(new Headers({ cookie: forged }))).toBeNull();
  });

  it('is not begun with a password that is set anew at that moment', async () => {
    await one.askToReset(reader.email);
    const token = /token=([\w-]+)/.exec(mails.at(-1) ?? '')?.[1] ?? '';
    whileVerified = () => other.reset(token, 'another password of some length');
    const login = { email: reader.email, password: reader.password };
    await expect(one.login(login, new Headers())).rejects.toThrow('do not belong together');
    whileVerified = async () => {};
    expect(await one.sessions(cookieOf((await one.login(login, new Headers())).cookies))).toHaveLength(1);
  });
});
