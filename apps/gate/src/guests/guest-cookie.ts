import { type KeyObject, timingSafeEqual } from 'node:crypto';
import { createMac } from '@plaincode/sealing';
import { cookieValue } from '../http/cookie-value.ts';

/** How long a browser keeps the cookie: 400 days in seconds, the most that browsers allow. */
export const guestCookieLifetime = 400 * 86_400;

export const guestCookie = (origin: string): string =>
  `${origin.startsWith('https:') ? '__Secure-' : ''}plaincode-guest`;

export interface GuestCookies {
  /** The guest that a request's Cookie header names; null without a cookie of ours that still holds. */
  read(cookieHeader: string | null, now: Date): string | null;
  /** A Set-Cookie value for a guest. */
  write(id: string, now: Date): string;
}

/**
 * The guest's cookie: an id and the day it was given, signed, so that nobody makes guests up. Scripts cannot
 * read it, and only the gate's own addresses receive it.
 */
export function createGuestCookies(key: KeyObject, origin: string): GuestCookies {
  const secure = origin.startsWith('https:');
  const name = guestCookie(origin);
  const sign = createMac(key.export());

  return {
    read(cookieHeader, now) {
      const value = cookieValue(cookieHeader, name);
      const parsed = /^(1\.([A-Za-z0-9_-]{22})\.(\d{4}-\d\d-\d\d))\.([A-Za-z0-9_-]{43})$/.exec(value ?? '');
      if (!parsed) return null;
      const [, payload = '', id = '', issued = '', signature = ''] = parsed;
      if (!timingSafeEqual(Buffer.from(sign(payload)), Buffer.from(signature))) return null;
      const age = now.getTime() - Date.parse(issued);
      return age >= 0 && age <= (guestCookieLifetime + 86_400) * 1000 ? id : null;
    },
    write(id, now) {
      const payload = `1.${id}.${now.toISOString().slice(0, 10)}`;
      const value = `${payload}.${sign(payload)}`;
      return `${name}=${value}; Path=/api; Max-Age=${guestCookieLifetime}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
    },
  };
}
