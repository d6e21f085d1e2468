import { defaultAccessPlan, grantAnswer } from '@plaincode/content-schemas';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runSubscription } from '../commands/subscription.ts';
import { readEnvironment } from '../env.ts';
import { accountId } from '../testing/account-id.ts';
import { madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type Browser, type RunningGate, startGate } from '../testing/running-gate.ts';
import { type StripeServer, startStripeServer, stripeSubscription } from '../testing/stripe-server.ts';
import { createStripePayments } from './stripe-payments.ts';

const password = 'long enough to pass';
const settings = { secretKey: 'sk_test_made', webhookSecret: 'whsec_made', price: 'price_made' };
const page = '/hcpcs/J9000/';
const signer = new Stripe('sk_test_signer');
let gate: RunningGate;
let stripe: StripeServer;
let events = 0;

beforeAll(async () => {
  stripe = await startStripeServer();
  gate = await startGate({
    payments: createStripePayments(settings, 'http://localhost:8080', stripe.api),
    passwords: { hash: async (text) => text, verify: async ({ hash, password: given }) => hash === given },
  });
  gate.clock.now = new Date('2026-11-24T10:00:00Z');
  writeMadeRelease(
    gate.store,
    { [page]: madePage('J9000', 'metered', 'subscriber') },
    { plan: defaultAccessPlan },
  );
});
afterAll(async () => {
  await gate.stop();
  await stripe.stop();
});
beforeEach(() => {
  stripe.up = true;
  stripe.asked.length = 0;
});

async function reader(email: string): Promise<{ browser: Browser; id: string }> {
  const browser = gate.browser();
  await browser.post('/api/account/register', { email, password, name: '' });
  return { browser, id: accountId(gate, email) };
}

const eventOf = (type: string, object: object, id = `evt_${events++}`) =>
  JSON.stringify({ id, object: 'event', type, api_version: '2026-10-28', data: { object } });

/** Sends an event as Stripe does, signed for the moment on the gate's clock unless told otherwise. */
function send(
  payload: string,
  { secret = settings.webhookSecret, signed = gate.clock.now, header = '' } = {},
): Promise<Response> {
  const timestamp = Math.floor(signed.getTime() / 1000);
  const signature = header || signer.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return fetch(`${gate.url}/api/stripe/webhook`, {
    method: 'POST',
    body: payload,
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
  });
}

/** Lets Stripe hold a subscription, and tells the gate that something about it changed. */
async function tell(subscription: object, type = 'customer.subscription.updated'): Promise<number> {
  if ('id' in subscription) stripe.subscriptions.set(String(subscription.id), subscription);
  return (await send(eventOf(type, subscription))).status;
}

const addressed = z.object({ return: z.string() });
const shown = z.object({ plan: z.string(), subscription: z.unknown() });
const account = async (browser: Browser) => shown.parse(await (await browser.get('/api/account')).json());

async function opens(browser: Browser): Promise<string[]> {
  const envelopes = [madeEnvelope('metered', 'J9000'), madeEnvelope('subscriber', 'J9000')];
  const answer = grantAnswer.parse(await (await browser.post('/api/grants', { page, envelopes })).json());
  return answer.outcome === 'granted' ? answer.keys.map(({ tier }) => tier) : [answer.reason];
}

