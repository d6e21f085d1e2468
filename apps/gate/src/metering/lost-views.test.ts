import { expect, it } from 'vitest';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import { createLostViewsUpkeep } from './lost-views.ts';
import { createSqliteViewLedger } from './sqlite-view-ledger.ts';

const now = new Date('2026-11-15T12:00:00Z');

it('deletes the views of accounts that are no more, a batch at a time, and anew in each period', async () => {
  const ledger = createSqliteViewLedger(openSqliteDatabase(':memory:'));
  const open = (visitor: string) =>
    ledger.record({ visitor, page: '/a/', period: '2026-11', now, limit: null, pace: null });
  const names = ['account:a', 'account:b', 'account:c', 'account:d', 'gone:x', 'guest:y'];
  for (const name of names) await open(name);
  const left = async () => {
    const all = await Promise.all(names.map(async (name) => [name, await ledger.opened(name, 9)] as const));
    return all.filter(([, opened]) => opened.length > 0).map(([name]) => name);
  };
  const accounts = new Set(['a', 'c']);
  let period = '2026-11';
  const upkeep = createLostViewsUpkeep(
    ledger,
    async (id) => accounts.has(id),
    () => period,
    2,
  );
  expect(await upkeep.step()).toBe(true);
  expect(await left()).toEqual(['account:a', 'account:c', 'account:d', 'gone:x', 'guest:y']);
  while (await upkeep.step());
  expect(await left()).toEqual(['account:a', 'account:c', 'gone:x', 'guest:y']);
  accounts.delete('c');
  expect(await upkeep.step()).toBe(false);
  period = '2026-12';
  while (await upkeep.step());
  expect(await left()).toEqual(['account:a', 'gone:x', 'guest:y']);
});
