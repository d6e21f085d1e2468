import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const tables = `
CREATE TABLE IF NOT EXISTS views (
  visitor TEXT NOT NULL,
  period TEXT NOT NULL,
  page TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  PRIMARY KEY (visitor, period, page)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS allowances (
  key TEXT PRIMARY KEY,
  taken INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS allowances_until ON allowances (until);
CREATE TABLE IF NOT EXISTS paid_subscriptions (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL,
  account TEXT NOT NULL,
  state TEXT NOT NULL,
  period_ends INTEGER NOT NULL,
  ends INTEGER,
  overdue_since INTEGER,
  opens_until INTEGER NOT NULL,
  as_of INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS paid_subscriptions_account ON paid_subscriptions (account, opens_until);
CREATE TABLE IF NOT EXISTS checkouts (
  account TEXT PRIMARY KEY,
  checkout TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS acceptances (
  visitor TEXT NOT NULL,
  hash TEXT NOT NULL,
  notice TEXT NOT NULL,
  page TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (visitor, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS error_reports (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** What SQLite keeps of the file in memory, in bytes: the views of this month's readers, or most of them. */
const keptPages = 8 * 1024 * 1024;

/**
 * Opens the gate's SQLite file, creating it (readable by its owner alone) and its tables where missing.
 *
 * The whole gate uses this one connection. A statement commits by itself or in a `GroupCommit`, which waits for
 * nothing: a transaction that did would swallow or block the statements of other requests.
 *
 * What is committed survives the end of the process at any moment. The write-ahead log reaches the disk
 * every second (`startCheckpoints`), so that a machine that loses its power may forget the last second,
 * whole views and the latest first.
 */
export function openSqliteDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
  database.exec(`PRAGMA cache_size = -${keptPages / 1024}`);
  database.exec(tables);
  addHidden(database);
  return database;
}

/** Whether a row is left out of the reading history came later than the table. */
function addHidden(database: DatabaseSync): void {
  const columns = database.prepare("SELECT name FROM pragma_table_info('views')").all();
  if (columns.some(({ name }) => name === 'hidden')) return;
  database.exec('ALTER TABLE views ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0');
}