describe('a reader who subscribes', () => {
  it('is led to a checkout in the name of the account, by a form and without a card number here', async () => {
    const { browser, id } = await reader('buys@example.org');
    expect((await account(browser)).subscription).toEqual({ state: 'none', day: null, action: 'start' });
    const response = await browser.submit('/api/account/subscription/start', {});
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(
      '<meta http-equiv="refresh" content="0; url=https://checkout.stripe.com/c/pay/cs_1">',
    );
    expect(stripe.asked).toEqual([
      {
        path: 'POST /v1/checkout/sessions',
        key: settings.secretKey,
        form: {
          mode: 'subscription',
          'line_items[0][price]': 'price_made',
          'line_items[0][quantity]': '1',
          client_reference_id: id,
          allow_promotion_codes: 'true',
          customer_email: 'buys@example.org',
          'subscription_data[metadata][account]': id,
          success_url: 'http://localhost:8080/account/?subscribed',
          cancel_url: 'http://localhost:8080/account/',
        },
      },
    ]);
  });

  it('is led to a checkout as well while the operator’s gift opens everything, which the seller knows nothing of', async () => {
    const { browser } = await reader('given@example.org');
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const given = ['grant', 'given@example.org', '--until', '2099-01-31'];
    await runSubscription(given, readEnvironment({ PLAINCODE_DATA: gate.data }));
    expect(await opens(browser)).toEqual(['metered', 'subscriber']);
    expect((await account(browser)).subscription).toEqual({
      state: 'ends',
      day: '2099-01-31T23:59:59.999Z',
      action: 'start',
    });
    expect((await browser.post('/api/account/subscription/manage', {})).status).toBe(409);
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(200);
    expect(stripe.asked.at(-1)?.form).toMatchObject({ customer_email: 'given@example.org' });
  });

  it('gets the keys of the subscriber’s tier at once after the webhook, and manages it from then on', async () => {
    const { browser, id } = await reader('at-once@example.org');
    expect(await opens(browser)).toEqual(['metered']);
    const subscription = stripeSubscription('subAtOnce', id);
    stripe.subscriptions.set('subAtOnce', subscription);
    const session = { object: 'checkout.session', id: 'cs_1', subscription: 'subAtOnce' };
    expect((await send(eventOf('checkout.session.completed', session))).status).toBe(200);
    expect(await opens(browser)).toEqual(['metered', 'subscriber']);
    expect(await account(browser)).toMatchObject({
      plan: 'subscriber',
      subscription: { state: 'renews', day: '2026-12-31T00:00:00.000Z', action: 'manage' },
    });
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(409);
    const managed = await browser.post('/api/account/subscription/manage', {});
    expect(await managed.json()).toEqual({ ok: true, return: 'https://billing.stripe.com/p/session/1' });
    expect(stripe.asked.at(-1)?.form).toEqual({
      customer: 'cus_subAtOnce',
      return_url: 'http://localhost:8080/account/',
    });
  });

  it('reads on until the end of a period that will be the last, and no further', async () => {
    const { browser, id } = await reader('ends@example.org');
    const periodEnds = '2026-11-25T00:00:00Z';
    await tell(stripeSubscription('subEnds', id, { periodEnds, cancelAtPeriodEnd: true }));
    expect((await account(browser)).subscription).toEqual({
      state: 'ends',
      day: '2026-11-25T00:00:00.000Z',
      action: 'manage',
    });
    gate.clock.now = new Date('2026-11-24T23:59:59Z');
    expect(await opens(browser)).toEqual(['metered', 'subscriber']);
    gate.clock.now = new Date('2026-11-25T00:00:00Z');
    expect(await opens(browser)).toEqual(['metered']);
    gate.clock.now = new Date('2026-11-24T10:00:00Z');
  });

  it('reads on for a week while a payment is missing', async () => {
    const { browser, id } = await reader('overdue@example.org');
    const overdueSince = '2026-11-20T00:00:00Z';
    await tell(stripeSubscription('subOverdue', id, { status: 'past_due', overdueSince }));
    expect((await account(browser)).subscription).toMatchObject({
      state: 'overdue',
      day: '2026-11-27T00:00:00.000Z',
    });
    expect(await opens(browser)).toEqual(['metered', 'subscriber']);
    await tell(stripeSubscription('subOverdue', id, { status: 'unpaid' }));
    expect(await opens(browser)).toEqual(['metered']);
    expect((await account(browser)).subscription).toEqual({ state: 'overdue', day: null, action: 'manage' });
  });

  it('is led to one checkout from however many tabs, and to another once it ran out', async () => {
    const { browser } = await reader('tabs@example.org');
    const start = async () =>
      addressed.parse(await (await browser.post('/api/account/subscription/start', {})).json()).return;
    const [first, second] = await Promise.all([start(), start()]);
    expect(second).toBe(first);
    gate.clock.now = new Date(gate.clock.now.getTime() + 600_000);
    expect(await start()).toBe(first);
    const session = stripe.sessions.get(first.split('/').at(-1) ?? '');
    Object.assign(session ?? {}, { status: 'expired', url: null });
    const next = await start();
    expect(next).not.toBe(first);
    expect(await start()).toBe(next);
  });

  it('pays once where the news of the payment is still on its way', async () => {
    const { browser, id } = await reader('paid-already@example.org');
    await browser.post('/api/account/subscription/start', {});
    const session = [...stripe.sessions.values()].at(-1);
    Object.assign(session ?? {}, { status: 'complete', url: null, subscription: 'subPaidAlready' });
    const again = await browser.post('/api/account/subscription/start', {});
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'subscription-runs' }]);
    await tell(stripeSubscription('subPaidAlready', id, { status: 'canceled' }));
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(200);
    expect(stripe.asked.at(-1)?.form).toMatchObject({ customer: 'cus_subPaidAlready' });
  });

  it('is not led to a checkout in the name of an address that the account left', async () => {
    const { browser } = await reader('before@example.org');
    await browser.post('/api/account/subscription/start', {});
    const left = [...stripe.sessions.values()].at(-1);
    await browser.post('/api/account/email', { email: 'afterwards@example.org', password });
    const { text } = gate.mails.findLast(({ to }) => to === 'afterwards@example.org') ?? { text: '' };
    const token = /token=([^\s"]+)/.exec(text)?.[1];
    expect((await browser.post('/api/account/verify', { token })).status).toBe(200);
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(200);
    expect(left).toMatchObject({ status: 'expired' });
    expect(stripe.asked.at(-1)?.form).toMatchObject({ customer_email: 'afterwards@example.org' });
  });

  it('that was made twice manages the one that would bill again, until neither does', async () => {
    const { browser, id } = await reader('twice@example.org');
    const managed = async () => {
      await browser.post('/api/account/subscription/manage', {});
      return stripe.asked.at(-1)?.form.customer;
    };
    await tell(stripeSubscription('subTwiceA', id));
    await tell(stripeSubscription('subTwiceB', id));
    expect(await managed()).toBe('cus_subTwiceA');
    await tell(stripeSubscription('subTwiceA', id, { cancelAtPeriodEnd: true }));
    expect(await managed()).toBe('cus_subTwiceB');
    expect((await browser.post('/api/account/delete', { password })).status).toBe(409);
    await tell(stripeSubscription('subTwiceB', id, { cancelAtPeriodEnd: true }));
    expect((await browser.post('/api/account/delete', { password })).status).toBe(200);
  });

  it('must be logged in, on a page of this site', async () => {
    const guest = gate.browser();
    for (const way of ['start', 'manage']) {
      expect((await guest.post(`/api/account/subscription/${way}`, {})).status).toBe(401);
      const { browser } = await reader(`foreign-${way}@example.org`);
      const foreign = { origin: 'https://elsewhere.example' };
      expect((await browser.post(`/api/account/subscription/${way}`, {}, foreign)).status).toBe(403);
      expect((await browser.get(`/api/account/subscription/${way}`)).status).toBe(405);
    }
    const { browser } = await reader('none-yet@example.org');
    expect((await browser.post('/api/account/subscription/manage', {})).status).toBe(409);
    expect(stripe.asked).toEqual([]);
  });

  it('is told when the payment service is away', async () => {
    const { browser } = await reader('away@example.org');
    stripe.up = false;
    const response = await browser.post('/api/account/subscription/start', {});
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { message: expect.stringContaining('Nothing was charged') },
    ]);
    expect(gate.lines.at(-1)).toContain('Stripe answered StripeAPIError 500 req_made');
    expect(gate.lines.join()).not.toContain(settings.secretKey);
  }, 20_000);
});

