import type { Collection, Db } from 'mongodb';
import { isDuplicateKey } from '../storage/mongo-database.ts';
import { opensUntil } from './subscription-standing.ts';
import type { PaidSubscription, Subscriptions } from './subscriptions.ts';

interface SubscriptionDocument extends Omit<PaidSubscription, 'id'> {
  _id: string;
  opensUntil: Date | null;
  asOf: Date;
}

interface CheckoutDocument {
  /** The account. */
  _id: string;
  checkout: string;
}

export async function createMongoSubscriptions(database: Db): Promise<Subscriptions> {
  const held: Collection<SubscriptionDocument> = database.collection('paid_subscriptions');
  const checkouts: Collection<CheckoutDocument> = database.collection('checkouts');
  await held.createIndex({ account: 1, opensUntil: 1 });
  return {
    async isActive(account, now) {
      return (await held.findOne({ account, opensUntil: { $gt: now } })) !== null;
    },
    async put({ id, ...subscription }, asOf) {
      const document = { ...subscription, opensUntil: opensUntil({ id, ...subscription }), asOf };
      try {
        await held.replaceOne({ _id: id, asOf: { $lte: asOf } }, document, { upsert: true });
      } catch (error) {
        // What is held is of a later instant, so that the filter missed it and the insert met it.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async of(account) {
      const found = await held.find({ account }).sort({ _id: 1 }).toArray();
      return found.map(({ _id, opensUntil: _until, asOf: _asOf, ...subscription }) => ({
        id: _id,
        ...subscription,
      }));
    },
    async lastCheckout(account) {
      return (await checkouts.findOne({ _id: account }))?.checkout ?? null;
    },
    async keepCheckout(account, checkout) {
      await checkouts.updateOne({ _id: account }, { $set: { checkout } }, { upsert: true });
    },
    async forget(account) {
      await checkouts.deleteOne({ _id: account });
      await held.deleteMany({ account });
    },
  };
}
