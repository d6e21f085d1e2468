import type { Context } from 'hono';
import type { ReaderAccounts } from '../accounts/reader-account.ts';
import { mayBillAgain } from '../accounts/subscription-standing.ts';
import type { Subscriptions } from '../accounts/subscriptions.ts';
import type { ApiAnswers } from '../http/api-answer.ts';
import { readBody } from '../http/request-body.ts';
import type { Allowances } from '../metering/view-ledger.ts';
import { ForeignMessage, type Payments, PaymentsAway, type SubscriptionNews } from './payments.ts';

export interface WebhookParts {
  payments: Payments;
  subscriptions: Subscriptions;
  accounts: ReaderAccounts;
  allowances: Allowances;
  answers: ApiAnswers;
  report: (line: string) => void;
  clock: () => Date;
}

const longestBody = 512 * 1024;

/** Stripe tries for three days; a message that comes again within this time was dealt with. */
const rememberedMs = 30 * 86_400_000;

/**
 * `POST /api/stripe/webhook`: takes signed news of a subscription, asks how it stands now, and records that. Since the
 * news itself is not believed about more than which subscription it means, its order and its repetition do not matter.
 */
export function answerWebhook(parts: WebhookParts): (context: Context) => Promise<Response> {
  const { payments, allowances, answers, report, clock } = parts;
  return async (context) => {
    const body = await readBody(context.req.raw, longestBody);
    if ('failure' in body)
      return body.failure === 'too-large'
        ? answers.error(413, 'too-large', 'That is more than an event holds.')
        : answers.error(400, 'invalid-input', 'The request cannot be read.');
    try {
      const news = payments.readNews(body.text, context.req.header('stripe-signature') ?? '', clock());
      const key = `stripe-event|${news.id}`;
      if (news.subscription === null || (await allowances.taken(key)) > 0)
        return answers.json(200, { received: true });
      await takeIn(parts, news.subscription);
      await allowances.take(key, 1, new Date(clock().getTime() + rememberedMs));
      return answers.json(200, { received: true });
    } catch (error) {
      if (error instanceof ForeignMessage) return answers.error(400, 'invalid-input', error.message);
      if (!(error instanceof PaymentsAway)) throw error;
      report(`News of a subscription waits: ${error.message}. Stripe sends it again.`);
      return answers.error(503, 'payments-away', 'Stripe could not be asked. Send this again later.');
    }
  };
}

async function takeIn(
  { payments, subscriptions, accounts, report, clock }: WebhookParts,
  id: NonNullable<SubscriptionNews['subscription']>,
): Promise<void> {
  // Before the question: whatever happens to the subscription after this instant brings news of its own.
  const asOf = clock();
  const subscription = await payments.subscription(id);
  if (!subscription) return;
  if (await accounts.exists(subscription.account)) await subscriptions.put(subscription, asOf);
  else if (mayBillAgain(subscription))
    report(
      `The subscription ${id} belongs to no account (any more): cancel it at Stripe and give the money back.`,
    );
}
