import type { ReleaseFile } from '@plaincode/content-schemas';
import type { Context } from 'hono';
import type { SecurityHeaders } from '../http/security-headers.ts';
import { canonicalPath } from './canonical-path.ts';
import { chooseEncoding, compressible } from './content-encoding.ts';
import type { CurrentRelease } from './current-release.ts';
import type { FileBodies } from './file-bodies.ts';
import type { Release } from './release.ts';
import type { WithheldPages } from './withheld-pages.ts';

export interface ReleaseSite {
  releases: CurrentRelease;
  bodies: FileBodies;
  withheld: WithheldPages;
  headers: SecurityHeaders;
}

const notFoundPage = '/404/';
const gonePage = '/410/';
const immutable = 'public, max-age=31536000, immutable';
const revalidate = 'public, max-age=0, must-revalidate';

/**
 * Serves the current release: files are looked up by path in the manifest and by nothing else. No answer here
 * reads or sets a cookie, so that anyone may cache them.
 */
export function serveRelease(site: ReleaseSite): (context: Context) => Promise<Response> {
  return async (context) => {
    const { method } = context.req;
    if (method !== 'GET' && method !== 'HEAD')
      return plain(site, 405, 'This address can only be read.', { Allow: 'GET, HEAD' });
    const release = site.releases.get();
    if (!release) return nothingPublished(site);
    const path = decodedPath(context.req.path);
    if (path === null) return notFound(site, context, release);
    if (site.withheld.reasonOf(path)) return gone(site, context, release);
    const find = (wanted: string) =>
      wanted === notFoundPage || wanted === gonePage ? undefined : release.find(wanted);
    const file = find(path);
    if (file) return answerWith(site, context, path, file);
    const canonical = canonicalPath(path, (other) => find(other) !== undefined);
    if (canonical) return redirect(site, context, canonical);
    return notFound(site, context, release);
  };
}

async function answerWith(
  { bodies, headers }: ReleaseSite,
  context: Context,
  path: string,
  file: ReleaseFile,
): Promise<Response> {
  const isAsset = path.startsWith('/assets/');
  const varies = compressible(file.mediaType, file.size);
  const encoding = varies ? chooseEncoding(context.req.header('accept-encoding')) : 'identity';
  const etag = `"${file.hash.slice(0, 32)}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  const common: Record<string, string> = {
    ...headers.page,
    'Cache-Control': isAsset ? immutable : revalidate,
    ETag: etag,
  };
  if (varies) common.Vary = 'Accept-Encoding';
  if (matches(context.req.header('if-none-match'), etag))
    return new Response(null, { status: 304, headers: common });
  const body = await bodies.get(file.hash, encoding, isAsset ? 'thorough' : 'quick');
  common['Content-Type'] = mediaType(file.mediaType);
  common['Content-Length'] = String(body.byteLength);
  if (encoding !== 'identity') common['Content-Encoding'] = encoding;
  return new Response(body, { status: 200, headers: common });
}

function notFound(site: ReleaseSite, context: Context, release: Release): Promise<Response> {
  return refusal(site, context, release.find(notFoundPage), 404, 'There is no such page.');
}

/** For what was taken down, in whichever release it stands. */
function gone(site: ReleaseSite, context: Context, release: Release): Promise<Response> {
  return refusal(site, context, release.find(gonePage), 410, 'This page is no longer shown.');
}

/** Answers with the release's own page for it, or in plain words where it has none. */
async function refusal(
  site: ReleaseSite,
  context: Context,
  page: ReleaseFile | undefined,
  status: 404 | 410,
  words: string,
): Promise<Response> {
  if (!page) return plain(site, status, words);
  const encoding = chooseEncoding(context.req.header('accept-encoding'));
  const body = await site.bodies.get(page.hash, encoding, 'quick');
  const headers: Record<string, string> = {
    ...site.headers.page,
    'Cache-Control': revalidate,
    'Content-Type': mediaType(page.mediaType),
    'Content-Length': String(body.byteLength),
    Vary: 'Accept-Encoding',
  };
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
  return new Response(body, { status, headers });
}

function redirect(site: ReleaseSite, context: Context, to: string): Response {
  const { search } = new URL(context.req.url);
  return new Response(null, {
    status: 301,
    headers: {
      ...site.headers.page,
      'Cache-Control': 'public, max-age=3600',
      Location: encodeURI(to) + search,
    },
  });
}

function nothingPublished(site: ReleaseSite): Response {
  return plain(site, 503, 'Nothing has been published yet.', { 'Retry-After': '30' });
}

function plain(site: ReleaseSite, status: number, text: string, more: Record<string, string> = {}): Response {
  const headers = {
    ...site.headers.page,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...more,
  };
  return new Response(`${text}\n`, { status, headers });
}

/** Null where the address is not well-formed UTF-8, which no path of a release is. */
function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** The type as it is sent: text says that it is UTF-8, which everything in a release is. */
function mediaType(type: string): string {
  const text = /^text\/|javascript$|json$|\+xml$/.test(type) && !type.includes(';');
  return text ? `${type}; charset=utf-8` : type;
}

/** If-None-Match compares weakly (RFC 9110, section 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
