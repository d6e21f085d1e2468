import type { PaidSubscription, SubscriptionState } from './subscriptions.ts';

const day = 86_400_000;

/**
 * How long a subscription opens pages past the day on which a payment was due: long enough for the seller's first
 * retries, and for its news of a renewal to arrive.
 */
export const graceDays = 7;

/**
 * Until when a subscription opens the subscriber's tier if nothing more is heard of it; null where it opens nothing.
 * The one place that decides what a state is worth.
 */
export function opensUntil({ state, periodEnds, ends, overdueSince }: PaidSubscription): Date | null {
  if (state === 'active' || state === 'trialing') return ends ?? after(periodEnds);
  if (state !== 'past_due') return null;
  const grace = after(overdueSince ?? periodEnds);
  return ends && ends < grace ? ends : grace;
}

const after = (due: Date) => new Date(due.getTime() + graceDays * day);

const over: readonly SubscriptionState[] = ['canceled', 'incomplete_expired'];

/** Whether it has ended for good. */
export const isOver = ({ state }: PaidSubscription) => over.includes(state);

/** Whether its seller may ask for money again. */
export const mayBillAgain = (subscription: PaidSubscription) =>
  !isOver(subscription) && subscription.ends === null;

/** The subscription that its reader most needs a way to: one that may bill again, else the last to end. */
export function mostPressing(held: readonly PaidSubscription[]): PaidSubscription | null {
  const rank = (one: PaidSubscription) => (mayBillAgain(one) ? 2 : isOver(one) ? 0 : 1);
  const [first] = [...held].sort(
    (a, b) => rank(b) - rank(a) || b.periodEnds.getTime() - a.periodEnds.getTime(),
  );
  return first ?? null;
}

/** What a reader is told of their subscription. */
export interface SubscriptionStanding {
  state: 'none' | 'trial' | 'renews' | 'ends' | 'overdue';
  /** The day that the state speaks of: the next payment, or the end. Null where there is none to name. */
  day: Date | null;
}

/** The standing that matters most to the reader among all subscriptions of an account. */
export function standingOf(subscriptions: readonly PaidSubscription[], now: Date): SubscriptionStanding {
  const [first] = subscriptions
    .filter((subscription) => !isOver(subscription) && subscription.state !== 'incomplete')
    .map((subscription) => ({ subscription, until: opensUntil(subscription)?.getTime() ?? 0 }))
    .sort((a, b) => b.until - a.until);
  if (!first) return { state: 'none', day: null };
  const { subscription, until } = first;
  const open = until > now.getTime();
  if (subscription.ends !== null)
    return { state: open ? 'ends' : 'none', day: open ? subscription.ends : null };
  if (!open || subscription.state === 'past_due')
    return { state: 'overdue', day: open ? new Date(until) : null };
  return { state: subscription.state === 'trialing' ? 'trial' : 'renews', day: subscription.periodEnds };
}
