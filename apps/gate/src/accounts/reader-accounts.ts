import { betterAuth } from 'better-auth';
import type { ReadableHeaders } from '../http/api-request.ts';
import { cookieValue } from '../http/cookie-value.ts';
import { createAccountMails } from '../mail/account-mails.ts';
import { LruCache } from '../storage/lru-cache.ts';
import type { Registration } from './account-form.ts';
import { type AccountField, AccountRefusal } from './account-refusal.ts';
import { evenTime } from './even-time.ts';
import { createMailedLinks } from './mailed-links.ts';
import type { Entry, ReaderAccount, ReaderAccounts } from './reader-account.ts';
import {
  type AccountSettings,
  linkLifetime,
  readerAuthOptions,
  sessionCookie,
} from './reader-auth-options.ts';
import {
  emailTaken,
  isNotMade,
  isUnconfirmed,
  isWrongLogin,
  linkNoLongerHolds,
  refusalOf,
  wrongEmailOrPassword,
  wrongOrUnconfirmed,
} from './refusals-in-words.ts';
import { deviceOf } from './sessions.ts';

/**
 * A session that was just looked up is believed for a moment, under its cookie's exact value: a log-out in another
 * gate process takes that long to be seen here.
 */
const rememberedMs = 5_000;
const rememberedSessions = 5_000;

/**
 * What looks the same for every address takes as long, in milliseconds: longer than hashing a password beside it, and longer
 * than a row and a mail.
 */
const evenTimes = { register: 400, mail: 50 };

