import { createHmac, type KeyObject } from 'node:crypto';
import { cookieValue } from '../http/cookie-value.ts';

/** Seconds: 400 days, the most that browsers allow. */
export const knownBrowserLifetime = 400 * 86_400;

/** A ward's browser has several readers; the cookie stays small. */
export const mostKnownAccounts = 5;

const tagLength = 22;

export const knownBrowserCookie = (origin: string): string =>
  `${origin.startsWith('https:') ? '__Secure-' : ''}plaincode-known`;

/** Which browsers were logged in to which accounts: whoever asks from one of them is counted apart from strangers. */
export interface KnownBrowsers {
  /**
   * What stands for the account of an address where this browser was logged in to it with the password that it has
   * now; null for a stranger, and where there is no such account.
   */
  known(request: Headers, email: string): Promise<string | null>;
  /** The Set-Cookie values after which this browser is known to the account of an address. */
  remember(request: Headers, email: string): Promise<string[]>;
  /** The Set-Cookie values after which it is not. */
  forget(request: Headers, email: string): Promise<string[]>;
}

/**
 * Known browsers by a cookie alone, of which the gate stores nothing: a tag for each account, made with a key of the
 * gate's from the account and its present password. It tells neither, and a new password makes strangers of all.
 */
export function createKnownBrowsers(
  accounts: { passwordStamp(email: string): Promise<string | null> },
  key: KeyObject,
  origin: string,
): KnownBrowsers {
  const secure = origin.startsWith('https:');
  const name = knownBrowserCookie(origin);

  async function tagOf(email: string): Promise<string | null> {
    const stamp = await accounts.passwordStamp(email);
    return stamp && createHmac('sha256', key).update(stamp).digest('base64url').slice(0, tagLength);
  }

  const read = (request: Headers) =>
    (cookieValue(request.get('cookie'), name) ?? '').split('.').filter((tag) => tag.length === tagLength);

  const write = (tags: string[]) =>
    `${name}=${tags.join('.')}; Path=/api; Max-Age=${tags.length > 0 ? knownBrowserLifetime : 0}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

  return {
    async known(request, email) {
      const tags = read(request);
      if (tags.length === 0) return null;
      const tag = await tagOf(email);
      return tag !== null && tags.includes(tag) ? tag : null;
    },
    async remember(request, email) {
      const tag = await tagOf(email);
      if (tag === null) return [];
      const others = read(request).filter((other) => other !== tag);
      return [write([tag, ...others].slice(0, mostKnownAccounts))];
    },
    async forget(request, email) {
      const tags = read(request);
      const tag = await tagOf(email);
      return tag !== null && tags.includes(tag) ? [write(tags.filter((other) => other !== tag))] : [];
    },
  };
}
