import type { DatabaseSync } from 'node:sqlite';
import { createGroupCommit, type GroupCommit } from '../storage/group-commit.ts';
import type { Allowances } from './view-ledger.ts';

/** Allowances on SQLite: taking one is one conditional statement. Those past their end are swept now and then. */
export function createSqliteAllowances(
  database: DatabaseSync,
  clock: () => Date,
  group: GroupCommit = createGroupCommit(database),
): Allowances {
  const takeOne = database.prepare(`
    INSERT INTO allowances (key, taken, until) SELECT ?1, 1, ?2 WHERE ?3 > 0
    ON CONFLICT (key) DO UPDATE SET taken = taken + 1 WHERE taken < ?3`);
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
    take: (key, most, until) =>
      group.write(() => {
        sweepNowAndThen();
        return takeOne.run(key, until.getTime(), most).changes === 1;
      }),
    taken: (key) => group.read(() => Number(read.get(key)?.taken ?? 0)),
  };
}
