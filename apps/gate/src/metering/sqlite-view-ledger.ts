import type { DatabaseSync } from 'node:sqlite';
import { createGroupCommit, type GroupCommit } from '../storage/group-commit.ts';
import type { LedgerHistory, Recorded, ViewLedger, ViewToRecord } from './view-ledger.ts';

/** SQLite's largest integer: a limit that nothing reaches. */
const withoutLimit = Number.MAX_SAFE_INTEGER;

/** The ledger on SQLite. One conditional statement records a view, so no two processes can share the last one. */
export function createSqliteViewLedger(
  database: DatabaseSync,
  group: GroupCommit = createGroupCommit(database),
): ViewLedger {
  // Parameters by number, here and below: by name, they take a quarter of the time of such a short statement.
  const insert = database.prepare(`
    INSERT INTO views (visitor, period, page, opened_at, counted)
    SELECT ?1, ?2, ?3, ?4, 1
    WHERE (SELECT count(*) FROM views WHERE visitor = ?1 AND period = ?2 AND counted = 1) < ?5
      AND (?6 IS NULL OR (SELECT count(*) FROM views
                          WHERE visitor = ?1 AND period = ?2 AND opened_at > ?6 AND counted = 1) < ?7)
    ON CONFLICT DO NOTHING`);
  const count = database.prepare(`
    SELECT count(*) FILTER (WHERE counted = 1),
           count(*) FILTER (WHERE page = ?3),
           count(*) FILTER (WHERE counted = 1 AND opened_at > ?4)
    FROM views WHERE visitor = ?1 AND period = ?2`);
  count.setReturnArrays(true);
  const countUsed = database.prepare(`
    SELECT count(*) AS used FROM views WHERE visitor = ?1 AND period = ?2 AND counted = 1`);
  const copy = database.prepare(`
    INSERT INTO views (visitor, period, page, opened_at, counted)
    SELECT :to, period, page, opened_at, 0 FROM views WHERE visitor = :from
    ON CONFLICT DO NOTHING`);

  const list = database.prepare(`
    SELECT page, period, opened_at FROM views WHERE visitor = ? AND hidden = 0 ORDER BY opened_at DESC LIMIT ?`);
  const dropOthers = database.prepare('DELETE FROM views WHERE visitor = ? AND period <> ?');
  const hide = database.prepare('UPDATE views SET hidden = 1 WHERE visitor = ? AND period = ?');
  const give = database.prepare(`
    INSERT INTO views (visitor, period, page, opened_at, counted, hidden)
    SELECT ?2, period, page, opened_at, counted, max(hidden, ?4) FROM views WHERE visitor = ?1 AND period = ?3
    ON CONFLICT (visitor, period, page) DO UPDATE SET counted = max(counted, excluded.counted)`);
  // By the key's order, which `LIKE` would not use.
  const dropKind = database.prepare(
    'DELETE FROM views WHERE visitor >= ?1 AND visitor < ?1 || char(0x10ffff) AND period < ?2',
  );
  const lastOf = database.prepare(`
    SELECT max(visitor) AS last FROM (
      SELECT visitor FROM views WHERE visitor > ?2 AND visitor < ?1 || char(0x10ffff) ORDER BY visitor LIMIT ?3)`);
  const dropUpTo = database.prepare('DELETE FROM views WHERE visitor > ? AND visitor <= ? AND period < ?');
  const nextNames = database.prepare(`
    SELECT DISTINCT visitor FROM (
      SELECT visitor FROM views WHERE visitor > ?2 AND visitor < ?1 || char(0x10ffff) ORDER BY visitor LIMIT ?3)`);
  const dropAll = database.prepare('DELETE FROM views WHERE visitor = ?');

  function historyNow(visitor: string, page: string, period: string, since: Date): LedgerHistory {
    const row: unknown = count.get(visitor, period, page, since.getTime());
    const [used, opened, recent] = Array.isArray(row) ? row.map(Number) : [];
    if (used === undefined || opened === undefined || recent === undefined)
      throw new Error('the ledger did not count');
    return { used, pageOpened: opened > 0, recent };
  }

  function recordNow(view: ViewToRecord): Recorded {
    const { visitor, page, period, now, limit, pace } = view;
    const { changes } = insert.run(
      visitor,
      period,
      page,
      now.getTime(),
      limit ?? withoutLimit,
      pace?.since.getTime() ?? null,
      pace?.limit ?? withoutLimit,
    );
    if (changes === 1) return { outcome: 'recorded', used: Number(countUsed.get(visitor, period)?.used) };
    const { used, pageOpened } = historyNow(visitor, page, period, now);
    return { outcome: pageOpened ? 'already-open' : 'refused', used };
  }

  return {
    history: (visitor, page, period, since) => group.read(() => historyNow(visitor, page, period, since)),
    record: (view) => group.write(() => recordNow(view)),
    async decide({ visitor, page, period, since }, decide) {
      const { read, written } = await group.readThenWrite(() => {
        const { decision, charge } = decide(historyNow(visitor, page, period, since));
        return { read: decision, write: charge && (() => recordNow(charge)) };
      });
      return { decision: read, recorded: written };
    },
    async join(from, to) {
      copy.run({ from, to });
    },
    async opened(visitor, most) {
      return list.all(visitor, most).map(({ page, period, opened_at }) => ({
        page: String(page),
        period: String(period),
        at: new Date(Number(opened_at)),
      }));
    },
    clearHistory: (visitor, period) =>
      group.write(() => {
        dropOthers.run(visitor, period);
        hide.run(visitor, period);
      }),
    copy: (from, to, period) =>
      group.write(() => {
        give.run(from, to, period, 1);
      }),
    drop: (visitor) =>
      group.write(() => {
        dropAll.run(visitor);
      }),
    names: async (beginning, after, most) =>
      nextNames.all(beginning, after, most).map(({ visitor }) => String(visitor)),
    dropEarlier: (beginning, period) =>
      group.write(() => {
        dropKind.run(beginning, period);
      }),
    dropSome: (beginning, after, period, most) =>
      group.write(() => {
        const last = lastOf.get(beginning, after, most)?.last ?? null;
        if (last === null) return null;
        dropUpTo.run(after, last, period);
        return String(last);
      }),
    move: (from, to, period) =>
      group.write(() => {
        give.run(from, to, period, 0);
        dropAll.run(from);
      }),
  };
}
