import { createHmac, type KeyObject } from 'node:crypto';
import type { Allowances } from '../metering/view-ledger.ts';
import { AccountRefusal } from './account-refusal.ts';

const quarterHour = 15 * 60_000;
const hour = 60 * 60_000;

/**
 * Most attempts in a stretch of time. An address may be a hospital's, so it has many; one e-mail address has
 * few, whoever tries it.
 */
const limits = {
  'login-address': { most: 100, stretch: quarterHour },
  'login-email': { most: 10, stretch: quarterHour },
  'register-address': { most: 60, stretch: hour },
  'register-email': { most: 10, stretch: hour },
  'mail-address': { most: 30, stretch: hour },
  'mail-email': { most: 5, stretch: hour },
  'account-change': { most: 20, stretch: hour },
} as const;

export interface Attempts {
  /** Counts an attempt. Throws an `AccountRefusal` once there were too many. */
  count(kind: keyof typeof limits, who: string): Promise<void>;
}

/** Counts attempts under pseudonyms: no address and no e-mail address is stored. */
export function createAttempts(allowances: Allowances, key: KeyObject, clock: () => Date): Attempts {
  return {
    async count(kind, who) {
      const { most, stretch } = limits[kind];
      const number = Math.floor(clock().getTime() / stretch);
      const pseudonym = createHmac('sha256', key)
        .update(`${kind}|${number}|${who}`)
        .digest('base64url')
        .slice(0, 22);
      if (await allowances.take(`${kind}|${pseudonym}`, most, new Date((number + 1) * stretch))) return;
      throw new AccountRefusal(
        'too-many-attempts',
        `Too many attempts. Wait ${stretch === hour ? 'an hour' : 'a quarter of an hour'} and try again.`,
      );
    },
  };
}
