import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { createMongoSubscriptions } from '../accounts/mongo-subscriptions.ts';
import { createMongoErrorReports } from '../errata/mongo-error-reports.ts';
import { createMongoAllowances } from '../metering/mongo-allowances.ts';
import { createMongoViewLedger } from '../metering/mongo-view-ledger.ts';
import { createMongoAcceptances } from '../terms/mongo-acceptances.ts';
import type { GateStorage } from './gate-storage.ts';
import { openMongoDatabase } from './mongo-database.ts';

/** Everything in a database of the gate's own on the server that the address names. */
export async function openMongoStorage(url: string): Promise<GateStorage> {
  const { client, database } = await openMongoDatabase(url);
  await database.collection('user').createIndex({ email: 1 }, { unique: true });
  await database.collection('session').createIndex({ token: 1 }, { unique: true });
  await database.collection('account').createIndex({ userId: 1 });
  return {
    metering: {
      ledger: await createMongoViewLedger(database),
      allowances: await createMongoAllowances(database),
    },
    subscriptions: await createMongoSubscriptions(database),
    acceptances: await createMongoAcceptances(database),
    reports: createMongoErrorReports(database),
    // Transactions need a replica set, which the address names where there is one.
    accounts: mongodbAdapter(database, { client, transaction: /[?&]replicaSet=|^mongodb\+srv:/.test(url) }),
    close: () => client.close(),
  };
}