describe('an account with a subscription', () => {
  it('is not deleted while money would go on being asked for, and is once it ends', async () => {
    const { browser, id } = await reader('leaves@example.org');
    await tell(stripeSubscription('subLeaves', id));
    const refused = await browser.post('/api/account/delete', { password });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'subscription-runs' }]);
    expect(await (await browser.get('/api/account/export')).json()).toMatchObject({
      subscriptions: [{ id: 'subLeaves', state: 'active' }],
    });
    await tell(stripeSubscription('subLeaves', id, { cancelAtPeriodEnd: true }));
    expect((await browser.post('/api/account/delete', { password })).status).toBe(200);
    expect(await gate.storage.subscriptions.of(id)).toEqual([]);
    expect(await tell(stripeSubscription('subLeaves', id, { status: 'canceled' }))).toBe(200);
    expect(await gate.storage.subscriptions.of(id)).toEqual([]);
  });

  it('that is gone when its payment arrives is told to the operator', async () => {
    expect(await tell(stripeSubscription('subLate', 'nobody-has-this-id'))).toBe(200);
    expect(gate.lines.at(-1)).toContain('The subscription subLate belongs to no account');
  });
});

describe('news from Stripe', () => {
  it('is taken once, and asked about once', async () => {
    const { id } = await reader('once@example.org');
    const subscription = stripeSubscription('subOnce', id);
    stripe.subscriptions.set('subOnce', subscription);
    const payload = eventOf('customer.subscription.created', subscription);
    for (let i = 0; i < 3; i++) expect((await send(payload)).status).toBe(200);
    expect(stripe.asked).toHaveLength(1);
  });

  it('that is late undoes nothing: what counts is how the subscription stands', async () => {
    const { browser, id } = await reader('late@example.org');
    const begun = stripeSubscription('subLateNews', id, { status: 'incomplete' });
    await tell(stripeSubscription('subLateNews', id));
    expect((await send(eventOf('customer.subscription.created', begun))).status).toBe(200);
    expect(await opens(browser)).toEqual(['metered', 'subscriber']);
    await tell(
      stripeSubscription('subLateNews', id, { status: 'canceled' }),
      'customer.subscription.deleted',
    );
    const active = stripeSubscription('subLateNews', id);
    expect((await send(eventOf('customer.subscription.updated', active))).status).toBe(200);
    expect(await opens(browser)).toEqual(['metered']);
  });

  it('about anything else is answered and left', async () => {
    const others = [
      eventOf('invoice.paid', { object: 'invoice', id: 'in_1' }),
      eventOf('a.kind.of.next.year', { object: 'surprise' }),
      eventOf('checkout.session.completed', { object: 'checkout.session', id: 'cs_2', subscription: null }),
    ];
    for (const payload of others) expect((await send(payload)).status).toBe(200);
    expect(stripe.asked).toEqual([]);
    expect(await tell(stripeSubscription('subOfAnotherShop', null))).toBe(200);
    expect(
      (await send(eventOf('customer.subscription.updated', stripeSubscription('subUnknown', 'x')))).status,
    ).toBe(200);
  });

  it('that is signed and odd is refused or passed over', async () => {
    const { browser, id } = await reader('odd@example.org');
    const whole = stripeSubscription('subOdd', id);
    for (const odd of [
      { ...whole, items: { data: [] } },
      { ...whole, items: undefined },
      { ...whole, items: { data: [{}] } },
      { ...whole, metadata: null },
      { ...whole, metadata: undefined },
      { ...whole, customer: null },
      { ...whole, status: 'a_state_of_next_year' },
    ])
      expect(await tell(odd)).toBe(200);
    expect(await tell({ ...whole, cancel_at: undefined, latest_invoice: null })).toBe(200);
    expect(await opens(browser)).toEqual(['metered', 'subscriber']);
    const about = (data: unknown, type: unknown = 'customer.subscription.updated') =>
      JSON.stringify({ id: `evt_${events++}`, type, data });
    const object = { object: 'subscription', id: 'subOdd' };
    for (const [payload, status] of [
      ['{}', 400],
      ['null', 400],
      ['[]', 400],
      ['not JSON', 400],
      [about(undefined), 400],
      [about({}), 400],
      [about({ object: null }), 400],
      [about({ object }, 5), 400],
      [JSON.stringify({ type: 'customer.subscription.updated', data: { object } }), 400],
      [about({ object: { object: 'subscription', id: 5 } }), 200],
      [about({ object: { object: 'subscription', id: '../../v1/charges' } }), 200],
      [about({ object: { object: 'checkout.session', subscription: { id: { a: 1 } } } }), 200],
    ] as const)
      expect([payload, (await send(payload)).status]).toEqual([payload, status]);
    expect(gate.lines.filter((line) => line.includes('failed'))).toEqual([]);
  });

  it('is refused without a signature that holds', async () => {
    const payload = eventOf('customer.subscription.updated', stripeSubscription('subForged', 'x'));
    const old = new Date(gate.clock.now.getTime() - 301_000);
    expect((await send(payload, { secret: 'whsec_other' })).status).toBe(400);
    expect((await send(payload, { signed: old })).status).toBe(400);
    expect((await send(payload, { header: 't=1,v1=00' })).status).toBe(400);
    expect((await send(payload, { header: ' ' })).status).toBe(400);
    const good = signer.webhooks.generateTestHeaderString({ payload, secret: settings.webhookSecret });
    expect((await send(payload.replace('subForged', 'subForgee'), { header: good })).status).toBe(400);
    expect(stripe.asked).toEqual([]);
  });

  it('is bounded', async () => {
    const { status } = await send(eventOf('customer.subscription.updated', { padding: 'x'.repeat(600_000) }));
    expect(status).toBe(413);
  });

  it('waits with Stripe while Stripe cannot be asked, and is taken when it comes again', async () => {
    const { browser, id } = await reader('again@example.org');
    const subscription = stripeSubscription('subAgain', id);
    stripe.subscriptions.set('subAgain', subscription);
    const payload = eventOf('customer.subscription.created', subscription);
    stripe.up = false;
    expect((await send(payload)).status).toBe(503);
    stripe.up = true;
    expect((await send(payload)).status).toBe(200);
    expect(await opens(browser)).toEqual(['metered', 'subscriber']);
  }, 20_000);
});

describe('where no subscriptions are sold', () => {
  it('nothing of them is there', async () => {
    const plain = await startGate();
    const browser = plain.browser();
    await browser.post('/api/account/register', { email: 'plain@example.org', password, name: '' });
    expect((await account(browser)).subscription).toBeNull();
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(404);
    expect((await browser.post('/api/stripe/webhook', {})).status).toBe(404);
    await plain.stop();
  });
});
