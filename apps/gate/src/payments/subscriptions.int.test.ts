import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { grantedSubscription } from '../accounts/granted-subscription.ts';
import { startGate } from '../testing/running-gate.ts';
import {
  account,
  eventOf,
  password,
  type SellingGate,
  settings,
  startSellingGate,
} from '../testing/selling-gate.ts';
import { stripeSubscription } from '../testing/stripe-server.ts';

const addressed = z.object({ return: z.string() });

let at: SellingGate;
beforeAll(async () => {
  at = await startSellingGate();
});
afterAll(() => at.stop());
beforeEach(() => {
  at.stripe.up = true;
  at.stripe.asked.length = 0;
});

describe('a reader who subscribes', () => {
  it('is led to a checkout in the name of the account, by a form and without a card number here', async () => {
    const { browser, id } = await at.reader('buys@example.org');
    expect((await account(browser)).subscription).toEqual({ state: 'none', day: null, action: 'start' });
    const response = await browser.submit('/api/account/subscription/start', {});
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(
      '<meta http-equiv="refresh" content="0; url=https://checkout.stripe.com/c/pay/cs_1">',
    );
    expect(at.stripe.asked).toEqual([
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
    const { browser, id } = await at.reader('given@example.org');
    const given = grantedSubscription(id, new Date('2099-01-31T23:59:59.999Z'));
    await at.gate.storage.subscriptions.put(given, at.gate.clock.now);
    expect(await at.opens(browser)).toEqual(['metered', 'subscriber']);
    expect((await account(browser)).subscription).toEqual({
      state: 'ends',
      day: '2099-01-31T23:59:59.999Z',
      action: 'start',
    });
    expect((await browser.post('/api/account/subscription/manage', {})).status).toBe(409);
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(200);
    expect(at.stripe.asked.at(-1)?.form).toMatchObject({ customer_email: 'given@example.org' });
  });

  it('gets the keys of the subscriber’s tier at once after the webhook, and manages it from then on', async () => {
    const { browser, id } = await at.reader('at-once@example.org');
    expect(await at.opens(browser)).toEqual(['metered']);
    const subscription = stripeSubscription('subAtOnce', id);
    at.stripe.subscriptions.set('subAtOnce', subscription);
    const session = { object: 'checkout.session', id: 'cs_1', subscription: 'subAtOnce' };
    expect((await at.send(eventOf('checkout.session.completed', session))).status).toBe(200);
    expect(await at.opens(browser)).toEqual(['metered', 'subscriber']);
    expect(await account(browser)).toMatchObject({
      plan: 'subscriber',
      subscription: { state: 'renews', day: '2026-12-31T00:00:00.000Z', action: 'manage' },
    });
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(409);
    const managed = await browser.post('/api/account/subscription/manage', {});
    expect(await managed.json()).toEqual({ ok: true, return: 'https://billing.stripe.com/p/session/1' });
    expect(at.stripe.asked.at(-1)?.form).toEqual({
      customer: 'cus_subAtOnce',
      return_url: 'http://localhost:8080/account/',
    });
  });

  it('reads on until the end of a period that will be the last, and no further', async () => {
    const { browser, id } = await at.reader('ends@example.org');
    const periodEnds = '2026-11-25T00:00:00Z';
    await at.tell(stripeSubscription('subEnds', id, { periodEnds, cancelAtPeriodEnd: true }));
    expect((await account(browser)).subscription).toEqual({
      state: 'ends',
      day: '2026-11-25T00:00:00.000Z',
      action: 'manage',
    });
    at.gate.clock.now = new Date('2026-11-24T23:59:59Z');
    expect(await at.opens(browser)).toEqual(['metered', 'subscriber']);
    at.gate.clock.now = new Date('2026-11-25T00:00:00Z');
    expect(await at.opens(browser)).toEqual(['metered']);
    at.gate.clock.now = new Date('2026-11-24T10:00:00Z');
  });

  it('reads on for a week while a payment is missing', async () => {
    const { browser, id } = await at.reader('overdue@example.org');
    const overdueSince = '2026-11-20T00:00:00Z';
    await at.tell(stripeSubscription('subOverdue', id, { status: 'past_due', overdueSince }));
    expect((await account(browser)).subscription).toMatchObject({
      state: 'overdue',
      day: '2026-11-27T00:00:00.000Z',
    });
    expect(await at.opens(browser)).toEqual(['metered', 'subscriber']);
    await at.tell(stripeSubscription('subOverdue', id, { status: 'unpaid' }));
    expect(await at.opens(browser)).toEqual(['metered']);
    expect((await account(browser)).subscription).toEqual({ state: 'overdue', day: null, action: 'manage' });
  });

  it('is led to one checkout from however many tabs, and to another once it ran out', async () => {
    const { browser } = await at.reader('tabs@example.org');
    const start = async () =>
      addressed.parse(await (await browser.post('/api/account/subscription/start', {})).json()).return;
    const [first, second] = await Promise.all([start(), start()]);
    expect(second).toBe(first);
    at.gate.clock.now = new Date(at.gate.clock.now.getTime() + 600_000);
    expect(await start()).toBe(first);
    const session = at.stripe.sessions.get(first.split('/').at(-1) ?? '');
    Object.assign(session ?? {}, { status: 'expired', url: null });
    const next = await start();
    expect(next).not.toBe(first);
    expect(await start()).toBe(next);
  });

  it('pays once where the news of the payment is still on its way', async () => {
    const { browser, id } = await at.reader('paid-already@example.org');
    await browser.post('/api/account/subscription/start', {});
    const session = [...at.stripe.sessions.values()].at(-1);
    Object.assign(session ?? {}, { status: 'complete', url: null, subscription: 'subPaidAlready' });
    const again = await browser.post('/api/account/subscription/start', {});
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'subscription-runs' }]);
    await at.tell(stripeSubscription('subPaidAlready', id, { status: 'canceled' }));
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(200);
    expect(at.stripe.asked.at(-1)?.form).toMatchObject({ customer: 'cus_subPaidAlready' });
  });

  it('is not led to a checkout in the name of an address that the account left', async () => {
    const { browser } = await at.reader('before@example.org');
    await browser.post('/api/account/subscription/start', {});
    const left = [...at.stripe.sessions.values()].at(-1);
    await browser.post('/api/account/email', { email: 'afterwards@example.org', password });
    const { text } = at.gate.mails.findLast(({ to }) => to === 'afterwards@example.org') ?? { text: '' };
    const token = /token=([^\s"]+)/.exec(text)?.[1];
    expect((await browser.post('/api/account/verify', { token })).status).toBe(200);
    expect((await browser.post('/api/account/subscription/start', {})).status).toBe(200);
    expect(left).toMatchObject({ status: 'expired' });
    expect(at.stripe.asked.at(-1)?.form).toMatchObject({ customer_email: 'afterwards@example.org' });
  });

  it('that was made twice manages the one that would bill again, until neither does', async () => {
    const { browser, id } = await at.reader('twice@example.org');
    const managed = async () => {
      await browser.post('/api/account/subscription/manage', {});
      return at.stripe.asked.at(-1)?.form.customer;
    };
    await at.tell(stripeSubscription('subTwiceA', id));
    await at.tell(stripeSubscription('subTwiceB', id));
    expect(await managed()).toBe('cus_subTwiceA');
    await at.tell(stripeSubscription('subTwiceA', id, { cancelAtPeriodEnd: true }));
    expect(await managed()).toBe('cus_subTwiceB');
    expect((await browser.post('/api/account/delete', { password })).status).toBe(409);
    await at.tell(stripeSubscription('subTwiceB', id, { cancelAtPeriodEnd: true }));
    expect((await browser.post('/api/account/delete', { password })).status).toBe(200);
  });

  it('must be logged in, on a page of this site', async () => {
    const guest = at.gate.browser();
    for (const way of ['start', 'manage']) {
      expect((await guest.post(`/api/account/subscription/${way}`, {})).status).toBe(401);
      const { browser } = await at.reader(`foreign-${way}@example.org`);
      const foreign = { origin: 'https://elsewhere.example' };
      expect((await browser.post(`/api/account/subscription/${way}`, {}, foreign)).status).toBe(403);
      expect((await browser.get(`/api/account/subscription/${way}`)).status).toBe(405);
    }
    const { browser } = await at.reader('none-yet@example.org');
    expect((await browser.post('/api/account/subscription/manage', {})).status).toBe(409);
    expect(at.stripe.asked).toEqual([]);
  });

  it('is told when the payment service is away', async () => {
    const { browser } = await at.reader('away@example.org');
    at.stripe.up = false;
    const response = await browser.post('/api/account/subscription/start', {});
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { message: expect.stringContaining('Nothing was charged') },
    ]);
    expect(at.gate.lines.at(-1)).toContain('Stripe answered StripeAPIError 500 req_made');
    expect(at.gate.lines.join()).not.toContain(settings.secretKey);
  }, 20_000);
});

describe('an account with a subscription', () => {
  it('is not deleted while money would go on being asked for, and is once it ends', async () => {
    const { browser, id } = await at.reader('leaves@example.org');
    await at.tell(stripeSubscription('subLeaves', id));
    const refused = await browser.post('/api/account/delete', { password });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'subscription-runs' }]);
    expect(await (await browser.get('/api/account/export')).json()).toMatchObject({
      subscriptions: [{ id: 'subLeaves', state: 'active' }],
    });
    await at.tell(stripeSubscription('subLeaves', id, { cancelAtPeriodEnd: true }));
    expect((await browser.post('/api/account/delete', { password })).status).toBe(200);
    expect(await at.gate.storage.subscriptions.of(id)).toEqual([]);
    expect(await at.tell(stripeSubscription('subLeaves', id, { status: 'canceled' }))).toBe(200);
    expect(await at.gate.storage.subscriptions.of(id)).toEqual([]);
  });

  it('that is gone when its payment arrives is told to the operator', async () => {
    expect(await at.tell(stripeSubscription('subLate', 'nobody-has-this-id'))).toBe(200);
    expect(at.gate.lines.at(-1)).toContain('The subscription subLate belongs to no account');
  });
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
