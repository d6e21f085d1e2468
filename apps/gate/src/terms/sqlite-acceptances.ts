import type { DatabaseSync } from 'node:sqlite';
import { createGroupCommit, type GroupCommit } from '../storage/group-commit.ts';
import type { Acceptances } from './acceptances.ts';

export function createSqliteAcceptances(
  database: DatabaseSync,
  group: GroupCommit = createGroupCommit(database),
): Acceptances {
  const find = database.prepare('SELECT 1 AS found FROM acceptances WHERE visitor = ? AND hash = ?');
  const add = database.prepare(`
    INSERT INTO acceptances (visitor, hash, notice, page, at) VALUES (:visitor, :hash, :notice, :page, :at)
    ON CONFLICT DO NOTHING`);
  const list = database.prepare(
    'SELECT hash, notice, page, at FROM acceptances WHERE visitor = ? ORDER BY at, hash',
  );
  const copy = database.prepare(`
    INSERT INTO acceptances (visitor, hash, notice, page, at)
    SELECT :to, hash, notice, page, at FROM acceptances WHERE visitor = :from
    ON CONFLICT DO NOTHING`);
  const drop = database.prepare('DELETE FROM acceptances WHERE visitor = ?');
  return {
    accepted: (visitor, hashes) =>
      group.read(() => new Set(hashes.filter((hash) => find.get(visitor, hash) !== undefined))),
    accept: (visitor, { hash, notice, page, at }) =>
      group.write(() => {
        add.run({ visitor, hash, notice, page, at: at.getTime() });
      }),
    of: (visitor) =>
      group.read(() =>
        list.all(visitor).map(({ hash, notice, page, at }) => ({
          hash: String(hash),
          notice: String(notice),
          page: String(page),
          at: new Date(Number(at)),
        })),
      ),
    join: (from, to) =>
      group.write(() => {
        copy.run({ from, to });
      }),
    forget: (visitor) =>
      group.write(() => {
        drop.run(visitor);
      }),
  };
}