/** Readers' accounts on better-auth: e-mail address and password, sessions in an HttpOnly cookie. */
export function createReaderAccounts(settings: AccountSettings): ReaderAccounts {
  const auth = betterAuth(readerAuthOptions(settings));
  const cookieName = sessionCookie(settings.origin);
  const sessionOf = (request: ReadableHeaders) => cookieValue(request.get('cookie'), cookieName);
  const mails = createAccountMails(settings.origin, settings.siteName ?? (() => null));
  const links = createMailedLinks(auth.$context, settings.secret);
  let remembered = new LruCache<{ account: ReaderAccount; until: number }>(rememberedSessions);
  /** After what changes accounts or ends sessions, every session is looked up anew. */
  const forgetSessions = () => {
    remembered = new LruCache(rememberedSessions);
  };

  async function findFirst(request: ReadableHeaders): Promise<ReaderAccount | null> {
    const headers = new Headers({ cookie: request.get('cookie') ?? '' });
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    return found && accountOf(found.user);
  }

  /** better-auth says the same of an address that was taken at the same moment and of a database that fails. */
  async function whyNotMade(email: string): Promise<Error> {
    const { internalAdapter } = await auth.$context;
    return (await internalAdapter.findUserByEmail(email))
      ? emailTaken()
      : new Error('The account could not be written to the database of readers. Is its disk full?');
  }

  /** Whoever follows a mailed link has the mailbox of the account's address. */
  async function isConfirmed(account: string): Promise<void> {
    const { internalAdapter } = await auth.$context;
    await internalAdapter.updateUser(account, { emailVerified: true });
  }

  /** Runs beside the answer: neither its time nor its words tell whether there was anything to mail. */
  async function mailConfirmationAgain(email: string): Promise<void> {
    const { internalAdapter } = await auth.$context;
    const found = await internalAdapter.findUserByEmail(email);
    if (!found) return;
    await settings.countConfirmation?.(found.user.id);
    await auth.api.sendVerificationEmail({ body: { email } });
  }

  const refusedLogin = () => (settings.verifiedEmailRequired ? wrongOrUnconfirmed() : wrongEmailOrPassword());

  const { findSession = findByAdapter } = settings;

  async function findByAdapter(token: string, now: Date): Promise<ReaderAccount | null> {
    const { internalAdapter } = await auth.$context;
    const found = await internalAdapter.findSession(token);
    return found && found.session.expiresAt > now ? accountOf(found.user) : null;
  }

  async function register({ name, email, password }: Registration, request: Headers): Promise<Entry | null> {
    try {
      const { headers, response } = await auth.api.signUpEmail({
        body: { name, email, password },
        headers: withoutCookies(request),
        returnHeaders: true,
      });
      // What better-auth gives here is made up where the address has an account.
      if (settings.verifiedEmailRequired) return null;
      return { account: accountOf(response.user), cookies: headers.getSetCookie() };
    } catch (error) {
      if (!isNotMade(error)) throw refusalOf(error);
      const why = await whyNotMade(email);
      if (settings.verifiedEmailRequired && why instanceof AccountRefusal) return null;
      throw why;
    }
  }

  return {
    register: (registration, request) =>
      settings.verifiedEmailRequired
        ? evenTime(evenTimes.register, () => register(registration, request))
        : register(registration, request),

    async login({ email, password }, request) {
      try {
        const before = await this.passwordStamp(email);
        const { headers, response } = await auth.api.signInEmail({
          body: { email, password },
          headers: withoutCookies(request),
          returnHeaders: true,
        });
        // It was set anew while the old one was looked at: its sessions were ended before this one began.
        if ((await this.passwordStamp(email)) !== before) {
          const { internalAdapter } = await auth.$context;
          await internalAdapter.deleteSession(response.token);
          throw refusedLogin();
        }
        return { account: accountOf(response.user), cookies: headers.getSetCookie() };
      } catch (error) {
        if (isUnconfirmed(error))
          // Too many were mailed, or the database fails, of which the writes of requests tell.
          setImmediate(() => void mailConfirmationAgain(email).catch(() => {}));
        throw isWrongLogin(error) || isUnconfirmed(error) ? refusedLogin() : refusalOf(error);
      }
    },

    async logout(request) {
      remembered.delete(sessionOf(request) ?? '');
      const { headers } = await auth.api.signOut({ headers: request, returnHeaders: true });
      return headers.getSetCookie();
    },

    forgetCookies() {
      const secure = settings.origin.startsWith('https:') ? '; Secure' : '';
      return [`${cookieName}=; Max-Age=0; Path=/api; HttpOnly; SameSite=Lax${secure}`];
    },

    async signedIn(request) {
      const session = sessionOf(request);
      if (!session) return null;
      const known = remembered.get(session);
      if (known && known.until > Date.now()) return known.account;
      // A cookie that is known was found to be signed by us: what is left to see is whether its session stands.
      const account = await (known ? findSession(tokenOf(session), new Date()) : findFirst(request));
      if (!account) {
        remembered.delete(session);
        return null;
      }
      remembered.set(session, { account, until: Date.now() + rememberedMs });
      return account;
    },

    async exists(id) {
      const { internalAdapter } = await auth.$context;
      return (await internalAdapter.findUserById(id)) !== null;
    },

    async ofEmail(email) {
      const { internalAdapter } = await auth.$context;
      const found = await internalAdapter.findUserByEmail(email);
      return found && accountOf(found.user);
    },

    async passwordStamp(email) {
      const { internalAdapter } = await auth.$context;
      const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
      return found && `${found.user.id}|${hashOf(found.accounts)}`;
    },

    async askToConfirm({ id, email }, request) {
      await settings.countConfirmation?.(id);
      await attempt(() => auth.api.sendVerificationEmail({ body: { email }, headers: request }));
    },

    async linkHolds(token) {
      return (await links.read(token)) !== 'lost';
    },

    async confirm(token, request) {
      const change = await links.read(token);
      if (change === 'lost') throw linkNoLongerHolds();
      try {
        await auth.api.verifyEmail({ query: { token }, headers: withoutCookies(request) });
      } catch (error) {
        // The database refuses the address. Who holds the link owns the mailbox, and may know of its account.
        const holder = change && (await this.ofEmail(change.email));
        throw holder && holder.id !== change.account ? emailTaken() : refusalOf(error);
      }
      if (change) {
        await isConfirmed(change.account);
        // The mailbox that the account left may hold links that were to open it.
        await links.drop(change.account);
      }
      forgetSessions();
      return change;
    },

    async askToReset(email) {
      const ask = () => attempt(() => auth.api.requestPasswordReset({ body: { email } }));
      await evenTime(evenTimes.mail, ask);
    },

    async resetHolds(token) {
      return (await links.accountOfReset(token)) !== null;
    },

    async reset(token, password) {
      const account = await links.accountOfReset(token);
      if (account === null) throw linkNoLongerHolds();
      await attempt(() => auth.api.resetPassword({ body: { token, newPassword: password } }));
      await isConfirmed(account);
      forgetSessions();
      await links.drop(account);
      const { internalAdapter } = await auth.$context;
      const found = await internalAdapter.findUserById(account);
      if (!found) throw linkNoLongerHolds();
      return accountOf(found);
    },

    async rename(name, request) {
      await attempt(() => auth.api.updateUser({ body: { name }, headers: request }));
      forgetSessions();
    },

    async changePassword({ current, password }, request) {
      const { headers, response } = await attempt(
        () =>
          auth.api.changePassword({
            body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
            headers: request,
            returnHeaders: true,
          }),
        'current',
      );
      forgetSessions();
      await links.drop(response.user.id);
      settings.mailer.send(mails.passwordChangedHere(response.user.email));
      return headers.getSetCookie();
    },

    async askToChangeEmail({ email, password }, request) {
      const account = await this.signedIn(request);
      await attempt(() => auth.api.verifyPassword({ body: { password }, headers: request }));
      if (account?.email === email)
        throw new AccountRefusal('invalid-input', 'This is your address already.', 'email');
      if (account) await links.keepChange({ account: account.id, email }, linkLifetime);
      const ask = () => attempt(() => auth.api.changeEmail({ body: { newEmail: email }, headers: request }));
      await evenTime(evenTimes.mail, ask);
      if (account) settings.mailer.send(mails.emailChanges(account.email));
    },

    async sessions(request) {
      const all = await attempt(() => auth.api.listSessions({ headers: request }));
      const own = tokenOf(sessionOf(request));
      return all
        .map(({ id, createdAt, userAgent, token }) => ({
          id,
          started: createdAt.toISOString(),
          device: deviceOf(userAgent),
          current: token === own,
        }))
        .sort((a, b) => b.started.localeCompare(a.started));
    },

    async endSession(id, request) {
      const all = await attempt(() => auth.api.listSessions({ headers: request }));
      const token = all.find((session) => session.id === id)?.token;
      if (token) await attempt(() => auth.api.revokeSession({ body: { token }, headers: request }));
      forgetSessions();
    },

    async endOtherSessions(request) {
      await attempt(() => auth.api.revokeOtherSessions({ headers: request }));
      forgetSessions();
    },

    async remove(password, request) {
      const account = await this.signedIn(request);
      await attempt(() => auth.api.deleteUser({ body: { password }, headers: request }));
      forgetSessions();
      if (!account) return;
      await links.drop(account.id);
      settings.mailer.send(mails.deleted(account.email));
    },
  };
}

/** `passwordField`: where the form asks for the password that the account has. */
async function attempt<T>(work: () => Promise<T>, passwordField?: AccountField): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error, passwordField);
  }
}

function hashOf(ways: { providerId: string; password?: string | null | undefined }[]): string | null {
  return ways.find(({ providerId }) => providerId === 'credential')?.password ?? null;
}

/** A session's cookie is its token and a signature, as a URL writes them. */
function tokenOf(cookie: string | null): string {
  try {
    return decodeURIComponent(cookie ?? '').split('.')[0] ?? '';
  } catch {
    return '';
  }
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
