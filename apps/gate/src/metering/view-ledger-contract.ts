import { describe, expect, it } from 'vitest';
import type { Allowances, ViewLedger, ViewToRecord } from './view-ledger.ts';

const now = new Date('2026-11-23T22:15:30Z');
const longAgo = new Date('2026-11-01T00:00:00Z');
const later = new Date('2099-01-01T00:00:00Z');

let visitors = 0;
const nobodyYet = () => `guest:contract-${process.pid}-${Date.now()}-${visitors++}`;

const view = (visitor: string, page: string, more: Partial<ViewToRecord> = {}): ViewToRecord => ({
  visitor,
  page,
  period: '2026-11',
  now,
  limit: 5,
  pace: null,
  ...more,
});

/** What every ledger promises, whatever it is built on. */
export function testViewLedger(open: () => { ledger: ViewLedger; allowances: Allowances }): void {
  describe('a view ledger', () => {
    it('knows nothing of a visitor it never saw', async () => {
      expect(await open().ledger.history(nobodyYet(), '/a/', '2026-11', longAgo)).toEqual({
        used: 0,
        pageOpened: false,
        recent: 0,
      });
    });

    it('records a page once in a period, and again in the next', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      expect(await ledger.record(view(visitor, '/a/'))).toEqual({ outcome: 'recorded', used: 1 });
      expect(await ledger.record(view(visitor, '/a/'))).toEqual({ outcome: 'already-open', used: 1 });
      expect(await ledger.record(view(visitor, '/a/', { period: '2026-12' }))).toMatchObject({
        outcome: 'recorded',
      });
      expect(await ledger.history(visitor, '/a/', '2026-11', longAgo)).toEqual({
        used: 1,
        pageOpened: true,
        recent: 1,
      });
      expect(await ledger.history(visitor, '/b/', '2026-11', now)).toEqual({
        used: 1,
        pageOpened: false,
        recent: 0,
      });
    });

    it('refuses past the limit, but not what is open', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      expect(await ledger.record(view(visitor, '/a/', { limit: 1 }))).toMatchObject({ outcome: 'recorded' });
      expect(await ledger.record(view(visitor, '/b/', { limit: 1 }))).toMatchObject({ outcome: 'refused' });
      expect(await ledger.record(view(visitor, '/a/', { limit: 1 }))).toMatchObject({
        outcome: 'already-open',
      });
      expect(await ledger.record(view(visitor, '/b/', { limit: 0 }))).toMatchObject({ outcome: 'refused' });
      expect(await ledger.record(view(visitor, '/b/', { limit: null }))).toMatchObject({
        outcome: 'recorded',
      });
    });

    it('keeps the pace', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      const paced = { limit: null, pace: { since: new Date(now.getTime() - 3_600_000), limit: 2 } };
      const before = new Date(now.getTime() - 7_200_000);
      expect(await ledger.record(view(visitor, '/old/', { ...paced, now: before }))).toMatchObject({
        outcome: 'recorded',
      });
      expect(await ledger.record(view(visitor, '/a/', paced))).toMatchObject({ outcome: 'recorded' });
      expect(await ledger.record(view(visitor, '/b/', paced))).toMatchObject({ outcome: 'recorded' });
      expect(await ledger.record(view(visitor, '/c/', paced))).toMatchObject({ outcome: 'refused' });
    });

    it('grants a last view once, however many ask for different pages at the same moment', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      const asked = Array.from({ length: 200 }, (_, i) =>
        ledger.record(view(visitor, `/page-${i}/`, { limit: 1 })),
      );
      const outcomes = await Promise.all(asked);
      expect(outcomes.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toHaveLength(199);
    });

    it('charges one page once, however many ask for it at the same moment', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, () => ledger.record(view(visitor, '/a/'))),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'already-open')).toHaveLength(199);
    });

    it('decides on what it holds, and records what that charges', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      const decide = (page: string, most: number) =>
        ledger.decide({ visitor, page, period: '2026-11', since: longAgo }, (history) => ({
          decision: history,
          charge: history.used < most ? view(visitor, page, { limit: most }) : null,
        }));
      expect(await decide('/a/', 2)).toEqual({
        decision: { used: 0, pageOpened: false, recent: 0 },
        recorded: { outcome: 'recorded', used: 1 },
      });
      expect(await decide('/a/', 2)).toEqual({
        decision: { used: 1, pageOpened: true, recent: 1 },
        recorded: { outcome: 'already-open', used: 1 },
      });
      expect(await decide('/b/', 1)).toMatchObject({ decision: { used: 1 }, recorded: null });
      const crowd = await Promise.all(Array.from({ length: 250 }, (_, i) => decide(`/page-${i}/`, 2)));
      const outcomes = crowd.map(({ recorded }) => recorded?.outcome);
      expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
      expect(await ledger.history(visitor, '/a/', '2026-11', longAgo)).toMatchObject({ used: 2 });
    });

    it('tells of a decision that fails, and records nothing', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      const asked = { visitor, page: '/a/', period: '2026-11', since: longAgo };
      const failing = ledger.decide(asked, () => {
        throw new Error('no decision');
      });
      const beside = ledger.record(view(visitor, '/b/'));
      await expect(failing).rejects.toThrow('no decision');
      expect(await beside).toEqual({ outcome: 'recorded', used: 1 });
    });

    it('joins histories: open to both, counted for one', async () => {
      const { ledger } = open();
      const [guest, account] = [nobodyYet(), nobodyYet()];
      await ledger.record(view(guest, '/a/'));
      await ledger.record(view(guest, '/b/'));
      await ledger.record(view(account, '/b/'));
      await ledger.join(guest, account);
      await ledger.join(guest, account);
      expect(await ledger.history(account, '/a/', '2026-11', longAgo)).toEqual({
        used: 1,
        pageOpened: true,
        recent: 1,
      });
      expect(await ledger.record(view(account, '/a/'))).toMatchObject({ outcome: 'already-open' });
      expect(await ledger.history(guest, '/a/', '2026-11', longAgo)).toEqual({
        used: 2,
        pageOpened: true,
        recent: 2,
      });
      for (const page of ['/c/', '/d/', '/e/', '/f/'])
        expect(await ledger.record(view(account, page))).toMatchObject({ outcome: 'recorded' });
      expect(await ledger.record(view(account, '/g/'))).toMatchObject({ outcome: 'refused' });
    });
  });

  describe('a reading history', () => {
    it('lists what was opened, the latest first, and is emptied without giving a view back', async () => {
      const { ledger } = open();
      const visitor = nobodyYet();
      const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
      await ledger.record(view(visitor, '/old/', { period: '2026-10', now: at(-60_000) }));
      await ledger.record(view(visitor, '/a/', { now: at(1) }));
      await ledger.record(view(visitor, '/b/', { now: at(2) }));
      expect(await ledger.opened(visitor, 2)).toEqual([
        { page: '/b/', period: '2026-11', at: at(2) },
        { page: '/a/', period: '2026-11', at: at(1) },
      ]);
      await ledger.clearHistory(visitor, '2026-11');
      expect(await ledger.opened(visitor, 9)).toEqual([]);
      expect(await ledger.history(visitor, '/a/', '2026-11', longAgo)).toMatchObject({
        used: 2,
        pageOpened: true,
      });
      expect(await ledger.history(visitor, '/old/', '2026-10', longAgo)).toMatchObject({ used: 0 });
    });

    it('moves to another name with its counts, and leaves nothing behind', async () => {
      const { ledger } = open();
      const [from, to] = [nobodyYet(), nobodyYet()];
      await ledger.record(view(from, '/old/', { period: '2026-10' }));
      await ledger.record(view(from, '/a/'));
      await ledger.move(from, to, '2026-11');
      expect(await ledger.opened(from, 9)).toEqual([]);
      expect(await ledger.history(to, '/a/', '2026-11', longAgo)).toMatchObject({
        used: 1,
        pageOpened: true,
      });
      expect(await ledger.history(to, '/old/', '2026-10', longAgo)).toMatchObject({ used: 0 });
    });
  });

  describe('a visitor that another goes on from', () => {
    it('is copied with its counts, and keeps its own', async () => {
      const { ledger } = open();
      const [from, to] = [nobodyYet(), nobodyYet()];
      await ledger.record(view(from, '/old/', { period: '2026-10' }));
      await ledger.record(view(from, '/a/'));
      for (let i = 0; i < 2; i++) await ledger.copy(from, to, '2026-11');
      for (const visitor of [from, to])
        expect(await ledger.history(visitor, '/a/', '2026-11', longAgo)).toEqual({
          used: 1,
          pageOpened: true,
          recent: 1,
        });
      expect(await ledger.opened(to, 9)).toEqual([]);
      expect(await ledger.opened(from, 9)).toHaveLength(2);
      expect(await ledger.history(to, '/old/', '2026-10', longAgo)).toMatchObject({ used: 0 });
    });

    it('is forgotten with the others of its kind once the period is over', async () => {
      const { ledger } = open();
      const kind = `${nobodyYet()}.`;
      const other = nobodyYet();
      await ledger.record(view(`${kind}a`, '/a/', { period: '2026-10' }));
      await ledger.record(view(`${kind}b`, '/b/'));
      await ledger.record(view(other, '/a/', { period: '2026-10' }));
      await ledger.dropEarlier(kind, '2026-11');
      expect(await ledger.opened(`${kind}a`, 9)).toEqual([]);
      expect(await ledger.opened(`${kind}b`, 9)).toHaveLength(1);
      expect(await ledger.opened(other, 9)).toHaveLength(1);
    });

    it('is forgotten in batches of those whose names follow each other', async () => {
      const { ledger } = open();
      const kind = `${nobodyYet()}.`;
      const names = ['a', 'b', 'c'].map((end) => kind + end);
      for (const name of names) {
        await ledger.record(view(name, '/a/', { period: '2026-10' }));
        await ledger.record(view(name, '/b/'));
      }
      const left = async () => {
        const opened = await Promise.all(names.map((name) => ledger.opened(name, 9)));
        return opened.map(({ length }) => length);
      };
      const last = await ledger.dropSome(kind, kind, '2026-11', 1);
      expect([last, await left()]).toEqual([`${kind}a`, [1, 2, 2]]);
      expect(await ledger.dropSome(kind, last ?? '', '2026-11', 99)).toBe(`${kind}c`);
      expect(await left()).toEqual([1, 1, 1]);
      expect(await ledger.dropSome(kind, `${kind}c`, '2026-11', 99)).toBeNull();
    });

    it('is found by its name among the others, and forgotten alone', async () => {
      const { ledger } = open();
      const kind = `${nobodyYet()}.`;
      const names = ['a', 'b', 'c'].map((end) => kind + end);
      for (const name of names)
        for (const period of ['2026-10', '2026-11']) await ledger.record(view(name, '/a/', { period }));
      expect(await ledger.names(kind, kind, 3)).toEqual(names.slice(0, 2));
      expect(await ledger.names(kind, `${kind}b`, 9)).toEqual(names.slice(2));
      await ledger.drop(`${kind}b`);
      expect(await ledger.names(kind, kind, 9)).toEqual([names[0], names[2]]);
      expect(await ledger.names(kind, `${kind}c`, 9)).toEqual([]);
      expect(await ledger.opened(`${kind}b`, 9)).toEqual([]);
      expect(await ledger.opened(`${kind}c`, 9)).toHaveLength(2);
    });

    it('counts what counted for either, once', async () => {
      const { ledger } = open();
      const [guest, account, gone] = [nobodyYet(), nobodyYet(), nobodyYet()];
      for (const page of ['/a/', '/b/']) await ledger.record(view(guest, page));
      await ledger.join(guest, account);
      await ledger.record(view(account, '/c/'));
      for (const page of ['/b/', '/c/', '/d/']) await ledger.record(view(gone, page));
      await ledger.move(gone, account, '2026-11');
      expect(await ledger.history(account, '/a/', '2026-11', longAgo)).toEqual({
        used: 3,
        pageOpened: true,
        recent: 3,
      });
      expect(await ledger.opened(account, 9)).toHaveLength(4);
      for (const page of ['/a/', '/b/', '/c/', '/d/'])
        expect(await ledger.record(view(account, page))).toEqual({ outcome: 'already-open', used: 3 });
    });
  });

  describe('allowances', () => {
    it('give what there is and no more', async () => {
      const { allowances } = open();
      const key = nobodyYet();
      expect(await allowances.take(key, 0, later)).toBe(false);
      expect(await allowances.taken(key)).toBe(0);
      expect(await allowances.take(key, 2, later)).toBe(true);
      expect(await allowances.take(key, 2, later)).toBe(true);
      expect(await allowances.take(key, 2, later)).toBe(false);
      expect(await allowances.taken(key)).toBe(2);
    });

    it('give the same number to a crowd', async () => {
      const { allowances } = open();
      const key = nobodyYet();
      const taken = await Promise.all(Array.from({ length: 100 }, () => allowances.take(key, 20, later)));
      expect(taken.filter(Boolean)).toHaveLength(20);
    });
  });
}
