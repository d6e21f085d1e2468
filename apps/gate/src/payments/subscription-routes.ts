import { type Context, Hono } from 'hono';
import { parseJustThis } from '../accounts/account-form.ts';
import type { AccountParts } from '../accounts/account-parts.ts';
import { AccountRefusal } from '../accounts/account-refusal.ts';
import { isSold } from '../accounts/granted-subscription.ts';
import { handleForm } from '../accounts/handle-form.ts';
import type { ReaderAccount } from '../accounts/reader-accounts.ts';
import { notSignedIn } from '../accounts/refusals-in-words.ts';
import { isOver } from '../accounts/subscription-standing.ts';
import type { PaidSubscription } from '../accounts/subscriptions.ts';
import { type Payments, PaymentsAway } from './payments.ts';

export interface SubscriptionParts extends AccountParts {
  payments: Payments;
  report: (line: string) => void;
}

/** `/api/account/subscription`: the ways to the seller's own pages, where readers subscribe, change card and end it. */
export function subscriptionRoutes(parts: SubscriptionParts): Hono {
  const { payments } = parts;
  const routes = new Hono();

  routes.post('/start', (context) =>
    atSeller(parts, context, async ({ id, email }, held) => {
      if (held.some((subscription) => !isOver(subscription)))
        throw new AccountRefusal('subscription-runs', 'You have a subscription already. You can manage it.');
      return payments.checkout({ account: id, email, customer: held[0]?.customer ?? null });
    }),
  );

  routes.post('/manage', (context) =>
    atSeller(parts, context, async (_account, held) => {
      const one = held.find((subscription) => !isOver(subscription)) ?? held[0];
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
