import { type Context, Hono } from 'hono';
import { senderOf } from '../http/api-request.ts';
import { accountName, guestName, readerPlanOf } from '../metering/visitor.ts';
import {
  parseAddress,
  parseJustThis,
  parseLogin,
  parseRegistration,
  parseReset,
  parseToken,
  passwordLength,
} from './account-form.ts';
import { checkMailPage, confirmPage, lostLinkPage, resetPage } from './account-page.ts';
import type { AccountParts } from './account-parts.ts';
import { isSold } from './granted-subscription.ts';
import { handleForm } from './handle-form.ts';
import { ownDataRoutes } from './own-data-routes.ts';
import type { Entry } from './reader-account.ts';
import { linkNoLongerHolds } from './refusals-in-words.ts';
import { isOver, standingOf } from './subscription-standing.ts';

const checkMail = '/api/account/check-mail';

/** `/api/account`: who is signed in, and everything that readers do with their accounts. */
export function accountRoutes(parts: AccountParts): Hono {
  const { accounts, attempts, readers } = parts;
  const routes = new Hono();

  routes.get('/', async (context) => {
    const { visitor, account } = await readers.identify(senderOf(context));
    if (!account) return parts.answers.json(200, { signedIn: false });
    const { email, name, emailVerified } = account;
    return parts.answers.json(200, {
      signedIn: true,
      email,
      name,
      emailVerified,
      plan: readerPlanOf(visitor),
      subscription: await subscriptionShown(parts, account.id),
    });
  });

  routes.post('/register', (context) =>
    handleForm(parts, 'register', context, async (input) => {
      const registration = parseRegistration(input);
      await attempts.count('register-address', readers.address(senderOf(context)));
      await attempts.count('register-email', registration.email);
      const entry = await accounts.register(registration, context.req.raw.headers);
      return entry ? entered(parts, context, entry) : { to: checkMail };
    }),
  );

  routes.post('/login', (context) =>
    handleForm(parts, 'login', context, async (input) => {
      const login = parseLogin(input);
      await countAttempt(parts, context, 'login', login.email);
      return entered(parts, context, await accounts.login(login, context.req.raw.headers));
    }),
  );

  routes.post('/logout', (context) =>
    handleForm(parts, 'logout', context, async (input) => {
      parseJustThis(input);
      return { cookies: await accounts.logout(context.req.raw.headers) };
    }),
  );

  routes.route('/', mailedLinkRoutes(parts));
  routes.route('/', ownDataRoutes(parts));
  return routes;
}

/** A browser that the account knows is counted apart from everybody else who tries an address. */
async function countAttempt(
  { knownBrowsers, attempts, readers }: AccountParts,
  context: Context,
  what: 'login' | 'reset',
  email: string,
): Promise<void> {
  const known = await knownBrowsers.known(context.req.raw.headers, email);
  if (known) return attempts.count(`${what}-known`, known);
  await attempts.count(`${what}-address`, readers.address(senderOf(context)));
  await attempts.count(`${what}-email`, email);
}

/**
 * Where an account stands with its subscription, and the one thing to do about it: where none are sold, nothing. Null where
 * none are sold and none is held.
 */
async function subscriptionShown({ sells, subscriptions, clock }: AccountParts, account: string) {
  const held = await subscriptions.of(account);
  const { state, day } = standingOf(held, clock());
  const runs = held.some((subscription) => isSold(subscription) && !isOver(subscription));
  if (!sells && state === 'none') return null;
  const way = runs ? 'manage' : 'start';
  return { state, day: day?.toISOString() ?? null, action: sells ? way : null };
}

/** Confirming an address and choosing a new password: asking for the mail, and what its link leads to. */
function mailedLinkRoutes(parts: AccountParts): Hono {
  const { accounts, attempts, knownBrowsers, readers } = parts;
  const routes = new Hono();
  const page = (html: string, status = 200) =>
    new Response(html, {
      status,
      headers: { ...parts.headers.api, 'Content-Type': 'text/html; charset=utf-8' },
    });

  const lost = (way: { href: string; words: string }) => {
    const refusal = linkNoLongerHolds();
    return page(lostLinkPage(refusal, way), refusal.status);
  };

  routes.get('/check-mail', () => page(checkMailPage()));
  routes.get('/verify', async (context) => {
    const token = context.req.query('token') ?? '';
    if (await accounts.linkHolds(token)) return page(confirmPage(token));
    return lost({ href: '/account/', words: 'To your account' });
  });
  routes.get('/reset', async (context) => {
    const token = context.req.query('token') ?? '';
    if (await accounts.resetHolds(token)) return page(resetPage(token, passwordLength.least));
    return lost({ href: '/forgot-password/', words: 'Ask for a new link' });
  });

  routes.post('/verify', (context) =>
    handleForm(parts, 'link', context, async (input) => {
      const { token } = parseToken(input);
      const changed = await accounts.confirm(token, context.req.raw.headers);
      if (changed) await parts.goneViews.changed(changed);
      const signedIn = await accounts.signedIn(context.req.raw.headers);
      return { to: signedIn ? '/account/' : '/login/' };
    }),
  );

  routes.post('/reset/ask', (context) =>
    handleForm(parts, 'link', context, async (input) => {
      const { email } = parseAddress(input);
      await countAttempt(parts, context, 'reset', email);
      await accounts.askToReset(email);
      return { to: checkMail };
    }),
  );

  routes.post('/reset', (context) =>
    handleForm(parts, 'link', context, async (input) => {
      const { token, password } = parseReset(input);
      await attempts.count('account-change', readers.address(senderOf(context)));
      const account = await accounts.reset(token, password);
      return { to: '/login/', cookies: await knownBrowsers.remember(context.req.raw.headers, account.email) };
    }),
  );

  return routes;
}

/**
 * What follows on an account's being entered: it has the views that waited for its address, the browser is known to it, and
 * brings along what it opened as a guest. Before, a registered address may be anybody's.
 */
async function entered(parts: AccountParts, context: Context, entry: Entry): Promise<Entry> {
  await parts.goneViews.taken(entry.account.email, entry.account.id);
  await joinGuest(parts, context, entry);
  const known = await parts.knownBrowsers.remember(context.req.raw.headers, entry.account.email);
  return { ...entry, cookies: [...entry.cookies, ...known] };
}

/** The pages that this browser opened as a guest stay open in the account and count against nothing; so do terms it accepted. */
async function joinGuest(
  { readers, ledger, acceptances }: AccountParts,
  context: Context,
  { account }: Entry,
): Promise<void> {
  const guest = readers.guest(senderOf(context));
  if (guest === null) return;
  await ledger.join(guestName(guest), accountName(account.id));
  await acceptances.join(guestName(guest), accountName(account.id));
}
