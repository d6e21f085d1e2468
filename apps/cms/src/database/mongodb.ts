import { mongooseAdapter } from '@payloadcms/db-mongodb';
import type { DatabaseAdapterObj } from 'payload';

/** MongoDB. Transactions need a replica set and are used where the address names one. */
export function mongoDatabase(url: string): DatabaseAdapterObj {
  const replicaSet = new URL(url.replace(/^mongodb/, 'http').replace(/^http\+srv/, 'http')).searchParams.has(
    'replicaSet',
  );
  return mongooseAdapter({ url, ...(replicaSet ? {} : { transactionOptions: false as const }) });
}
