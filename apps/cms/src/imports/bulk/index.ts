import type { Payload } from 'payload';
import type { BulkStore } from './store.ts';

export type { BulkStore, Flip, OrderRow } from './store.ts';

/** The bulk writes for the database that the desk was started with. */
export async function bulkStore(payload: Payload): Promise<BulkStore> {
  const database: unknown = payload.db;
  switch (payload.db.name) {
    case 'sqlite': {
      const { sqliteBulkStore } = await import('./sqlite.ts');
      return sqliteBulkStore(database as Parameters<typeof sqliteBulkStore>[0]);
    }
    case 'mongoose': {
      const { mongoBulkStore } = await import('./mongodb.ts');
      return mongoBulkStore(database as Parameters<typeof mongoBulkStore>[0]);
    }
    default:
      throw new Error(`Imports cannot write to a database of the kind "${payload.db.name}".`);
  }
}
