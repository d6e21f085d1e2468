import type { PaidSubscription } from './subscriptions.ts';

const prefix = 'granted/';

/** What the operator gave to an account, who may give one at a time: it opens until an instant, and nobody pays for it. */
export function grantedSubscription(account: string, until: Date): PaidSubscription {
  const id = `${prefix}${account}`;
  return { id, customer: '', account, state: 'active', periodEnds: until, ends: until, overdueSince: null };
}

/** The same, taken back. */
export function withdrawnSubscription(account: string, now: Date): PaidSubscription {
  return { ...grantedSubscription(account, now), state: 'canceled' };
}

/** Its seller knows it, who can be asked about it. */
export const isSold = ({ id }: Pick<PaidSubscription, 'id'>): boolean => !id.startsWith(prefix);
