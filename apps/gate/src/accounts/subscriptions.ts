/** A subscription's state in the words of whoever sells it (Stripe's, which other sellers map to). */
export const subscriptionStates = [
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'incomplete',
  'incomplete_expired',
  'canceled',
] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/**
 * One subscription of an account, as it stood when its seller was last asked; or one that the operator gave, which has no
 * customer.
 */
export interface PaidSubscription {
  /** The seller's ids of the subscription and of who pays for it. */
  id: string;
  customer: string;
  account: string;
  state: SubscriptionState;
  /** The end of the stretch that is paid, to be paid, or free for a trial. */
  periodEnds: Date;
  /** When it ends for good; null where it renews. */
  ends: Date | null;
  /** Since when a payment is missing; null where none is. */
  overdueSince: Date | null;
}

/** Which accounts hold a subscription. Whoever sells or gives them writes here, and nobody else. */
export interface Subscriptions {
  isActive(account: string, now: Date): Promise<boolean>;
  /** Takes a subscription in as it stood at an instant. What is known of a later instant stays. */
  put(subscription: PaidSubscription, asOf: Date): Promise<void>;
  /** All subscriptions of an account, ended ones too. */
  of(account: string): Promise<PaidSubscription[]>;
  /** The seller's id of the checkout that an account was led to last; null where there was none. */
  lastCheckout(account: string): Promise<string | null>;
  keepCheckout(account: string, checkout: string): Promise<void>;
  /** Forgets what is held about an account. */
  forget(account: string): Promise<void>;
}
