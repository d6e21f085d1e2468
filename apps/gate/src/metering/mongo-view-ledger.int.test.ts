import { afterAll, beforeAll, describe, it } from 'vitest';
import { mongoTestUrl } from '../env.ts';
import { type MongoStorage, openMongoDatabase } from '../storage/mongo-database.ts';
import { createMongoAllowances } from './mongo-allowances.ts';
import { createMongoViewLedger } from './mongo-view-ledger.ts';
import type { Allowances, ViewLedger } from './view-ledger.ts';
import { testViewLedger } from './view-ledger-contract.ts';

/**
 * The same contract on MongoDB, where `TEST_MONGODB_URL` names a server. Without it the one test below says
 * that nothing here was tried: it does not claim that MongoDB works.
 */
const url = mongoTestUrl();

if (url) {
  let storage: MongoStorage;
  let ledger: ViewLedger;
  let allowances: Allowances;
  beforeAll(async () => {
    storage = await openMongoDatabase(url);
    ledger = await createMongoViewLedger(storage.database);
    allowances = await createMongoAllowances(storage.database);
  });
  afterAll(async () => {
    await storage.database.dropDatabase();
    await storage.client.close();
  });
  testViewLedger(() => ({ ledger, allowances }));
} else {
  describe('the ledger on MongoDB', () => {
    it('was not tried: no TEST_MONGODB_URL names a server', () => {
      console.warn('MongoDB was not tried: set TEST_MONGODB_URL to a throw-away server to run its contract.');
    });
  });
}
