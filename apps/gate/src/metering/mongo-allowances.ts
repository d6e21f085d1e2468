import type { Collection, Db } from 'mongodb';
import { isDuplicateKey } from '../storage/mongo-database.ts';
import type { Allowances } from './view-ledger.ts';

interface AllowanceDocument {
  _id: string;
  taken: number;
  until: Date;
}

/** Allowances on MongoDB: a conditional upsert, whose duplicate key means that none is left. */
export async function createMongoAllowances(database: Db): Promise<Allowances> {
  const allowances: Collection<AllowanceDocument> = database.collection('allowances');
  await allowances.createIndex({ until: 1 }, { expireAfterSeconds: 0 });

  async function takeOnce(key: string, most: number, until: Date): Promise<boolean> {
    const { modifiedCount, upsertedCount } = await allowances.updateOne(
      { _id: key, taken: { $lt: most } },
      { $inc: { taken: 1 }, $setOnInsert: { until } },
      { upsert: true },
    );
    return modifiedCount + upsertedCount === 1;
  }

  return {
    async take(key, most, until) {
      if (most <= 0) return false;
      // Two first takers race to insert: the one that loses finds the document the second time.
      for (const last of [false, true]) {
        try {
          return await takeOnce(key, most, until);
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          if (last) return false;
        }
      }
      return false;
    },
    async taken(key) {
      return (await allowances.findOne({ _id: key }))?.taken ?? 0;
    },
  };
}
