import type { DatabaseSync } from 'node:sqlite';

const everyMs = 1_000;

/**
 * Takes what is committed to the disk every second; answers how to end that. SQLite itself does so at each thousand pages
 * of its log: under load several times a second, and at night an account could wait for hours. A pass over a log that
 * nothing came to costs no write.
 */
export function startCheckpoints(database: DatabaseSync): () => void {
  const timer = setInterval(() => {
    try {
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // As on a full disk, where the writes themselves tell of it. The next second tries again.
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
