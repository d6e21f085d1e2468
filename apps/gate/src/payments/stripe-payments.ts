import Stripe from 'stripe';
import { type PaidSubscription, subscriptionStates } from '../accounts/subscriptions.ts';
import type { StripeSettings } from '../env.ts';
import { ForeignMessage, type Payments, PaymentsAway } from './payments.ts';

/** Seconds for which a signature holds: a message that somebody kept is worth nothing later. */
const tolerance = 300;

/** Where Stripe's API is; its own address unless told otherwise. */
export type StripeApi = Pick<
  NonNullable<ConstructorParameters<typeof Stripe>[1]>,
  'host' | 'port' | 'protocol'
>;

/**
 * Subscriptions sold by Stripe: Checkout sells, the customer portal changes and ends, events tell. The account is written
 * into the subscription's metadata, so that every subscription names whose it is.
 */
export function createStripePayments(
  settings: StripeSettings,
  origin: string,
  api: StripeApi = {},
): Payments {
  const stripe = new Stripe(settings.secretKey, {
    ...api,
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
  });
  const accountPage = `${origin}/account/`;

  return {
    async checkout({ account, email, customer }) {
      const session = await asked(() =>
        stripe.checkout.sessions.create({
          mode: 'subscription',
          line_items: [{ price: settings.price, quantity: 1 }],
          client_reference_id: account,
          allow_promotion_codes: true,
          ...(customer === null ? { customer_email: email } : { customer }),
          subscription_data: { metadata: { account } },
          success_url: `${accountPage}?subscribed`,
          cancel_url: accountPage,
        }),
      );
      if (!session.url) throw new PaymentsAway('Stripe made a checkout without an address');
      return session.url;
    },

    async portal(customer) {
      const session = await asked(() =>
        stripe.billingPortal.sessions.create({ customer, return_url: accountPage }),
      );
      return session.url;
    },

    readNews(body, signature, now) {
      const event = signedEvent(stripe, body, signature, settings.webhookSecret, now);
      return { id: event.id, subscription: subscriptionNamed(event) };
    },

    async subscription(id) {
      try {
        return subscriptionOf(
          await asked(() => stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })),
        );
      } catch (error) {
        const { cause } = error instanceof PaymentsAway ? error : {};
        if (cause instanceof Stripe.errors.StripeError && cause.statusCode === 404) return null;
        throw error;
      }
    },
  };
}

function signedEvent(
  stripe: Stripe,
  body: string,
  signature: string,
  secret: string,
  now: Date,
): Stripe.Event {
  try {
    // `undefined` is Node's own HMAC.
    return stripe.webhooks.constructEvent(body, signature, secret, tolerance, undefined, now.getTime());
  } catch (cause) {
    throw new ForeignMessage('this message does not carry a signature that holds', { cause });
  }
}

/** The subscription that an event is about. What it says of it is not used: events come late and in any order. */
function subscriptionNamed({ type, data: { object } }: Stripe.Event): string | null {
  if (type.startsWith('customer.subscription.') && object.object === 'subscription') return object.id;
  if (object.object !== 'checkout.session') return null;
  return idOf(object.subscription);
}

function subscriptionOf(read: Stripe.Subscription): PaidSubscription | null {
  const account = read.metadata.account;
  const state = subscriptionStates.find((known) => known === read.status);
  if (!account || !state) return null;
  const periodEnds = instant(Math.max(...read.items.data.map((item) => item.current_period_end)));
  const invoice = typeof read.latest_invoice === 'object' ? read.latest_invoice : null;
  return {
    id: read.id,
    customer: idOf(read.customer) ?? '',
    account,
    state,
    periodEnds,
    ends: read.cancel_at !== null ? instant(read.cancel_at) : read.cancel_at_period_end ? periodEnds : null,
    overdueSince: state === 'past_due' && invoice ? instant(invoice.created) : null,
  };
}

const idOf = (named: string | { id: string } | null) =>
  typeof named === 'string' ? named : (named?.id ?? null);

const instant = (seconds: number) => new Date(seconds * 1000);

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new PaymentsAway(inWords(cause), { cause });
  }
}

/** Stripe's own message can name a key or an address. */
function inWords(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) return 'Stripe could not be asked';
  return ['Stripe answered', error.type, error.code, error.statusCode, error.requestId]
    .filter(Boolean)
    .join(' ');
}
