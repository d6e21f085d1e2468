import type { MongooseAdapter } from '@payloadcms/db-mongodb';
import type { CodeRow } from '../code-row.ts';
import type { BulkStore, Flip, OrderRow } from './store.ts';

type MongoDatabase = Pick<MongooseAdapter, 'collections'>;

/**
 * The bulk writes on MongoDB: `insertMany` past Mongoose's documents, and one `bulkWrite` a collection for the
 * flip. Document ids are the driver's own, as everywhere in Payload on MongoDB.
 */
export function mongoBulkStore(database: MongoDatabase): BulkStore {
  const native = (slug: string) => {
    const model = database.collections[slug];
    if (!model) throw new Error(`The database has no collection "${slug}".`);
    return model.collection;
  };
  const append = async (slug: string, rows: readonly object[]): Promise<void> => {
    for (let start = 0; start < rows.length; start += 1_000) {
      // A copy: the driver writes the new id into what it is handed.
      const some = rows.slice(start, start + 1_000).map((row) => ({ ...row }));
      await native(slug).insertMany(some, { ordered: false });
    }
  };
  return {
    appendCodes: (rows: readonly CodeRow[]) => append('codes', rows),
    appendOrders: (rows: readonly OrderRow[]) => append('edition-orders', rows),
    complete: async (flip) => {
      await setStates(database, 'imports', '_id', flip.importId, flip.retireImports, 'complete');
      await setStates(database, 'editions', 'slug', flip.edition, flip.retireEditions, 'held');
      await native('editions').updateOne({ slug: flip.edition }, { $set: { sample: flip.sample } });
    },
    sweep: async (importIds) => {
      await native('codes').deleteMany({ import: { $in: [...importIds] } });
      await native('edition-orders').deleteMany({ import: { $in: [...importIds] } });
    },
  };
}

/** One `updateMany` whose pipeline gives each document its own state: no reader sees half of it settled. */
async function setStates(
  database: MongoDatabase,
  slug: string,
  by: '_id' | 'slug',
  current: string,
  retired: Flip['retireImports'],
  state: 'complete' | 'held',
): Promise<void> {
  const model = database.collections[slug];
  if (!model) throw new Error(`The database has no collection "${slug}".`);
  const id = (text: string) => (by === '_id' ? model.castObject({ _id: text })._id : text);
  await model.collection.updateMany({ [by]: { $in: [current, ...retired].map(id) } }, [
    { $set: { state: { $cond: [{ $eq: [`$${by}`, id(current)] }, state, 'retired'] } } },
  ]);
}
