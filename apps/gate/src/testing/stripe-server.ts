import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StripeApi } from '../payments/stripe-payments.ts';

/** As much of Stripe's API as the gate asks, on loopback: what it was asked, and the subscriptions that it holds. */
export interface StripeServer {
  api: StripeApi;
  asked: { path: string; form: Record<string, string>; key: string | undefined }[];
  /** By id, as Stripe's API gives them. */
  subscriptions: Map<string, object>;
  /** Whether it answers at all. */
  up: boolean;
  stop(): Promise<void>;
}

const token = /^Bearer (.*)$/;

export async function startStripeServer(): Promise<StripeServer> {
  const asked: StripeServer['asked'] = [];
  const subscriptions = new Map<string, object>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stripe.invalid');
    let text = '';
    for await (const chunk of request) text += chunk;
    const key = token.exec(request.headers.authorization ?? '')?.[1];
    asked.push({
      path: `${request.method} ${pathname}`,
      form: Object.fromEntries(new URLSearchParams(text)),
      key,
    });
    const [status, body] = made.up
      ? answer(`${request.method} ${pathname}`)
      : ([500, { error: { type: 'api_error', message: 'away' } }] as const);
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_made' });
    response.end(JSON.stringify(body));
  });

  function answer(what: string): readonly [number, object] {
    if (what === 'POST /v1/checkout/sessions')
      return [200, { object: 'checkout.session', id: 'cs_1', url: 'https://checkout.stripe.com/c/pay/cs_1' }];
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
