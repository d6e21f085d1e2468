import type { ReadableHeaders } from './api-request.ts';

/** Whether a request that changes something comes from a page of this site, or from no browser at all. */
export type OriginCheck = (headers: ReadableHeaders) => boolean;

/** A machine's names for itself, as URLs write them. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Browsers say where a write comes from: `Origin`, `Sec-Fetch-Site`, or both. Whatever they say must be this
 * site. On a machine's own address, its three names count as one.
 */
export function createOriginCheck(siteOrigin: string): OriginCheck {
  const own = new Set([siteOrigin, ...aliases(siteOrigin)]);
  return (headers) => {
    const origin = headers.get('origin');
    const site = headers.get('sec-fetch-site');
    if (origin !== null && !own.has(origin)) return false;
    return site === null || site === 'same-origin';
  };
}

function aliases(siteOrigin: string): string[] {
  const { protocol, hostname, port } = new URL(siteOrigin);
  if (!loopbackNames.includes(hostname)) return [];
  return loopbackNames.map((name) => new URL(`${protocol}//${name}${port && `:${port}`}`).origin);
}
