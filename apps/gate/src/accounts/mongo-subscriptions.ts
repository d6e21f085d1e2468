import type { Collection, Db } from 'mongodb';
import type { Subscriptions } from './subscriptions.ts';

interface SubscriptionDocument {
  _id: string;
  activeUntil: Date;
}

export function createMongoSubscriptions(database: Db): Subscriptions {
  const subscriptions: Collection<SubscriptionDocument> = database.collection('subscriptions');
  return {
    async isActive(account, now) {
      return (await subscriptions.findOne({ _id: account, activeUntil: { $gt: now } })) !== null;
    },
    async setActiveUntil(account, until) {
      await subscriptions.updateOne({ _id: account }, { $set: { activeUntil: until } }, { upsert: true });
    },
    async forget(account) {
      await subscriptions.deleteOne({ _id: account });
    },
  };
}
