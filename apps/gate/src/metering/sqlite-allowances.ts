import type { DatabaseSync } from 'node:sqlite';
import type { Allowances } from './view-ledger.ts';

/** Allowances on SQLite: taking one is one conditional statement. Those past their end are swept now and then. */
export function createSqliteAllowances(database: DatabaseSync, clock: () => Date): Allowances {
  const takeOne = database.prepare(`
    INSERT INTO allowances (key, taken, until) SELECT :key, 1, :until WHERE :most > 0
    ON CONFLICT (key) DO UPDATE SET taken = taken + 1 WHERE taken < :most`);
  const read = database.prepare('SELECT taken FROM allowances WHERE key = ?');
  const sweep = database.prepare('DELETE FROM allowances WHERE until < ?');
  let sweepAt = 0;

  function sweepNowAndThen(): void {
    const now = clock().getTime();
    if (now < sweepAt) return;
    sweepAt = now + 60_000;
    sweep.run(now);
  }

  return {
    async take(key, most, until) {
      sweepNowAndThen();
      return takeOne.run({ key, most, until: until.getTime() }).changes === 1;
    },
    async taken(key) {
      return Number(read.get(key)?.taken ?? 0);
    },
  };
}
