import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { NodeSqliteDialect } from '@better-auth/kysely-adapter/node-sqlite-dialect';
import { getMigrations } from 'better-auth/db/migration';
import { type FindSession, readerAuthOptions } from '../accounts/reader-auth-options.ts';
import { createSqliteSubscriptions } from '../accounts/sqlite-subscriptions.ts';
import { createSqliteErrorReports } from '../errata/sqlite-error-reports.ts';
import { createSqliteAllowances } from '../metering/sqlite-allowances.ts';
import { createSqliteViewLedger } from '../metering/sqlite-view-ledger.ts';
import { createSqliteAcceptances } from '../terms/sqlite-acceptances.ts';
import { startCheckpoints } from './checkpoints.ts';
import type { GateStorage } from './gate-storage.ts';
import { createGroupCommit } from './group-commit.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

/** Everything in `gate/gate.sqlite` of the data folder. */
export async function openSqliteStorage(data: string, clock: () => Date): Promise<GateStorage> {
  const file = join(data, 'gate', 'gate.sqlite');
  const database = openSqliteDatabase(file);
  // No transactions: they would stay open while a password is hashed, on the connection that all requests share.
  const accounts = {
    dialect: new NodeSqliteDialect({ database }),
    type: 'sqlite',
    transaction: false,
  } as const;
  const { runMigrations } = await getMigrations(
    readerAuthOptions({
      database: accounts,
      secret: 'not used by migrations',
      origin: 'http://localhost',
      verifiedEmailRequired: false,
      mailer: { send() {} },
    }),
  );
  await runMigrations();
  removeHalfMadeAccounts(database, clock());
  const group = createGroupCommit(database);
  const stopCheckpoints = startCheckpoints(database, file);
  return {
    metering: {
      ledger: createSqliteViewLedger(database, group),
      allowances: createSqliteAllowances(database, clock, group),
    },
    subscriptions: createSqliteSubscriptions(database, group),
    acceptances: createSqliteAcceptances(database, group),
    reports: createSqliteErrorReports(database),
    accounts,
    findSession: createFindSession(database),
    async close() {
      group.flush();
      stopCheckpoints();
      database.close();
    },
  };
}

/** Reads better-auth's tables, whose dates are ISO texts in UTC. */
function createFindSession(database: DatabaseSync): FindSession {
  const find = database.prepare(`
    SELECT user.id, email, name, emailVerified FROM session JOIN user ON user.id = session.userId
    WHERE token = ? AND expiresAt > ?`);
  return async (token, now) => {
    const row = find.get(token, now.toISOString());
    if (!row) return null;
    const { id, email, name, emailVerified } = row;
    return { id: String(id), email: String(email), name: String(name), emailVerified: emailVerified === 1 };
  };
}

/**
 * A registration writes the reader and then the password: one that was cut off in between would keep its
 * e-mail address for ever. The hour leaves those alone that are being made in another process.
 */
function removeHalfMadeAccounts(database: DatabaseSync, now: Date): void {
  const before = new Date(now.getTime() - 3_600_000).toISOString();
  database
    .prepare('DELETE FROM user WHERE createdAt < ? AND id NOT IN (SELECT userId FROM account)')
    .run(before);
}
