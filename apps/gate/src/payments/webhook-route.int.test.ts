import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventOf, type SellingGate, settings, signer, startSellingGate } from '../testing/selling-gate.ts';
import { stripeSubscription } from '../testing/stripe-server.ts';

let at: SellingGate;
beforeAll(async () => {
  at = await startSellingGate();
});
afterAll(() => at.stop());
beforeEach(() => {
  at.stripe.up = true;
  at.stripe.asked.length = 0;
});

describe('news from Stripe', () => {
  it('is taken once, and asked about once', async () => {
    const { id } = await at.reader('once@example.org');
    const subscription = stripeSubscription('subOnce', id);
    at.stripe.subscriptions.set('subOnce', subscription);
    const payload = eventOf('customer.subscription.created', subscription);
    for (let i = 0; i < 3; i++) expect((await at.send(payload)).status).toBe(200);
    expect(at.stripe.asked).toHaveLength(1);
  });

  it('that is late undoes nothing: what counts is how the subscription stands', async () => {
    const { browser, id } = await at.reader('late@example.org');
    const begun = stripeSubscription('subLateNews', id, { status: 'incomplete' });
    await at.tell(stripeSubscription('subLateNews', id));
    expect((await at.send(eventOf('customer.subscription.created', begun))).status).toBe(200);
    expect(await at.opens(browser)).toEqual(['metered', 'subscriber']);
    await at.tell(
      stripeSubscription('subLateNews', id, { status: 'canceled' }),
      'customer.subscription.deleted',
    );
    const active = stripeSubscription('subLateNews', id);
    expect((await at.send(eventOf('customer.subscription.updated', active))).status).toBe(200);
    expect(await at.opens(browser)).toEqual(['metered']);
  });

  it('about anything else is answered and left', async () => {
    const others = [
      eventOf('invoice.paid', { object: 'invoice', id: 'in_1' }),
      eventOf('a.kind.of.next.year', { object: 'surprise' }),
      eventOf('checkout.session.completed', { object: 'checkout.session', id: 'cs_2', subscription: null }),
    ];
    for (const payload of others) expect((await at.send(payload)).status).toBe(200);
    expect(at.stripe.asked).toEqual([]);
    expect(await at.tell(stripeSubscription('subOfAnotherShop', null))).toBe(200);
    expect(
      (await at.send(eventOf('customer.subscription.updated', stripeSubscription('subUnknown', 'x')))).status,
    ).toBe(200);
  });

  it('that is signed and odd is refused or passed over', async () => {
    const { browser, id } = await at.reader('odd@example.org');
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
      expect(await at.tell(odd)).toBe(200);
    expect(await at.tell({ ...whole, cancel_at: undefined, latest_invoice: null })).toBe(200);
    expect(await at.opens(browser)).toEqual(['metered', 'subscriber']);
    let odd = 0;
    const about = (data: unknown, type: unknown = 'customer.subscription.updated') =>
      JSON.stringify({ id: `evt_odd_${odd++}`, type, data });
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
      expect([payload, (await at.send(payload)).status]).toEqual([payload, status]);
    expect(at.gate.lines.filter((line) => line.includes('failed'))).toEqual([]);
  });

  it('is refused without a signature that holds', async () => {
    const payload = eventOf('customer.subscription.updated', stripeSubscription('subForged', 'x'));
    const old = new Date(at.gate.clock.now.getTime() - 301_000);
    expect((await at.send(payload, { secret: 'whsec_other' })).status).toBe(400);
    expect((await at.send(payload, { signed: old })).status).toBe(400);
    expect((await at.send(payload, { header: 't=1,v1=00' })).status).toBe(400);
    expect((await at.send(payload, { header: ' ' })).status).toBe(400);
    const good = signer.webhooks.generateTestHeaderString({ payload, secret: settings.webhookSecret });
    expect((await at.send(payload.replace('subForged', 'subForgee'), { header: good })).status).toBe(400);
    expect(at.stripe.asked).toEqual([]);
  });

  it('is bounded', async () => {
    const { status } = await at.send(
      eventOf('customer.subscription.updated', { padding: 'x'.repeat(600_000) }),
    );
    expect(status).toBe(413);
  });

  it('waits with Stripe while Stripe cannot be asked, and is taken when it comes again', async () => {
    const { browser, id } = await at.reader('again@example.org');
    const subscription = stripeSubscription('subAgain', id);
    at.stripe.subscriptions.set('subAgain', subscription);
    const payload = eventOf('customer.subscription.created', subscription);
    at.stripe.up = false;
    expect((await at.send(payload)).status).toBe(503);
    at.stripe.up = true;
    expect((await at.send(payload)).status).toBe(200);
    expect(await at.opens(browser)).toEqual(['metered', 'subscriber']);
  }, 20_000);
});
