import { afterAll, beforeAll, describe, it } from 'vitest';
import { mongoTestUrl } from '../env.ts';
import { type MongoStorage, openMongoDatabase } from '../storage/mongo-database.ts';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import { createMongoSubscriptions } from './mongo-subscriptions.ts';
import { createSqliteSubscriptions } from './sqlite-subscriptions.ts';
import type { Subscriptions } from './subscriptions.ts';
import { testSubscriptions } from './subscriptions-contract.ts';

const database = openSqliteDatabase(':memory:');
afterAll(() => database.close());
testSubscriptions('subscriptions on SQLite', () => createSqliteSubscriptions(database));

/** The same on MongoDB, where `TEST_MONGODB_URL` names a server; without it the test below claims nothing. */
const url = mongoTestUrl();

if (url) {
  let storage: MongoStorage;
  let subscriptions: Subscriptions;
  beforeAll(async () => {
    storage = await openMongoDatabase(url);
    subscriptions = await createMongoSubscriptions(storage.database);
  });
  afterAll(async () => {
    await storage.database.dropDatabase();
    await storage.client.close();
  });
  testSubscriptions('subscriptions on MongoDB', () => subscriptions);
} else {
  describe('subscriptions on MongoDB', () => {
    it('were not tried: no TEST_MONGODB_URL names a server', () => {
      console.warn('MongoDB was not tried: set TEST_MONGODB_URL to a throw-away server to run its contract.');
    });
  });
}
