import { join } from 'node:path';
import type { AccessPlan } from '@plaincode/content-schemas';
import { Hono } from 'hono';
import { accountRoutes } from './accounts/account-routes.ts';
import { createAttempts } from './accounts/attempts.ts';
import { createGoneViews } from './accounts/gone-views.ts';
import { createKnownBrowsers } from './accounts/known-browsers.ts';
import type { Passwords } from './accounts/passwords.ts';
import { createReaderAccounts } from './accounts/reader-accounts.ts';
import type { Environment } from './env.ts';
import { deskRoutes } from './errata/desk-routes.ts';
import { createReportLimits } from './errata/report-limits.ts';
import { answerReport } from './errata/report-routes.ts';
import { createEnvelopeKeys } from './grants/envelope-keys.ts';
import { type AnswerGrant, answerGrant } from './grants/grant-routes.ts';
import { createGuestCookies } from './guests/guest-cookie.ts';
import { createReaders } from './guests/readers.ts';
import { responseOf } from './http/answer.ts';
import { type Answers, createApiAnswers, createPlainAnswers } from './http/api-answer.ts';
import { requestOf } from './http/api-request.ts';
import { dressPages } from './http/dressed-pages.ts';
import { createOriginCheck } from './http/own-origin.ts';
import { createSecurityHeaders } from './http/security-headers.ts';
import type { Mailer } from './mail/mailer.ts';
import { createGuestUpkeep, startUpkeep } from './metering/guest-upkeep.ts';
import { createLostViewsUpkeep } from './metering/lost-views.ts';
import { periodOf } from './metering/period.ts';
import type { Payments } from './payments/payments.ts';
import { subscriptionRoutes } from './payments/subscription-routes.ts';
import { answerWebhook } from './payments/webhook-route.ts';
import { answerPrivacy, privacyPaths } from './privacy/privacy-route.ts';
import { followCurrentRelease } from './release/current-release.ts';
import { createFileBodies } from './release/file-bodies.ts';
import { createPageTitles } from './release/page-titles.ts';
import { otherPublishedAddress } from './release/published-address.ts';
import { type AnswerFromRelease, serveRelease } from './release/release-routes.ts';
import { createSiteName } from './release/site-name.ts';
import { followWithheldPages } from './release/withheld-pages.ts';
import { createReleaseIndex } from './search/release-index.ts';
import { answerSearch } from './search/search-routes.ts';
import type { GateStorage } from './storage/gate-storage.ts';
import { type GateSecrets, readRootKeys } from './storage/secrets.ts';
import { answerTerms } from './terms/terms-routes.ts';
import { answerViews } from './views/views-routes.ts';

export interface GateParts {
  environment: Pick<
    Environment,
    | 'data'
    | 'origin'
    | 'trustedProxies'
    | 'verifiedEmailRequired'
    | 'graceDays'
    | 'cacheBytes'
    | 'privacyContact'
    | 'smtpUrl'
  >;
  secrets: GateSecrets;
  storage: GateStorage;
  clock: () => Date;
  /** A line for the operator; never holds a cookie, a key or an e-mail address. */
  report: (line: string) => void;
  mailer: Mailer;
  /** Whoever sells subscriptions; null where nobody does. */
  payments: Payments | null;
  /** For tests that log in thousands of times. */
  passwords?: Passwords | undefined;
}

export interface Gate {
  /** Every address. */
  app: Hono;
  /** What is read from the release alone: for a server that need not go by way of the others. */
  answerFromRelease: AnswerFromRelease;
  /** `POST /api/grants`, for the same. Never rejects. */
  answerGrant: AnswerGrant;
  /** What the operator should know of the served release at the start; null where there is nothing. */
  otherPublishedAddress(): Promise<string | null>;
  /** Deletes, from now on and beside the requests, what is kept no longer. Answers how to end that. */
  startUpkeep(): () => void;
}

