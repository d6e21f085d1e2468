import type { KeyObject } from 'node:crypto';
import { addressGroup } from '../guests/client-address.ts';
import type { Allowances } from '../metering/view-ledger.ts';

/** Most reports of one address and of all together on a UTC day, and most that wait for the desk. */
export const reportLimits = { ofAddress: 5, ofAll: 500, waiting: 2000 } as const;

export interface ReportLimits {
  /** Takes one report of an address; false when it, or all together, sent too many today. */
  take(address: string): Promise<boolean>;
}

/** Counts reports under pseudonyms of addresses that last a day. One address cannot use up what all have. */
export function createReportLimits(
  allowances: Allowances,
  addressKey: KeyObject,
  clock: () => Date,
): ReportLimits {
  return {
    async take(address) {
      const now = clock();
      const day = now.toISOString().slice(0, 10);
      const until = new Date(Date.parse(day) + 86_400_000);
      const group = addressGroup(addressKey, address, now);
      if (!(await allowances.take(`errata|${day}|${group}`, reportLimits.ofAddress, until))) return false;
      return await allowances.take(`errata|${day}|all`, reportLimits.ofAll, until);
    },
  };
}
