import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StripeApi } from '../payments/stripe-payments.ts';

/** As much of Stripe's API as the gate asks, on loopback: what it was asked, and the subscriptions that it holds. */
export interface StripeServer {
  api: StripeApi;
  asked: { path: string; form: Record<string, string>; key: string | undefined }[];
  /** By id, as Stripe's API gives them. */
  subscriptions: Map<string, object>;
  /** Checkout sessions by id, in the order in which they were made. */
  sessions: Map<string, CheckoutSession>;
  /** Whether it answers at all. */
  up: boolean;
  stop(): Promise<void>;
}

interface CheckoutSession {
  object: 'checkout.session';
  id: string;
  status: 'open' | 'complete' | 'expired';
  url: string | null;
  customer: string | null;
  customer_email: string | null;
  subscription: string | null;
}

const token = /^Bearer (.*)$/;

export async function startStripeServer(): Promise<StripeServer> {
  const asked: StripeServer['asked'] = [];
  const subscriptions = new Map<string, object>();
  const sessions = new Map<string, CheckoutSession>();
  const sessionOfKey = new Map<string, CheckoutSession>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stripe.invalid');
    let text = '';
    for await (const chunk of request) text += chunk;
    const key = token.exec(request.headers.authorization ?? '')?.[1];
    const form = Object.fromEntries(new URLSearchParams(text));
    asked.push({ path: `${request.method} ${pathname}`, form, key });
    const [status, body] = made.up
      ? answer(`${request.method} ${pathname}`, form, String(request.headers['idempotency-key']))
      : ([500, { error: { type: 'api_error', message: 'away' } }] as const);
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_made' });
    response.end(JSON.stringify(body));
  });

  function checkout(form: Record<string, string>, idempotencyKey: string): CheckoutSession {
    const before = sessionOfKey.get(idempotencyKey);
    if (before) return before;
    const id = `cs_${sessions.size + 1}`;
    const session: CheckoutSession = {
      object: 'checkout.session',
      id,
      status: 'open',
      url: `https://checkout.stripe.com/c/pay/${id}`,
      customer: form.customer ?? null,
      customer_email: form.customer_email ?? null,
      subscription: null,
    };
    sessions.set(id, session);
    sessionOfKey.set(idempotencyKey, session);
    return session;
  }

  function answer(
    what: string,
    form: Record<string, string>,
    idempotencyKey: string,
  ): readonly [number, object] {
    if (what === 'POST /v1/checkout/sessions') return [200, checkout(form, idempotencyKey)];
    const [, id = '', expire] = /^\w+ \/v1\/checkout\/sessions\/(\w+)(\/expire)?$/.exec(what) ?? [];
    const session = sessions.get(id);
    if (session && expire) {
      if (session.status !== 'open')
        return [400, { error: { type: 'invalid_request_error', message: 'only open ones expire' } }];
      Object.assign(session, { status: 'expired', url: null });
    }
    if (session) return [200, session];
    if (what === 'POST /v1/billing_portal/sessions')
      return [
        200,
        { object: 'billing_portal.session', id: 'bps_1', url: 'https://billing.stripe.com/p/session/1' },
      ];
    const held = subscriptions.get(/^GET \/v1\/subscriptions\/(\w+)$/.exec(what)?.[1] ?? '');
    if (held) return [200, held];
    return [404, { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'none' } }];
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const made: StripeServer = {
    api: { host: '127.0.0.1', port, protocol: 'http' },
    asked,
    subscriptions,
    sessions,
    up: true,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return made;
}

const seconds = (text: string) => Date.parse(text) / 1000;

/** A subscription as Stripe's API gives it, with the fields that the gate reads. */
export function stripeSubscription(
  id: string,
  account: string | null,
  more: { status?: string; periodEnds?: string; cancelAtPeriodEnd?: boolean; overdueSince?: string } = {},
): object {
  const { status = 'active', periodEnds = '2026-12-31T00:00:00Z', overdueSince } = more;
  return {
    object: 'subscription',
    id,
    customer: `cus_${id}`,
    status,
    metadata: account === null ? {} : { account },
    cancel_at: null,
    cancel_at_period_end: more.cancelAtPeriodEnd ?? false,
    items: { object: 'list', data: [{ current_period_end: seconds(periodEnds) }] },
    latest_invoice: {
      object: 'invoice',
      id: 'in_1',
      created: seconds(overdueSince ?? '2026-11-01T00:00:00Z'),
    },
  };
}
