import { afterAll, beforeAll, describe, it } from 'vitest';
import { mongoTestUrl } from '../env.ts';
import { type MongoStorage, openMongoDatabase } from '../storage/mongo-database.ts';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import { testErrorReports } from './error-reports-contract.ts';
import { createMongoErrorReports } from './mongo-error-reports.ts';
import { createSqliteErrorReports } from './sqlite-error-reports.ts';

const database = openSqliteDatabase(':memory:');
afterAll(() => database.close());
testErrorReports('reports on SQLite', () => createSqliteErrorReports(database));

/** The same on MongoDB, where `TEST_MONGODB_URL` names a server; without it the test below claims nothing. */
const url = mongoTestUrl();

if (url) {
  let storage: MongoStorage;
  beforeAll(async () => {
    storage = await openMongoDatabase(url);
  });
  afterAll(async () => {
    await storage.database.dropDatabase();
    await storage.client.close();
  });
  testErrorReports('reports on MongoDB', () => createMongoErrorReports(storage.database));
} else {
  describe('reports on MongoDB', () => {
    it('were not tried: no TEST_MONGODB_URL names a server', () => {
      console.warn('MongoDB was not tried: set TEST_MONGODB_URL to a throw-away server to run its contract.');
    });
  });
}
