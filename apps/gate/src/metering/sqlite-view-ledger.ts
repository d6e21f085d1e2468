import type { DatabaseSync } from 'node:sqlite';
import type { LedgerHistory, RecordOutcome, ViewLedger, ViewToRecord } from './view-ledger.ts';

/** SQLite's largest integer: a limit that nothing reaches. */
const withoutLimit = Number.MAX_SAFE_INTEGER;

/** The ledger on SQLite. One conditional statement records a view, so no two processes can share the last one. */
export function createSqliteViewLedger(database: DatabaseSync): ViewLedger {
  const insert = database.prepare(`
    INSERT INTO views (visitor, period, page, opened_at, counted)
    SELECT :visitor, :period, :page, :now, 1
    WHERE (SELECT count(*) FROM views WHERE visitor = :visitor AND period = :period AND counted = 1) < :limit
      AND (:paced = 0 OR (SELECT count(*) FROM views
                          WHERE visitor = :visitor AND period = :period
                            AND opened_at > :since AND counted = 1) < :pace)
    ON CONFLICT DO NOTHING`);
  const find = database.prepare('SELECT 1 AS found FROM views WHERE visitor = ? AND period = ? AND page = ?');
  const count = database.prepare(`
    SELECT count(*) FILTER (WHERE counted = 1) AS used,
           count(*) FILTER (WHERE page = :page) AS opened,
           count(*) FILTER (WHERE counted = 1 AND opened_at > :since) AS recent
    FROM views WHERE visitor = :visitor AND period = :period`);
  const copy = database.prepare(`
    INSERT INTO views (visitor, period, page, opened_at, counted)
    SELECT :to, period, page, opened_at, 0 FROM views WHERE visitor = :from
    ON CONFLICT DO NOTHING`);

  async function history(visitor: string, page: string, period: string, since: Date): Promise<LedgerHistory> {
    const row = count.get({ visitor, page, period, since: since.getTime() });
    return { used: Number(row?.used), pageOpened: Number(row?.opened) > 0, recent: Number(row?.recent) };
  }

  async function record(view: ViewToRecord): Promise<RecordOutcome> {
    const { visitor, page, period, now, limit, pace } = view;
    const { changes } = insert.run({
      visitor,
      page,
      period,
      now: now.getTime(),
      limit: limit ?? withoutLimit,
      paced: pace ? 1 : 0,
      since: pace?.since.getTime() ?? 0,
      pace: pace?.limit ?? withoutLimit,
    });
    if (changes === 1) return 'recorded';
    return find.get(visitor, period, page) ? 'already-open' : 'refused';
  }

  async function join(from: string, to: string): Promise<void> {
    copy.run({ from, to });
  }

  return { history, record, join };
}
