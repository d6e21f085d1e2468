import type { DatabaseAdapterObj } from 'payload';
import type { CmsEnv } from '../env.ts';

/** The database that the address names: MongoDB for `mongodb://…`, SQLite otherwise. Ids are text in both. */
export async function databaseAdapter(env: Pick<CmsEnv, 'databaseUrl'>): Promise<DatabaseAdapterObj> {
  if (env.databaseUrl.startsWith('mongodb')) {
    const { mongoDatabase } = await import('./mongodb.ts');
    return mongoDatabase(env.databaseUrl);
  }
  const { sqliteDatabase } = await import('./sqlite.ts');
  return sqliteDatabase(env.databaseUrl);
}
