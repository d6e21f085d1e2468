import { closeSync, fdatasync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

const syncEveryMs = 1_000;
const checkpointEveryMs = 10_000;

/**
 * Pages of the log at which SQLite takes it into the database by itself, whatever the clock says: 80 MB. Its own thousand would
 * be several checkpoints a second under load, for each of which every request waits.
 */
const longestLog = 20_000;

/**
 * Takes what is committed to the disk, and answers how to end that: the log every second, beside the requests, and from the
 * log into the database every ten, during which they wait. A pass over a log that nothing came to costs no write.
 */
export function startCheckpoints(database: DatabaseSync, file: string): () => void {
  database.exec(`PRAGMA wal_autocheckpoint = ${longestLog}`);
  const syncing = startSyncing(`${file}-wal`);
  const timer = setInterval(() => {
    try {
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // As on a full disk, where the writes themselves tell of it. The next time tries again.
    }
  }, checkpointEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    syncing.stop();
  };
}

/** By a handle of its own, in one of Node's threads. SQLite keeps this file while its connection is open. */
function startSyncing(file: string): { stop(): void } {
  const log = openSync(file, 'r+');
  let underWay = false;
  let stopped = false;
  const timer = setInterval(() => {
    if (underWay) return;
    underWay = true;
    // A disk that fails has the writes themselves tell of it.
    fdatasync(log, () => {
      underWay = false;
      if (stopped) closeSync(log);
    });
  }, syncEveryMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stopped = true;
      if (!underWay) closeSync(log);
    },
  };
}
