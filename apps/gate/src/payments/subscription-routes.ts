import { type Context, Hono } from 'hono';
import { parseJustThis } from '../accounts/account-form.ts';
import type { AccountParts } from '../accounts/account-parts.ts';
import { AccountRefusal } from '../accounts/account-refusal.ts';
import { isSold } from '../accounts/granted-subscription.ts';
import { handleForm } from '../accounts/handle-form.ts';
import type { ReaderAccount } from '../accounts/reader-account.ts';
import { notSignedIn } from '../accounts/refusals-in-words.ts';
import { isOver, mostPressing } from '../accounts/subscription-standing.ts';
import type { PaidSubscription } from '../accounts/subscriptions.ts';
import { type Payments, PaymentsAway } from './payments.ts';

export interface SubscriptionParts extends AccountParts {
  payments: Payments;
  report: (line: string) => void;
}

/** `/api/account/subscription`: the ways to the seller's own pages, where readers subscribe, change card and end it. */
export function subscriptionRoutes(parts: SubscriptionParts): Hono {
  const { payments, subscriptions, clock } = parts;
  const routes = new Hono();

  routes.post('/start', (context) =>
    atSeller(parts, context, async ({ id, email }, held) => {
      if (held.some((subscription) => !isOver(subscription)))
        throw new AccountRefusal('subscription-runs', 'You have a subscription already. You can manage it.');
      const buyer = { account: id, email, customer: mostPressing(held)?.customer ?? null };
      const last = await subscriptions.lastCheckout(id);
      const earlier = last === null ? null : await payments.earlierCheckout(last, buyer);
      if (earlier?.address) return earlier.address;
      if (earlier?.subscription && !held.some((subscription) => subscription.id === earlier.subscription))
        throw new AccountRefusal(
          'subscription-runs',
          'You have paid already. The news of it is on its way; reload this page in a moment.',
        );
      // Two tabs at one moment make one attempt. Later ones go by the checkout that is kept.
      const minute = Math.floor(clock().getTime() / 60_000);
      const checkout = await payments.checkout(buyer, `${id}|${last ?? ''}|${minute}`);
      await subscriptions.keepCheckout(id, checkout.id);
      return checkout.address;
    }),
  );

  routes.post('/manage', (context) =>
    atSeller(parts, context, async (_account, held) => {
      const one = mostPressing(held);
      if (!one) throw new AccountRefusal('no-subscription', 'You have no subscription yet.');
      return payments.portal(one.customer);
    }),
  );

  return routes;
}

function atSeller(
  parts: SubscriptionParts,
  context: Context,
  address: (account: ReaderAccount, held: PaidSubscription[]) => Promise<string>,
): Promise<Response> {
  const { accounts, attempts, subscriptions, report } = parts;
  return handleForm(parts, 'account', context, async (input) => {
    const account = await accounts.signedIn(context.req.raw.headers);
    if (!account) throw notSignedIn();
    parseJustThis(input);
    await attempts.count('account-change', account.id);
    try {
      const held = await subscriptions.of(account.id);
      return { elsewhere: await address(account, held.filter(isSold)) };
    } catch (error) {
      if (!(error instanceof PaymentsAway)) throw error;
      report(`A reader could not be led to Stripe: ${error.message}.`);
      throw new AccountRefusal(
        'payments-away',
        'The payment service does not answer right now. Nothing was charged; try again in a moment.',
      );
    }
  });
}
