import type { MongooseAdapter } from '@payloadcms/db-mongodb';
import type { ItemRow } from '../../updates/item-rows.ts';
import type { CodeRow } from '../code-row.ts';
import type { FactRow } from '../fact-row.ts';
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
  const upsert = async (slug: string, rows: readonly ItemRow[]): Promise<void> => {
    for (let start = 0; start < rows.length; start += 1_000) {
      const writes = rows
        .slice(start, start + 1_000)
        .map(({ createdAt, updatedAt, assignee, reviewer, ...row }) => {
          // Times are dates and people are ids there, as Payload itself writes them.
          const times = { createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) };
          const people = { assignee: idOf('staff', assignee), reviewer: idOf('staff', reviewer) };
          const update = { $setOnInsert: { ...row, ...people, ...times } };
          return { updateOne: { filter: { key: row.key }, update, upsert: true } };
        });
      await native(slug).bulkWrite(writes, { ordered: false });
    }
  };
  const idOf = (slug: string, id: string | null): unknown =>
    id === null ? null : (database.collections[slug]?.castObject({ _id: id })._id ?? id);
  return {
    appendCodes: (rows: readonly CodeRow[]) => append('codes', rows),
    appendFacts: (rows: readonly FactRow[]) => append('code-facts', rows),
    appendOrders: (rows: readonly OrderRow[]) => append('edition-orders', rows),
    appendItems: (rows: readonly ItemRow[]) => upsert('work-items', rows),
    complete: async ({ imports, edition, retireImports, retireEditions }) => {
      await setStates(database, 'imports', '_id', imports, retireImports, 'complete');
      if (!edition) return;
      await setStates(database, 'editions', 'slug', [edition.id], retireEditions, 'held');
      await native('editions').updateOne({ slug: edition.id }, { $set: { sample: edition.sample } });
    },
    sweep: async (importIds) => {
      for (const slug of ['codes', 'code-facts', 'edition-orders'])
        await native(slug).deleteMany({ import: { $in: [...importIds] } });
    },
  };
}

/** One `updateMany` whose pipeline gives each document its own state: no reader sees half of it settled. */
async function setStates(
  database: MongoDatabase,
  slug: string,
  by: '_id' | 'slug',
  arriving: readonly string[],
  leaving: Flip['retireImports'],
  state: 'complete' | 'held',
): Promise<void> {
  const model = database.collections[slug];
  if (!model) throw new Error(`The database has no collection "${slug}".`);
  const id = (text: string) => (by === '_id' ? model.castObject({ _id: text })._id : text);
  await model.collection.updateMany({ [by]: { $in: [...arriving, ...leaving].map(id) } }, [
    { $set: { state: { $cond: [{ $in: [`$${by}`, arriving.map(id)] }, state, 'retired'] } } },
  ]);
}
