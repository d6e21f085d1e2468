import { defaultAccessPlan, grantAnswer } from '@plaincode/content-schemas';
import Stripe from 'stripe';
import { z } from 'zod';
import { createStripePayments } from '../payments/stripe-payments.ts';
import { accountId } from './account-id.ts';
import { madeEnvelope, madePage, writeMadeRelease } from './made-release.ts';
import { type Browser, startGate } from './running-gate.ts';
import { startStripeServer } from './stripe-server.ts';

export const password = 'long enough to pass';
export const settings = { secretKey: 'sk_test_made', webhookSecret: 'whsec_made', price: 'price_made' };
export const signer: Stripe = new Stripe('sk_test_signer');

const page = '/hcpcs/J9000/';
const shown = z.object({ plan: z.string(), subscription: z.unknown() });
let events = 0;

/** An event as Stripe writes it, with an id of its own. */
export const eventOf = (type: string, object: object, id = `evt_${events++}`): string =>
  JSON.stringify({ id, object: 'event', type, api_version: '2026-10-28', data: { object } });

/** The account as its page asks for it. */
export const account = async (browser: Browser): Promise<z.infer<typeof shown>> =>
  shown.parse(await (await browser.get('/api/account')).json());

/** A gate that sells subscriptions, with a made-up Stripe beside it. */
export async function startSellingGate() {
  const stripe = await startStripeServer();
  const gate = await startGate({
    payments: createStripePayments(settings, 'http://localhost:8080', stripe.api),
    passwords: { hash: async (text) => text, verify: async ({ hash, password: given }) => hash === given },
  });
  gate.clock.now = new Date('2026-11-24T10:00:00Z');
  const pages = { [page]: madePage('J9000', 'metered', 'subscriber') };
  writeMadeRelease(gate.store, pages, { plan: defaultAccessPlan });

  /** Sends an event as Stripe does, signed for the moment on the gate's clock unless told otherwise. */
  const send = (
    payload: string,
    { secret = settings.webhookSecret, signed = gate.clock.now, header = '' } = {},
  ): Promise<Response> => {
    const timestamp = Math.floor(signed.getTime() / 1000);
    const signature = header || signer.webhooks.generateTestHeaderString({ payload, secret, timestamp });
    return fetch(`${gate.url}/api/stripe/webhook`, {
      method: 'POST',
      body: payload,
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    });
  };

  return {
    gate,
    stripe,
    send,
    /** A reader with an account, logged in. */
    reader: async (email: string): Promise<{ browser: Browser; id: string }> => {
      const browser = gate.browser();
      await browser.post('/api/account/register', { email, password, name: '' });
      return { browser, id: accountId(gate, email) };
    },
    /** Lets Stripe hold a subscription, and tells the gate that something about it changed. */
    tell: async (subscription: object, type = 'customer.subscription.updated'): Promise<number> => {
      if ('id' in subscription) stripe.subscriptions.set(String(subscription.id), subscription);
      return (await send(eventOf(type, subscription))).status;
    },
    /** What of the page opens to a browser: its tiers, or why none does. */
    opens: async (browser: Browser): Promise<string[]> => {
      const envelopes = [madeEnvelope('metered', 'J9000'), madeEnvelope('subscriber', 'J9000')];
      const answer = grantAnswer.parse(await (await browser.post('/api/grants', { page, envelopes })).json());
      return answer.outcome === 'granted' ? answer.keys.map(({ tier }) => tier) : [answer.reason];
    },
    stop: async () => {
      await gate.stop();
      await stripe.stop();
    },
  };
}

export type SellingGate = Awaited<ReturnType<typeof startSellingGate>>;
