import { createHmac, type KeyObject } from 'node:crypto';
import type { Allowances } from '../metering/view-ledger.ts';
import { AccountRefusal } from './account-refusal.ts';

const quarterHour = 15 * 60_000;
const hour = 60 * 60_000;

const waitQuarter = 'Too many attempts. Wait a quarter of an hour and try again.';
const waitHour = 'Too many attempts. Wait an hour and try again.';
const newPassword =
  'Too many attempts. Wait a quarter of an hour and try again, or choose a new password by mail: that lets you in at once.';
const newestMail =
  'Too many messages were asked for. Links that arrived hold for an hour: use the newest, or wait an hour and try again.';

/**
 * Most attempts in a stretch of time. An address may be a hospital's, so it has many; one e-mail address has
 * few, whoever tries it. What strangers use up is not its owner's: a browser that the account knows (`known`) and
 * whoever is signed in (`own`) have counts of their own.
 */
const limits = {
  'login-address': { most: 100, stretch: quarterHour, words: waitQuarter },
  'login-email': { most: 10, stretch: quarterHour, words: newPassword },
  'login-known': { most: 10, stretch: quarterHour, words: newPassword },
  'register-address': { most: 60, stretch: hour, words: waitHour },
  'register-email': { most: 10, stretch: hour, words: waitHour },
  'reset-address': { most: 30, stretch: hour, words: waitHour },
  'reset-email': { most: 5, stretch: hour, words: newestMail },
  'reset-known': { most: 5, stretch: hour, words: newestMail },
  'own-confirmation': { most: 5, stretch: hour, words: newestMail },
  'own-password': { most: 10, stretch: quarterHour, words: waitQuarter },
  'own-name': { most: 20, stretch: hour, words: waitHour },
  'new-email': { most: 5, stretch: hour, words: newestMail },
  'account-change': { most: 20, stretch: hour, words: waitHour },
} as const;

/** How long any attempt is counted at the most: milliseconds. */
export const attemptsKept = Math.max(...Object.values(limits).map(({ stretch }) => stretch));

export interface Attempts {
  /** Counts an attempt. Throws an `AccountRefusal` once there were too many. */
  count(kind: keyof typeof limits, who: string): Promise<void>;
}

/** Counts attempts under pseudonyms: no address and no e-mail address is stored. */
export function createAttempts(allowances: Allowances, key: KeyObject, clock: () => Date): Attempts {
  return {
    async count(kind, who) {
      const { most, stretch, words } = limits[kind];
      const number = Math.floor(clock().getTime() / stretch);
      const pseudonym = createHmac('sha256', key)
        .update(`${kind}|${number}|${who}`)
        .digest('base64url')
        .slice(0, 22);
      if (await allowances.take(`${kind}|${pseudonym}`, most, new Date((number + 1) * stretch))) return;
      throw new AccountRefusal('too-many-attempts', words);
    },
  };
}
