import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type SQLiteAdapter, sqliteAdapter } from '@payloadcms/db-sqlite';
import type { DatabaseAdapterObj, Migration } from 'payload';
import { migrations } from '../migrations/index.ts';
import { textIndexes } from './text-indexes.ts';

/** How long a write waits for that of another process, in milliseconds. */
const busyTimeout = 10_000;

/** How often the database looks at itself, in milliseconds. */
const analysisEvery = 10 * 60 * 1000;

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
    afterSchemaInit: [textIndexes],
    wal: { synchronous: 'NORMAL' },
    busyTimeout,
  });
  return {
    ...adapter,
    init: (args) => {
      const database = adapter.init(args);
      const connect = database.connect?.bind(database);
      const destroy = database.destroy?.bind(database);
      // Nothing waits for it before `connect` ends, whose own error says why. Unheard, its rejection would end the process.
      database.initializing?.catch(() => undefined);
      let again: NodeJS.Timeout | undefined;
      database.connect = async (options) => {
        // Drafts, gated texts and password hashes: for the desk's own account alone, whoever made the data folder.
        mkdirSync(dirname(url.replace(/^file:/, '')), { recursive: true, mode: 0o700 });
        await connect?.(options);
        await database.migrate({ migrations: migrations as Migration[] });
        await analyze(database);
        again ??= setInterval(() => void analyze(database), analysisEvery).unref();
      };
      database.destroy = async () => {
        clearInterval(again);
        await destroy?.();
      };
      return database;
    },
  };
}

/**
 * Has SQLite count how much each index tells apart. Without it every index counts as equally good, and one text among
 * 100,000 is looked for among all that are somebody's latest. It takes milliseconds, whatever the size: a sample is
 * enough. Where it cannot be done, since another process writes or the disk is full, the next time will do.
 */
async function analyze({ client }: Pick<SQLiteAdapter, 'client'>): Promise<void> {
  try {
    await client.executeMultiple('PRAGMA busy_timeout = 0; PRAGMA analysis_limit = 1000; ANALYZE');
  } catch {
    // The desk works without it, only slower.
  } finally {
    await client.execute(`PRAGMA busy_timeout = ${busyTimeout}`);
  }
}
