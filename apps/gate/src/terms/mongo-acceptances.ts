import type { Collection, Db } from 'mongodb';
import { isDuplicateKey } from '../storage/mongo-database.ts';
import type { Acceptance, Acceptances } from './acceptances.ts';

interface AcceptanceDocument extends Acceptance {
  _id: string;
  visitor: string;
}

export async function createMongoAcceptances(database: Db): Promise<Acceptances> {
  const held: Collection<AcceptanceDocument> = database.collection('acceptances');
  await held.createIndex({ visitor: 1 });

  async function accept(visitor: string, { hash, notice, page, at }: Acceptance): Promise<void> {
    try {
      await held.insertOne({ _id: `${visitor}|${hash}`, visitor, hash, notice, page, at });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async function of(visitor: string): Promise<Acceptance[]> {
    const found = await held.find({ visitor }).sort({ at: 1, hash: 1 }).toArray();
    return found.map(({ hash, notice, page, at }) => ({ hash, notice, page, at }));
  }

  return {
    async accepted(visitor, hashes) {
      const ids = hashes.map((hash) => `${visitor}|${hash}`);
      const found = await held.find({ _id: { $in: ids } }).toArray();
      return new Set(found.map(({ hash }) => hash));
    },
    accept,
    of,
    async join(from, to) {
      for (const acceptance of await of(from)) await accept(to, acceptance);
    },
    async forget(visitor) {
      await held.deleteMany({ visitor });
    },
  };
}
