import { createSecretKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSqliteViewLedger } from '../metering/sqlite-view-ledger.ts';
import { accountName } from '../metering/visitor.ts';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import { createGoneViews } from './gone-views.ts';

const period = '2026-11';
const now = new Date('2026-11-23T22:15:30Z');
const key = createSecretKey(Buffer.alloc(32));

function made(holders: Map<string, string>) {
  const ledger = createSqliteViewLedger(openSqliteDatabase(':memory:'));
  const gone = createGoneViews(
    ledger,
    key,
    () => period,
    async (email) => holders.get(email) ?? null,
  );
  return {
    gone,
    open: (account: string, page: string) =>
      ledger.record({ visitor: accountName(account), page, period, now, limit: null, pace: null }),
    used: async (account: string) => (await ledger.history(accountName(account), '/none/', period, now)).used,
    drop: (account: string) => ledger.drop(accountName(account)),
  };
}

it('an address that was registered anew before the deletion of its account was through has its views', async () => {
  const at = made(new Map([['a@example.org', 'second']]));
  await at.open('first', '/a/');
  await at.gone.leaves('a@example.org', 'first');
  await at.gone.taken('a@example.org', 'second');
  await at.open('first', '/b/');
  await at.gone.left('a@example.org', 'first');
  expect([await at.used('first'), await at.used('second')]).toEqual([0, 2]);
});

it('so has an address that was registered while its account changed to another', async () => {
  const at = made(new Map([['a@example.org', 'second']]));
  await at.open('first', '/a/');
  await at.gone.taken('a@example.org', 'second');
  await at.gone.changed({ account: 'first', from: 'a@example.org', email: 'b@example.org' });
  expect([await at.used('first'), await at.used('second')]).toEqual([1, 1]);
});

it('what an account opened waits from before its deletion on, and counts once if the deletion is refused', async () => {
  const at = made(new Map());
  for (const page of ['/a/', '/b/']) await at.open('first', page);
  await at.gone.leaves('a@example.org', 'first');
  await at.gone.taken('a@example.org', 'first');
  expect(await at.used('first')).toBe(2);
  await at.gone.leaves('a@example.org', 'first');
  await at.drop('first');
  await at.gone.left('a@example.org', 'first');
  await at.gone.taken('a@example.org', 'second');
  expect(await at.used('second')).toBe(2);
});
