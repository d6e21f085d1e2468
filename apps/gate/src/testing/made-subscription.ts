import type { PaidSubscription } from '../accounts/subscriptions.ts';

/** A running subscription of an account, paid until the end of 2026 unless told otherwise. */
export function madeSubscription(account: string, more: Partial<PaidSubscription> = {}): PaidSubscription {
  return {
    id: `sub_${account}`,
    customer: `cus_${account}`,
    account,
    state: 'active',
    periodEnds: new Date('2026-12-31T00:00:00Z'),
    ends: null,
    overdueSince: null,
    ...more,
  };
}
