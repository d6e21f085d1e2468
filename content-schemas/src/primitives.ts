import { z } from 'zod';

/** A calendar day, `YYYY-MM-DD`; code sets take effect on days, not at instants. */
export const day = z.iso.date();

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime();

/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 of 64 lower-case hex digits');

/** Lower-case words joined by hyphens: the form of every id that people read. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens');

/**
 * A page's canonical path: leading and trailing slash, no dot segments, no empty segments.
 * Codes keep their own capitals (`/hcpcs/J9000/`, `/icd-10-cm/E11.9/`).
 */
export const pagePath = z
  .string()
  .max(200)
  .regex(/^\/(?:[A-Za-z0-9][A-Za-z0-9.-]*\/)*$/, 'expected a path such as /hcpcs/J9000/')
  .refine((path) => !path.includes('..'), 'a path may not hold two dots in a row');

/** Text with something in it: no leading or trailing blanks. */
export const line = z
  .string()
  .min(1)
  .refine((text) => text === text.trim(), 'expected text without blanks at its ends');

/**
 * Whether a text stays in its line, and shows all that it holds: no control characters, no line breaks, nothing that is
 * not seen or turns the writing around, and no half of a sign.
 */
export const isOneLine = (text: string): boolean => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);

/**
 * An address a page may link to: the site itself, the web, or mail. Scripts and data URLs are refused, and what leads
 * elsewhere than it looks: browsers read `/\\other.example` as `//other.example`, and `https://this@other.example` too.
 */
export const href = z
  .string()
  .regex(/^(?:\/(?!\/)|https?:\/\/|mailto:|#)/, 'expected /path, https://… or mailto:…')
  .refine(leadsWhereItLooks, 'expected an address that leads where it looks');

/** As browsers resolve it on a page of a site whose name nobody else has. */
function leadsWhereItLooks(address: string): boolean {
  // Most are pages of the site, of which a page may name hundreds: without a backslash or a blank they stay there.
  if (/^[/#][\w./#-]*$/.test(address)) return true;
  const site = 'https://site.invalid';
  if (!URL.canParse(address, site)) return false;
  const { origin, protocol, host, username, password, pathname } = new URL(address, site);
  if (/^[/#]/.test(address)) return origin === site;
  if (protocol === 'mailto:') return pathname !== '';
  return host !== '' && username === '' && password === '';
}
