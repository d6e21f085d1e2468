import type { DatabaseSync } from 'node:sqlite';
import { createGroupCommit, type GroupCommit } from '../storage/group-commit.ts';
import type { Subscriptions } from './subscriptions.ts';

export function createSqliteSubscriptions(
  database: DatabaseSync,
  group: GroupCommit = createGroupCommit(database),
): Subscriptions {
  const find = database.prepare(
    'SELECT 1 AS found FROM subscriptions WHERE account = ? AND active_until > ?',
  );
  const put = database.prepare(`
    INSERT INTO subscriptions (account, active_until) VALUES (?, ?)
    ON CONFLICT (account) DO UPDATE SET active_until = excluded.active_until`);
  const drop = database.prepare('DELETE FROM subscriptions WHERE account = ?');
  return {
    isActive: (account, now) => group.read(() => find.get(account, now.getTime()) !== undefined),
    async setActiveUntil(account, until) {
      put.run(account, until.getTime());
    },
    async forget(account) {
      drop.run(account);
    },
  };
}
