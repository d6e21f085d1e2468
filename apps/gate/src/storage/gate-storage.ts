import type { BetterAuthOptions } from 'better-auth';
import type { FindSession } from '../accounts/reader-auth-options.ts';
import type { Subscriptions } from '../accounts/subscriptions.ts';
import type { ErrorReports } from '../errata/error-reports.ts';
import type { Metering } from '../metering/open-page.ts';
import type { Acceptances } from '../terms/acceptances.ts';

/** All that the gate remembers. */
export interface GateStorage {
  metering: Metering;
  subscriptions: Subscriptions;
  acceptances: Acceptances;
  reports: ErrorReports;
  /** For better-auth. */
  accounts: NonNullable<BetterAuthOptions['database']>;
  /** Left out where better-auth's own adapter does it. */
  findSession?: FindSession;
  close(): Promise<void>;
}

/**
 * Opens the gate's storage: MongoDB at an address, else SQLite in the data folder. Makes what is missing. Only
 * the one that is used is loaded: the other's driver would cost memory for nothing.
 */
export async function openGateStorage(
  { databaseUrl, data }: { databaseUrl: string | null; data: string },
  clock: () => Date,
): Promise<GateStorage> {
  if (databaseUrl === null) return (await import('./sqlite-storage.ts')).openSqliteStorage(data, clock);
  return (await import('./mongo-storage.ts')).openMongoStorage(databaseUrl);
}
