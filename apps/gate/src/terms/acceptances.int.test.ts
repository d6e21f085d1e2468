import { afterAll, beforeAll, describe, it } from 'vitest';
import { mongoTestUrl } from '../env.ts';
import { type MongoStorage, openMongoDatabase } from '../storage/mongo-database.ts';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import type { Acceptances } from './acceptances.ts';
import { testAcceptances } from './acceptances-contract.ts';
import { createMongoAcceptances } from './mongo-acceptances.ts';
import { createSqliteAcceptances } from './sqlite-acceptances.ts';

const database = openSqliteDatabase(':memory:');
afterAll(() => database.close());
testAcceptances('acceptances on SQLite', () => createSqliteAcceptances(database));

/** The same on MongoDB, where `TEST_MONGODB_URL` names a server; without it the test below claims nothing. */
const url = mongoTestUrl();

if (url) {
  let storage: MongoStorage;
  let acceptances: Acceptances;
  beforeAll(async () => {
    storage = await openMongoDatabase(url);
    acceptances = await createMongoAcceptances(storage.database);
  });
  afterAll(async () => {
    await storage.database.dropDatabase();
    await storage.client.close();
  });
  testAcceptances('acceptances on MongoDB', () => acceptances);
} else {
  describe('acceptances on MongoDB', () => {
    it('were not tried: no TEST_MONGODB_URL names a server', () => {
      console.warn('MongoDB was not tried: set TEST_MONGODB_URL to a throw-away server to run its contract.');
    });
  });
}
