import { type Db, MongoClient, MongoServerError } from 'mongodb';

export interface MongoStorage {
  client: MongoClient;
  database: Db;
}

/**
 * Connects to the server that the address names. Readers live in a database of their own beside the desk's
 * (`plaincode` and `plaincode_gate`). Throws when the server cannot be reached.
 */
export async function openMongoDatabase(url: string): Promise<MongoStorage> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 10_000, writeConcern: { w: 'majority' } });
  await client.connect();
  return { client, database: client.db(`${client.db().databaseName}_gate`) };
}

const duplicateKey = 11_000;

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === duplicateKey;
}
