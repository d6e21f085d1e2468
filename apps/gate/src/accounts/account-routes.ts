import { type Context, Hono } from 'hono';
import type { Readers } from '../guests/readers.ts';
import type { ApiAnswers } from '../http/api-answer.ts';
import type { OriginCheck } from '../http/own-origin.ts';
import { mediaTypeOf, readBody } from '../http/request-body.ts';
import type { SecurityHeaders } from '../http/security-headers.ts';
import type { ViewLedger } from '../metering/view-ledger.ts';
import { accountName, guestName, readerPlanOf } from '../metering/visitor.ts';
import { localReturnPath, parseLogin, parseLogout, parseRegistration } from './account-form.ts';
import { refusalPage } from './account-page.ts';
import { AccountRefusal } from './account-refusal.ts';
import type { Attempts } from './attempts.ts';
import type { Entry, ReaderAccounts } from './reader-accounts.ts';

export interface AccountParts {
  accounts: ReaderAccounts;
  attempts: Attempts;
  ledger: ViewLedger;
  readers: Readers;
  isOwnOrigin: OriginCheck;
  answers: ApiAnswers;
  headers: SecurityHeaders;
}

const longestBody = 8 * 1024;
const forms = {
  register: { page: '/register/', label: 'Back to the registration form', after: '/account/' },
  login: { page: '/login/', label: 'Back to the log-in form', after: '/account/' },
  logout: { page: '/account/', label: 'Back to your account', after: '/' },
} as const;
type Form = keyof typeof forms;

/** What a form sent, and how it wants its answer. */
interface Submission {
  input: unknown;
  wantsPage: boolean;
}

/** `/api/account`: who is signed in, and the forms to register, log in and log out. */
export function accountRoutes(parts: AccountParts): Hono {
  const { accounts, attempts, readers } = parts;
  const routes = new Hono();

  routes.get('/', async (context) => {
    const { visitor, account } = await readers.identify(context);
    if (!account) return parts.answers.json(200, { signedIn: false });
    const { email, name, emailVerified } = account;
    return parts.answers.json(200, {
      signedIn: true,
      email,
      name,
      emailVerified,
      plan: readerPlanOf(visitor),
    });
  });

  routes.post('/register', (context) =>
    handle(parts, 'register', context, async (input) => {
      const registration = parseRegistration(input);
      await attempts.count('register-address', readers.address(context));
      const entry = await accounts.register(registration, context.req.raw.headers);
      await joinGuest(parts, context, entry);
      return entry.cookies;
    }),
  );

  routes.post('/login', (context) =>
    handle(parts, 'login', context, async (input) => {
      const login = parseLogin(input);
      await attempts.count('login-address', readers.address(context));
      await attempts.count('login-email', login.email);
      const entry = await accounts.login(login, context.req.raw.headers);
      await joinGuest(parts, context, entry);
      return entry.cookies;
    }),
  );

  routes.post('/logout', (context) =>
    handle(parts, 'logout', context, async (input) => {
      parseLogout(input);
      return accounts.logout(context.req.raw.headers);
    }),
  );

  return routes;
}

/** The pages that this browser opened as a guest stay open in the account and count against nothing. */
async function joinGuest(
  { readers, ledger }: AccountParts,
  context: Context,
  { account }: Entry,
): Promise<void> {
  const guest = readers.guest(context);
  if (guest !== null) await ledger.join(guestName(guest), accountName(account.id));
}

async function handle(
  parts: AccountParts,
  form: Form,
  context: Context,
  act: (input: unknown) => Promise<string[]>,
): Promise<Response> {
  const submission: Submission = { input: {}, wantsPage: isForm(context.req.raw) };
  try {
    if (!parts.isOwnOrigin(context.req.raw.headers))
      throw new AccountRefusal('foreign-origin', 'This form was sent from another site.');
    submission.input = await readInput(context.req.raw, submission.wantsPage);
    const cookies = await act(submission.input);
    return done(parts, form, context, submission, cookies);
  } catch (error) {
    if (!(error instanceof AccountRefusal)) throw error;
    return refuse(parts, form, context, submission, error);
  }
}

function isForm(request: Request): boolean {
  return mediaTypeOf(request) === 'application/x-www-form-urlencoded';
}

async function readInput(request: Request, fromForm: boolean): Promise<unknown> {
  const type = mediaTypeOf(request);
  const body = await readBody(request, longestBody);
  if ('failure' in body)
    throw body.failure === 'too-large'
      ? new AccountRefusal('too-large', 'That is more than this form takes.')
      : new AccountRefusal('invalid-input', 'This form cannot be read.');
  if (fromForm) return Object.fromEntries(new URLSearchParams(body.text));
  if (type === '' && body.text === '') return {};
  if (type !== 'application/json')
    throw new AccountRefusal('wrong-media-type', 'Send this form as JSON or as an HTML form.');
  try {
    return JSON.parse(body.text || '{}');
  } catch {
    throw new AccountRefusal('invalid-input', 'This form cannot be read.');
  }
}

function done(
  { answers, headers }: AccountParts,
  form: Form,
  context: Context,
  submission: Submission,
  cookies: string[],
): Response {
  const to = returnPathOf(context.req.raw, submission) ?? forms[form].after;
  const response = submission.wantsPage
    ? new Response(null, { status: 303, headers: { ...headers.api, Location: to } })
    : answers.json(200, { ok: true, return: to });
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}

function refuse(
  { answers, headers }: AccountParts,
  form: Form,
  context: Context,
  submission: Submission,
  refusal: AccountRefusal,
): Response {
  const { code, message, field, status } = refusal;
  if (!submission.wantsPage)
    return answers.json(status, { ok: false, code, message, ...(field && { field }) });
  const { page, label } = forms[form];
  const back = returnPathOf(context.req.raw, submission);
  const href = back && form !== 'logout' ? `${page}?return=${encodeURIComponent(back)}` : page;
  return new Response(refusalPage(refusal, { label, href }), {
    status,
    headers: { ...headers.api, 'Content-Type': 'text/html; charset=utf-8' },
  });
}

/**
 * Where the reader wants to go on to: the form's own field, else `?return=` of the page that held the form,
 * since without JavaScript the field stays empty.
 */
function returnPathOf(request: Request, { input }: Submission): string | null {
  const given = typeof input === 'object' && input !== null && 'return' in input ? input.return : null;
  if (typeof given === 'string' && given !== '') return localReturnPath(given);
  const referer = request.headers.get('referer');
  if (!referer || !URL.canParse(referer)) return null;
  return localReturnPath(new URL(referer).searchParams.get('return'));
}
