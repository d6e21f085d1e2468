import { expect, it } from 'vitest';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import { createGuestUpkeep } from './guest-upkeep.ts';
import { createSqliteViewLedger } from './sqlite-view-ledger.ts';

const ended = (month: string) => new Date(`${month}-15T12:00:00Z`);

async function ledgerWith(visitors: readonly string[], periods: readonly string[]) {
  const database = openSqliteDatabase(':memory:');
  const ledger = createSqliteViewLedger(database);
  for (const visitor of visitors)
    for (const period of periods)
      for (const page of ['/a/', '/b/'])
        await ledger.record({ visitor, page, period, now: ended(period), limit: null, pace: null });
  const count = database.prepare('SELECT count(*) AS rows FROM views WHERE visitor LIKE ? AND period = ?');
  const rows = (visitor: string, period: string) => Number(count.get(`${visitor}%`, period)?.rows);
  return { ledger, rows };
}

it('deletes the views of guests of periods before the last, a batch at a time, and those of accounts never', async () => {
  const guests = Array.from({ length: 20 }, (_, at) => `guest:${at}`);
  const { ledger, rows } = await ledgerWith(
    [...guests, 'account:a', 'gone.x'],
    ['2026-09', '2026-10', '2026-11'],
  );
  let now = new Date('2026-11-30T23:59:59Z');
  const upkeep = createGuestUpkeep(ledger, () => ({ kind: 'calendar-month-utc', now }), 24);
  expect(await upkeep.step()).toBe(true);
  expect(rows('guest:', '2026-09')).toBeGreaterThan(0);
  expect(rows('guest:', '2026-09')).toBeLessThan(40);
  while (await upkeep.step());
  expect([rows('guest:', '2026-09'), rows('guest:', '2026-10'), rows('guest:', '2026-11')]).toEqual([
    0, 40, 40,
  ]);
  expect([rows('account:', '2026-09'), rows('gone.', '2026-09')]).toEqual([2, 2]);

  expect(await upkeep.step()).toBe(false);
  now = new Date('2026-12-01T00:00:00Z');
  expect(await upkeep.step()).toBe(true);
  while (await upkeep.step());
  expect([rows('guest:', '2026-10'), rows('guest:', '2026-11'), rows('account:', '2026-10')]).toEqual([
    0, 40, 2,
  ]);
});

it('ends with a guest who alone has more than a batch', async () => {
  const { ledger, rows } = await ledgerWith(['guest:1', 'guest:2'], ['2026-08', '2026-09']);
  const upkeep = createGuestUpkeep(ledger, () => ({ kind: 'calendar-month-utc', now: ended('2026-11') }), 1);
  for (let steps = 0; (await upkeep.step()) && steps < 10; steps += 1);
  expect(rows('guest:', '2026-08') + rows('guest:', '2026-09')).toBe(0);
});
