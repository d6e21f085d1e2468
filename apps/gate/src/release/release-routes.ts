import { compressible, type ReleaseFile } from '@plaincode/content-schemas';
import type { Answer, Asked } from '../http/answer.ts';
import type { SecurityHeaders } from '../http/security-headers.ts';
import { parseRange } from './byte-range.ts';
import { canonicalPath } from './canonical-path.ts';
import { allowsRange, matchesAny, matchesStrongly } from './conditions.ts';
import { type ContentEncoding, chooseEncoding } from './content-encoding.ts';
import type { CurrentRelease } from './current-release.ts';
import type { FileBodies } from './file-bodies.ts';
import { findAsset, findServed } from './find-asset.ts';
import { isAsset, type Release } from './release.ts';
import type { WithheldPages } from './withheld-pages.ts';

export interface ReleaseSite {
  releases: CurrentRelease;
  bodies: FileBodies;
  withheld: WithheldPages;
  headers: SecurityHeaders;
}

/** Answers a request for a file of the release. Rejects where the store cannot give it. */
export type AnswerFromRelease = (asked: Asked) => Promise<Answer>;

const notFoundPage = '/404/';
const gonePage = '/410/';
/** They have no address of their own. */
const refusalPages: ReadonlySet<string> = new Set([notFoundPage, gonePage]);
/** It quotes what was corrected on every page. */
const correctionsPage = '/corrections/';
const immutable = 'public, max-age=31536000, immutable';
const revalidate = 'public, max-age=0, must-revalidate';

/**
 * Serves the current release: files are looked up by path in the manifest and by nothing else. No answer here
 * reads or sets a cookie, so that anyone may cache them.
 */
export function serveRelease({ releases, bodies, withheld, headers }: ReleaseSite): AnswerFromRelease {
  const page = Object.entries(headers.page).flat();
  const encodingOf = rememberingEncoding();

  async function answer(asked: Asked): Promise<Answer> {
    if (asked.method !== 'GET' && asked.method !== 'HEAD')
      return plain(405, 'This address can only be read.', ['Allow', 'GET, HEAD']);
    const release = releases.get();
    if (!release) return plain(503, 'Nothing has been published yet.', ['Retry-After', '30']);
    const path = decodedPath(asked.path);
    if (path === null) return await notFound(asked, release);
    if (withheld.reasonOf(path)) return await gone(asked, release);
    const find = (wanted: string) =>
      refusalPages.has(wanted) ? undefined : findServed({ withheld }, release, wanted);
    if (path === correctionsPage && find(path) && withheld.areIn(release)) return listedAnew();
    const file = find(path) ?? findAsset({ releases, withheld }, path);
    if (file) return await sendFile(asked, path, file);
    const canonical = canonicalPath(path, (other) => find(other) !== undefined);
    return canonical ? redirect(canonical, asked.search) : await notFound(asked, release);
  }

  async function sendFile(asked: Asked, path: string, file: ReleaseFile): Promise<Answer> {
    const varies = compressible(file.mediaType, file.size);
    const range = asked.method === 'GET' ? asked.header('range') : undefined;
    // A part is a part of the plain bytes, which do not depend on how and when they were compressed.
    const encoding = varies && range === undefined ? encodingOf(asked.header('accept-encoding')) : 'identity';
    const etag = etagOf(file.hash, encoding);
    const common = [...page, 'Cache-Control', isAsset(path) ? immutable : revalidate, 'ETag', etag];
    if (varies) common.push('Vary', 'Accept-Encoding');
    if (!matchesStrongly(asked.header('if-match'), etag))
      return plain(412, 'This page has changed since you had it.');
    if (matchesAny(asked.header('if-none-match'), etag)) return { status: 304, headers: common, body: null };
    common.push('Accept-Ranges', 'bytes');
    const body = await bodies.get(file, encoding);
    if (range !== undefined && allowsRange(asked.header('if-range'), etag)) {
      const part = parseRange(range, body.byteLength);
      if (part === 'unsatisfiable') return unsatisfiable(common, body.byteLength);
      if (part) {
        const bytes = body.subarray(part.start, part.end);
        common.push('Content-Range', `bytes ${part.start}-${part.end - 1}/${body.byteLength}`);
        return whole(206, common, file, encoding, bytes);
      }
    }
    return whole(200, common, file, encoding, body);
  }

  const notFound = (asked: Asked, release: Release) =>
    refusal(asked, release.find(notFoundPage), 404, 'There is no such page.');

  /** For what was taken down, in whichever release it stands. */
  const gone = (asked: Asked, release: Release) =>
    refusal(asked, release.find(gonePage), 410, 'This page is no longer shown.');

  /** A list that may quote what is withheld by now is shown to nobody until the next publish. */
  const listedAnew = () =>
    plain(
      503,
      'A page was taken down, and this list is being made anew without it. Please come again in a while.',
      ['Retry-After', '600'],
    );

  /** Answers with the release's own page for it, or in plain words where it has none. */
  async function refusal(
    asked: Asked,
    file: ReleaseFile | undefined,
    status: 404 | 410,
    words: string,
  ): Promise<Answer> {
    if (!file) return plain(status, words);
    const encoding = encodingOf(asked.header('accept-encoding'));
    const common = [...page, 'Cache-Control', revalidate, 'Vary', 'Accept-Encoding'];
    return whole(status, common, file, encoding, await bodies.get(file, encoding));
  }

  /** The path is decoded; the query is as it came, escapes and all. */
  function redirect(path: string, search: string): Answer {
    const escaped = encodeURI(path).replaceAll(/[?#]/g, encodeURIComponent);
    const location = ['Location', escaped + search];
    return {
      status: 301,
      headers: [...page, 'Cache-Control', 'public, max-age=3600', ...location, 'Content-Length', '0'],
      body: null,
    };
  }

  function plain(status: number, text: string, more: string[] = []): Answer {
    const body = new TextEncoder().encode(`${text}\n`);
    const described = [
      'Content-Type',
      'text/plain; charset=utf-8',
      'Content-Length',
      String(body.byteLength),
    ];
    return { status, headers: [...page, 'Cache-Control', 'no-store', ...described, ...more], body };
  }

  return answer;
}

function whole(
  status: number,
  common: string[],
  file: ReleaseFile,
  encoding: ContentEncoding,
  body: Uint8Array<ArrayBuffer>,
): Answer {
  common.push('Content-Type', mediaType(file.mediaType), 'Content-Length', String(body.byteLength));
  if (encoding !== 'identity') common.push('Content-Encoding', encoding);
  return { status, headers: common, body };
}

function unsatisfiable(common: string[], size: number): Answer {
  return {
    status: 416,
    headers: [...common, 'Content-Range', `bytes */${size}`, 'Content-Length', '0'],
    body: null,
  };
}

const etagOf = (hash: string, encoding: ContentEncoding): string =>
  `"${hash.slice(0, 32)}${encoding === 'identity' ? '' : `-${encoding}`}"`;

/** Browsers send a handful of headers between them: each is read once. */
function rememberingEncoding(): (accepted: string | undefined) => ContentEncoding {
  const read = new Map<string, ContentEncoding>();
  return (accepted = '') => {
    const known = read.get(accepted);
    if (known !== undefined) return known;
    const encoding = chooseEncoding(accepted);
    if (read.size >= 200) read.clear();
    if (accepted.length <= 200) read.set(accepted, encoding);
    return encoding;
  };
}

/** Null where the address is not well-formed UTF-8, which no path of a release is. */
function decodedPath(path: string): string | null {
  if (!path.includes('%')) return path;
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
