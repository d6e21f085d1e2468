import type { PaidSubscription } from '../accounts/subscriptions.ts';

/** Who wants to subscribe. `customer` is who they are to the seller, where they bought before. */
export interface Buyer {
  account: string;
  email: string;
  customer: string | null;
}

/** A page that sells, and the seller's id of it. */
export interface Checkout {
  id: string;
  address: string;
}

/** Still open for the buyer at an address, paid for a subscription, or neither. */
export interface EarlierCheckout {
  address: string | null;
  subscription: string | null;
}

/** Whoever sells subscriptions: its pages take the money, so that no card number reaches this gate. */
export interface Payments {
  /**
   * A page on which the buyer subscribes; one and the same for one `attempt`, a text of at most 200 characters, however
   * often it is asked for. Throws a `PaymentsAway`.
   */
  checkout(buyer: Buyer, attempt: string): Promise<Checkout>;
  /** What became of an earlier checkout. Ends one that is open in another's name. Throws a `PaymentsAway`. */
  earlierCheckout(id: string, buyer: Buyer): Promise<EarlierCheckout>;
  /** The address of a page on which a customer changes card, or ends the subscription. Throws a `PaymentsAway`. */
  portal(customer: string): Promise<string>;
  /**
   * The news that a signed message brings. Throws a `ForeignMessage` where it cannot be read, or was not signed by the
   * seller within the last five minutes.
   */
  readNews(body: string, signature: string, now: Date): SubscriptionNews;
  /**
   * A subscription as it stands now; null where there is none, or none that was sold here. Throws a `PaymentsAway`.
   */
  subscription(id: string): Promise<PaidSubscription | null>;
}

/** `subscription` is null where the message is about something else. */
export interface SubscriptionNews {
  id: string;
  subscription: string | null;
}

/** The seller did not answer, or refused. The message is for the operator and holds no key. */
export class PaymentsAway extends Error {
  override name = 'PaymentsAway';
}

/** A message that the seller did not sign, or long ago, or that is no news at all. The message is for who sent it. */
export class ForeignMessage extends Error {
  override name = 'ForeignMessage';
}
