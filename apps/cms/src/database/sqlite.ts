import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { sqliteAdapter } from '@payloadcms/db-sqlite';
import type { DatabaseAdapterObj, Migration } from 'payload';
import { migrations } from '../migrations/index.ts';

/**
 * SQLite in one file. The schema only ever comes from the committed migrations, which run when the
 * database is opened, whatever the mode: nothing is pushed. No `transactionOptions`: with them the client
 * reopens its connection without the busy timeout, and parallel writes fail.
 */
export function sqliteDatabase(url: string): DatabaseAdapterObj {
  const adapter = sqliteAdapter({
    client: { url },
    idType: 'uuidv7',
    push: false,
    wal: { synchronous: 'NORMAL' },
    busyTimeout: 10_000,
  });
  return {
    ...adapter,
    init: (args) => {
      const database = adapter.init(args);
      const connect = database.connect?.bind(database);
      database.connect = async (options) => {
        // Drafts, gated texts and password hashes: for the desk's own account alone, whoever made the data folder.
        mkdirSync(dirname(url.replace(/^file:/, '')), { recursive: true, mode: 0o700 });
        await connect?.(options);
        await database.migrate({ migrations: migrations as Migration[] });
      };
      return database;
    },
  };
}
