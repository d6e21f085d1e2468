import Stripe from 'stripe';
import { z } from 'zod';
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
    async checkout({ account, email, customer }, attempt) {
      const wanted: Stripe.Checkout.SessionCreateParams = {
        mode: 'subscription',
        line_items: [{ price: settings.price, quantity: 1 }],
        client_reference_id: account,
        allow_promotion_codes: true,
        ...(customer === null ? { customer_email: email } : { customer }),
        subscription_data: { metadata: { account } },
        success_url: `${accountPage}?subscribed`,
        cancel_url: accountPage,
      };
      const { id, url } = await asked(() =>
        stripe.checkout.sessions.create(wanted, { idempotencyKey: `checkout|${attempt}` }),
      );
      if (!url) throw new PaymentsAway('Stripe made a checkout without an address');
      return { id, address: url };
    },

    async earlierCheckout(id, { email, customer }) {
      const session = await found(() => stripe.checkout.sessions.retrieve(id));
      if (session?.status === 'complete') return { address: null, subscription: idOf(session.subscription) };
      if (session?.status !== 'open') return { address: null, subscription: null };
      const named =
        customer === null ? session.customer_email === email : idOf(session.customer) === customer;
      if (named) return { address: session.url, subscription: null };
      await asked(() => stripe.checkout.sessions.expire(id));
      return { address: null, subscription: null };
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
      const read = await found(() => stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] }));
      return read && subscriptionOf(read);
    },
  };
}

function signedEvent(
  stripe: Stripe,
  body: string,
  signature: string,
  secret: string,
  now: Date,
): SignedEvent {
  let event: unknown;
  try {
    // `undefined` is Node's own HMAC.
    event = stripe.webhooks.constructEvent(body, signature, secret, tolerance, undefined, now.getTime());
  } catch (cause) {
    throw new ForeignMessage('This message does not carry a signature that holds.', { cause });
  }
  const { data } = signedEventShape.safeParse(event);
  if (!data) throw new ForeignMessage('This message is no event.');
  return data;
}

/** The subscription that an event is about. What it says of it is not used: events come late and in any order. */
function subscriptionNamed({ type, data: { object } }: SignedEvent): string | null {
  const about = type.startsWith('customer.subscription.') ? aboutSubscription : aboutCheckout;
  return about.safeParse(object).data ?? null;
}

/** Null for what was not sold here: it names no account, or holds what nothing sold here holds. */
function subscriptionOf(answer: Stripe.Subscription): PaidSubscription | null {
  const { data: read } = soldSubscription.safeParse(answer);
  if (!read) return null;
  const { id, customer, metadata, status: state, items, latest_invoice: invoice } = read;
  const periodEnds = instant(Math.max(...items.data.map((item) => item.current_period_end)));
  return {
    id,
    customer,
    account: metadata.account,
    state,
    periodEnds,
    ends: read.cancel_at != null ? instant(read.cancel_at) : read.cancel_at_period_end ? periodEnds : null,
    overdueSince: state === 'past_due' && invoice ? instant(invoice.created) : null,
  };
}

const objectId = z.string().regex(/^\w+$/);
/** Stripe names an object by its id, or holds it whole. */
const named = z.union([objectId, z.object({ id: objectId }).transform(({ id }) => id)]);

const signedEventShape = z.object({
  id: z.string().min(1),
  type: z.string(),
  data: z.object({ object: z.looseObject({}) }),
});
type SignedEvent = z.infer<typeof signedEventShape>;

const aboutSubscription = z
  .object({ object: z.literal('subscription'), id: objectId })
  .transform(({ id }) => id);
const aboutCheckout = z
  .object({ object: z.literal('checkout.session'), subscription: named })
  .transform(({ subscription }) => subscription);

/** What the gate reads of a subscription. */
const soldSubscription = z.object({
  id: objectId,
  customer: named,
  metadata: z.object({ account: z.string().min(1) }),
  status: z.enum(subscriptionStates),
  items: z.object({ data: z.array(z.object({ current_period_end: z.number() })).min(1) }),
  cancel_at: z.number().nullish(),
  cancel_at_period_end: z.boolean().nullish(),
  latest_invoice: z.object({ created: z.number() }).nullish().catch(null),
});

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

/** The same, null for what Stripe does not have. */
async function found<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await asked(ask);
  } catch (error) {
    const { cause } = error instanceof PaymentsAway ? error : {};
    if (cause instanceof Stripe.errors.StripeError && cause.statusCode === 404) return null;
    throw error;
  }
}

/** Stripe's own message can name a key or an address. */
function inWords(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) return 'Stripe could not be asked';
  return ['Stripe answered', error.type, error.code, error.statusCode, error.requestId]
    .filter(Boolean)
    .join(' ');
}