/** Puts the gate together: the API, and everything else from the current release. */
export function createGate({
  environment,
  secrets,
  storage,
  clock,
  report,
  mailer,
  payments,
  passwords,
}: GateParts): Gate {
  const { data, origin, trustedProxies, verifiedEmailRequired, graceDays, cacheBytes } = environment;
  const { metering, subscriptions, acceptances, reports } = storage;
  const store = join(data, 'store');
  const headers = createSecurityHeaders(origin);
  const answers = createApiAnswers(headers);
  const isOwnOrigin = createOriginCheck(origin);
  const releases = followCurrentRelease({ store, graceDays, clock, report });
  const withheld = followWithheldPages(data, clock, report);
  const guestCookies = createGuestCookies(secrets.guestCookie, origin);
  const addressKey = secrets.pseudonyms;
  const attempts = createAttempts(metering.allowances, addressKey, clock);
  const accounts = createReaderAccounts({
    database: storage.accounts,
    findSession: storage.findSession,
    secret: secrets.sessions,
    origin,
    verifiedEmailRequired,
    mailer,
    countConfirmation: (account) => attempts.count('own-confirmation', account),
    siteName: createSiteName(releases, store),
    passwords,
  });
  const readers = createReaders({ accounts, subscriptions, guestCookies, addressKey, trustedProxies, clock });
  const keys = createEnvelopeKeys(() => readRootKeys(data));
  const gatePlan = (access: AccessPlan) => ({
    access,
    verifiedEmailRequired,
    subscribable: payments !== null,
  });
  const reading = { releases, metering, acceptances, readers, gatePlan, answers, clock };

  const bodies = createFileBodies(store, cacheBytes);
  const app = new Hono();
  const dress = dressPages({ releases, bodies, headers });
  app.use('/api/*', dress);
  app.use(privacyPaths[0], dress);
  app.get('/healthz', () => answers.json(200, { status: 'ok', release: releases.get()?.id ?? null }));
  const periodKind = () => releases.get()?.plan().period ?? 'calendar-month-utc';
  const period = () => periodOf(periodKind(), clock()).id;
  const account = {
    accounts,
    attempts,
    knownBrowsers: createKnownBrowsers(accounts, secrets.knownBrowsers, origin),
    ledger: metering.ledger,
    goneViews: createGoneViews(metering.ledger, addressKey, period, async (email) => {
      const found = await accounts.ofEmail(email);
      return found?.id ?? null;
    }),
    subscriptions,
    acceptances,
    readers,
    titles: createPageTitles(releases, withheld, store),
    period,
    sells: payments !== null,
    isOwnOrigin,
    answers,
    headers,
    clock,
  };
  app.route('/api/account', accountRoutes(account));
  if (payments) {
    const { allowances } = metering;
    app.route('/api/account/subscription', subscriptionRoutes({ ...account, payments, report }));
    app.post(
      '/api/stripe/webhook',
      answerWebhook({ payments, subscriptions, accounts, allowances, answers, report, clock }),
    );
    for (const path of paymentPaths)
      app.all(path, () =>
        answers.error(405, 'wrong-method', 'This address takes other methods.', { Allow: 'POST' }),
      );
  }
  app.get('/api/views', answerViews(reading));
  const plain = createPlainAnswers(headers);
  const grant = answerGrant({ ...reading, answers: plain, withheld, guestCookies, keys, isOwnOrigin });
  app.post('/api/grants', async (context) => responseOf(await grant(requestOf(context))));
  app.post('/api/terms', answerTerms({ ...reading, guestCookies, isOwnOrigin }));
  const limits = createReportLimits(metering.allowances, addressKey, clock);
  app.post(
    '/api/errata',
    answerReport({ reports, limits, releases, readers, isOwnOrigin, answers, headers, clock }),
  );
  const privacy = {
    origin,
    contact: environment.privacyContact,
    sendsMails: environment.smtpUrl !== null,
    sells: payments !== null,
  };
  for (const path of privacyPaths) app.get(path, answerPrivacy(privacy, headers));
  app.get('/privacy', (context) => context.redirect(privacyPaths[0], 301));
  app.route('/internal/errata', deskRoutes({ reports, token: secrets.errataToken, answers }));
  for (const [path, allow] of Object.entries(methodsOf))
    app.all(path, () =>
      answers.error(405, 'wrong-method', 'This address takes other methods.', { Allow: allow }),
    );
  app.all('/api', () => answers.error(404, 'not-found', 'There is nothing at this address.'));
  app.all('/api/*', () => answers.error(404, 'not-found', 'There is nothing at this address.'));
  const search = answerSearch({ releases, bodies, withheld, index: createReleaseIndex(bodies), headers });
  for (const path of ['/search', '/search/'])
    app.get(path, async (context, next) => (await search(context)) ?? (await next()));
  const answerFromRelease = serveRelease({ releases, bodies, withheld, headers });
  app.all('*', async ({ req }) => {
    const { pathname: path, search } = new URL(req.url);
    return responseOf(
      await answerFromRelease({ method: req.method, path, search, header: (name) => req.header(name) }),
    );
  });

  const fail = <Made>({ error: answer }: Answers<Made>, what: string, error: unknown): Made => {
    report(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return answer(500, 'internal-error', 'Something went wrong here. Please try again later.');
  };
  app.onError((error, { req }) => fail(answers, `${req.method} ${req.path}`, error));
  return {
    app,
    answerFromRelease,
    startUpkeep: () =>
      startUpkeep([
        createGuestUpkeep(metering.ledger, () => ({ kind: periodKind(), now: clock() })),
        createLostViewsUpkeep(metering.ledger, accounts.exists, period),
      ]),
    otherPublishedAddress: () => otherPublishedAddress({ releases, bodies, origin }),
    answerGrant: (request) => grant(request).catch((error) => fail(plain, 'POST /api/grants', error)),
  };
}

const paymentPaths = [
  '/api/account/subscription/start',
  '/api/account/subscription/manage',
  '/api/stripe/webhook',
];

const methodsOf: Record<string, string> = {
  '/healthz': 'GET, HEAD',
  '/api/account': 'GET, HEAD',
  '/api/account/register': 'POST',
  '/api/account/login': 'POST',
  '/api/account/logout': 'POST',
  '/api/account/verify': 'GET, HEAD, POST',
  '/api/account/verify/send': 'POST',
  '/api/account/check-mail': 'GET, HEAD',
  '/api/account/reset': 'GET, HEAD, POST',
  '/api/account/reset/ask': 'POST',
  '/api/account/name': 'POST',
  '/api/account/password': 'POST',
  '/api/account/email': 'POST',
  '/api/account/sessions': 'GET, HEAD',
  '/api/account/sessions/end': 'POST',
  '/api/account/sessions/end-others': 'POST',
  '/api/account/history': 'GET, HEAD',
  '/api/account/history/clear': 'POST',
  '/api/account/export': 'GET, HEAD',
  '/api/account/delete': 'POST',
  '/api/views': 'GET, HEAD',
  '/api/grants': 'POST',
  '/api/terms': 'POST',
  '/api/errata': 'POST',
  '/internal/errata': 'GET, HEAD, DELETE',
  '/privacy/': 'GET, HEAD',
  '/api/privacy': 'GET, HEAD',
};
