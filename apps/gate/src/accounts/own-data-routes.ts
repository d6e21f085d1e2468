import { type Context, Hono } from 'hono';
import { accountName } from '../metering/visitor.ts';
import {
  parseDeletion,
  parseJustThis,
  parseName,
  parseNewEmail,
  parseNewPassword,
  parseSession,
} from './account-form.ts';
import type { AccountParts } from './account-parts.ts';
import { AccountRefusal } from './account-refusal.ts';
import { type FormDone, handleForm } from './handle-form.ts';
import type { ReaderAccount } from './reader-account.ts';
import { notSignedIn } from './refusals-in-words.ts';
import { mayBillAgain } from './subscription-standing.ts';

const historyShown = 100;
const historyExported = 100_000;

/** What readers see and change of their own: name, password, address, devices, reading history, all of it as a file, and its end. */
export function ownDataRoutes(parts: AccountParts): Hono {
  const {
    accounts,
    attempts,
    knownBrowsers,
    ledger,
    goneViews,
    subscriptions,
    acceptances,
    answers,
    titles,
  } = parts;
  const routes = new Hono();

  const change = (
    context: Context,
    act: (input: unknown, account: ReaderAccount) => Promise<FormDone>,
    form: 'account' | 'delete' = 'account',
  ) =>
    handleForm(parts, form, context, async (input) => {
      const account = await accounts.signedIn(context.req.raw.headers);
      if (!account) throw notSignedIn();
      return act(input, account);
    });

  async function read(context: Context, act: (account: ReaderAccount) => Promise<Response>) {
    const account = await accounts.signedIn(context.req.raw.headers);
    return account
      ? act(account)
      : answers.json(401, { ok: false, code: 'not-signed-in', message: 'Log in first.' });
  }

  async function history(account: ReaderAccount, most: number) {
    const opened = await ledger.opened(accountName(account.id), most);
    return Promise.all(
      opened.map(async ({ page, at }) => ({ page, title: await titles(page), at: at.toISOString() })),
    );
  }

  routes.get('/sessions', (context) =>
    read(context, async () =>
      answers.json(200, { sessions: await accounts.sessions(context.req.raw.headers) }),
    ),
  );
  routes.get('/history', (context) =>
    read(context, async (account) => answers.json(200, { pages: await history(account, historyShown) })),
  );
  routes.get('/export', (context) =>
    read(context, async (account) => {
      const { email, name, emailVerified } = account;
      const all = {
        account: { email, name, emailVerified },
        subscriptions: await subscriptions.of(account.id),
        sessions: await accounts.sessions(context.req.raw.headers),
        acceptedTerms: await acceptances.of(accountName(account.id)),
        history: await history(account, historyExported),
      };
      return answers.json(200, all, { 'Content-Disposition': 'attachment; filename="account.json"' });
    }),
  );

  routes.post('/verify/send', (context) =>
    change(context, async (input, account) => {
      parseJustThis(input);
      if (!account.emailVerified) await accounts.askToConfirm(account, context.req.raw.headers);
      return {};
    }),
  );
  routes.post('/name', (context) =>
    change(context, async (input, account) => {
      const { name } = parseName(input);
      await attempts.count('own-name', account.id);
      await accounts.rename(name, context.req.raw.headers);
      return {};
    }),
  );
  routes.post('/password', (context) =>
    change(context, async (input, account) => {
      const wanted = parseNewPassword(input);
      await attempts.count('own-password', account.id);
      const session = await accounts.changePassword(wanted, context.req.raw.headers);
      // The new password has made a stranger of this browser too.
      const known = await knownBrowsers.remember(context.req.raw.headers, account.email);
      return { cookies: [...session, ...known] };
    }),
  );
  routes.post('/email', (context) =>
    change(context, async (input, account) => {
      const wanted = parseNewEmail(input);
      await attempts.count('own-password', account.id);
      await attempts.count('new-email', wanted.email);
      await accounts.askToChangeEmail(wanted, context.req.raw.headers);
      return {};
    }),
  );
  routes.post('/sessions/end', (context) =>
    change(context, async (input) => {
      await accounts.endSession(parseSession(input).session, context.req.raw.headers);
      return {};
    }),
  );
  routes.post('/sessions/end-others', (context) =>
    change(context, async (input) => {
      parseJustThis(input);
      await accounts.endOtherSessions(context.req.raw.headers);
      return {};
    }),
  );
  routes.post('/history/clear', (context) =>
    change(context, async (input, account) => {
      parseJustThis(input);
      await ledger.clearHistory(accountName(account.id), parts.period());
      return {};
    }),
  );
  routes.post('/delete', (context) =>
    change(
      context,
      async (input, account) => {
        const { password } = parseDeletion(input);
        await attempts.count('own-password', account.id);
        const held = await subscriptions.of(account.id);
        if (held.some(mayBillAgain))
          throw new AccountRefusal(
            'subscription-runs',
            'Your subscription would go on and cost money. End it first, then delete the account.',
          );
        const unknown = await knownBrowsers.forget(context.req.raw.headers, account.email);
        await goneViews.leaves(account.email, account.id);
        await accounts.remove(password, context.req.raw.headers);
        await goneViews.left(account.email, account.id);
        await subscriptions.forget(account.id);
        await acceptances.forget(accountName(account.id));
        return { cookies: [...accounts.forgetCookies(), ...unknown] };
      },
      'delete',
    ),
  );
  return routes;
}
