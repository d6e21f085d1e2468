import type { BetterAuthOptions } from 'better-auth';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { cookieValue } from '../http/cookie-value.ts';
import { LruCache } from '../storage/lru-cache.ts';
import type { Login, Registration } from './account-form.ts';
import { passwordLength } from './account-form.ts';
import { AccountRefusal } from './account-refusal.ts';
import { createPasswords, type Passwords } from './passwords.ts';

export interface ReaderAccount {
  id: string;
  email: string;
  name: string;
  emailVerified: boolean;
}

/** An account that was entered, with the Set-Cookie values of its new session. */
export interface Entry {
  account: ReaderAccount;
  cookies: string[];
}

export interface ReaderAccounts {
  /** Makes an account and enters it. Throws an `AccountRefusal`. */
  register(registration: Registration, request: Headers): Promise<Entry>;
  /** Throws the same `AccountRefusal` whether the e-mail address is unknown or the password wrong. */
  login(login: Login, request: Headers): Promise<Entry>;
  /** Ends the session of a request, and gives the Set-Cookie values that forget it. */
  logout(request: Headers): Promise<string[]>;
  /** Whose session a request carries. Changes nothing and renews nothing. */
  signedIn(request: Headers): Promise<ReaderAccount | null>;
}

/**
 * A session that was just looked up is believed for a moment, under its cookie's exact value: a log-out in another
 * gate process takes that long to be seen here.
 */
const rememberedMs = 5_000;
const rememberedSessions = 5_000;

const thirtyDays = 30 * 86_400;
const cookiePrefix = 'plaincode-reader';

export interface AccountSettings {
  database: NonNullable<BetterAuthOptions['database']>;
  secret: string;
  origin: string;
  /** Another way to hash passwords, for tests: scrypt is slow by design. */
  passwords?: Passwords | undefined;
}

/** What better-auth is told; its own HTTP handler is not mounted. */
export function readerAuthOptions({
  database,
  secret,
  origin,
  passwords = createPasswords(),
}: AccountSettings) {
  return {
    database,
    secret,
    baseURL: origin,
    basePath: '/api/account',
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      password: passwords,
    },
    session: { expiresIn: thirtyDays, disableSessionRefresh: true },
    advanced: {
      cookiePrefix,
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { path: '/api' },
      // Sessions need not remember addresses.
      ipAddress: { disableIpTracking: true },
    },
    // The gate counts attempts itself: better-auth counts only what comes through its own handler.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its log lines name e-mail addresses.
    logger: { disabled: true },
  } satisfies BetterAuthOptions;
}

/** Readers' accounts on better-auth: e-mail address and password, sessions in an HttpOnly cookie. */
export function createReaderAccounts(settings: AccountSettings): ReaderAccounts {
  const auth = betterAuth(readerAuthOptions(settings));
  const cookieName = `${settings.origin.startsWith('https:') ? '__Secure-' : ''}${cookiePrefix}.session_token`;
  const sessionOf = (request: Headers) => cookieValue(request.get('cookie'), cookieName);
  const sessions = new LruCache<{ account: ReaderAccount; until: number }>(rememberedSessions);

  return {
    async register({ name, email, password }, request) {
      try {
        const { headers, response } = await auth.api.signUpEmail({
          body: { name, email, password },
          headers: withoutCookies(request),
          returnHeaders: true,
        });
        return { account: accountOf(response.user), cookies: headers.getSetCookie() };
      } catch (error) {
        throw refusalOf(error);
      }
    },

    async login({ email, password }, request) {
      try {
        const { headers, response } = await auth.api.signInEmail({
          body: { email, password },
          headers: withoutCookies(request),
          returnHeaders: true,
        });
        return { account: accountOf(response.user), cookies: headers.getSetCookie() };
      } catch (error) {
        throw refusalOf(error);
      }
    },

    async logout(request) {
      sessions.delete(sessionOf(request) ?? '');
      const { headers } = await auth.api.signOut({ headers: request, returnHeaders: true });
      return headers.getSetCookie();
    },

    async signedIn(request) {
      const session = sessionOf(request);
      if (!session) return null;
      const known = sessions.get(session);
      if (known && known.until > Date.now()) return known.account;
      const found = await auth.api.getSession({ headers: request, query: { disableRefresh: true } });
      if (!found) return null;
      const account = accountOf(found.user);
      sessions.set(session, { account, until: Date.now() + rememberedMs });
      return account;
    },
  };
}

/** Entering an account starts afresh, whatever session the browser had before. */
function withoutCookies(request: Headers): Headers {
  const headers = new Headers(request);
  headers.delete('cookie');
  return headers;
}

function accountOf({ id, email, name, emailVerified }: ReaderAccount): ReaderAccount {
  return { id, email, name, emailVerified };
}

/** better-auth's refusals in the reader's words; anything else goes on as it came. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof APIError)) return error;
  switch (error.body?.code) {
    case 'USER_ALREADY_EXISTS':
    case 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL':
    case 'FAILED_TO_CREATE_USER':
      return new AccountRefusal(
        'email-taken',
        'An account with this e-mail address exists already. Log in instead.',
        'email',
      );
    case 'INVALID_EMAIL_OR_PASSWORD':
      return wrongEmailOrPassword();
    default:
      return error;
  }
}

export function wrongEmailOrPassword(): AccountRefusal {
  return new AccountRefusal(
    'wrong-email-or-password',
    'That e-mail address and password do not belong together.',
  );
}
