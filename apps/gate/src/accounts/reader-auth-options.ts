import type { BetterAuthOptions } from 'better-auth';
import { createAccountMails } from '../mail/account-mails.ts';
import type { Mailer } from '../mail/mailer.ts';
import { passwordLength } from './account-form.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import type { ReaderAccount } from './reader-account.ts';

/** How long a log-in holds: seconds. */
export const sessionLifetime = 30 * 86_400;
/** How long a mailed link holds: seconds. */
export const linkLifetime = 3_600;
const cookiePrefix = 'plaincode-reader';

/** The account of a session that has not ended, by the session's token; null where there is none. */
export type FindSession = (token: string, now: Date) => Promise<ReaderAccount | null>;

export interface AccountSettings {
  database: NonNullable<BetterAuthOptions['database']>;
  /** The storage's own way to look at a session: a tenth of the time that better-auth's adapters take. */
  findSession?: FindSession | undefined;
  secret: string;
  origin: string;
  /** Whether registering ends with a mail instead of a session, and logging in waits for what it asks. */
  verifiedEmailRequired: boolean;
  mailer: Mailer;
  /** Counts a mail that asks an account to confirm its address. Throws an `AccountRefusal` after too many. */
  countConfirmation?: ((account: string) => Promise<void>) | undefined;
  /** For mails; null where it is not known. */
  siteName?: (() => string | null) | undefined;
  /** Another way to hash passwords, for tests: scrypt is slow by design. */
  passwords?: Passwords | undefined;
}

/** What better-auth is told; its own HTTP handler is not mounted. */
export function readerAuthOptions(settings: AccountSettings) {
  const { database, secret, origin, verifiedEmailRequired, mailer, passwords = createPasswords() } = settings;
  const mails = createAccountMails(origin, settings.siteName ?? (() => null));
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
      autoSignIn: !verifiedEmailRequired,
      requireEmailVerification: verifiedEmailRequired,
      revokeSessionsOnPasswordReset: true,
      onExistingUserSignUp: async ({ user }) => mailer.send(mails.hasAccount(user.email)),
      sendResetPassword: async ({ user, token }) => mailer.send(mails.reset(user.email, token)),
      onPasswordReset: async ({ user }) => mailer.send(mails.passwordChanged(user.email)),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: linkLifetime,
      sendVerificationEmail: async ({ user, token }) => mailer.send(mails.confirm(user.email, token)),
    },
    user: { changeEmail: { enabled: true }, deleteUser: { enabled: true } },
    session: { expiresIn: sessionLifetime, disableSessionRefresh: true },
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

/** The name of a session's cookie, as better-auth makes it. */
export const sessionCookie = (origin: string): string =>
  `${origin.startsWith('https:') ? '__Secure-' : ''}${cookiePrefix}.session_token`;
