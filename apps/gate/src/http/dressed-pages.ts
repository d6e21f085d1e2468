import type { MiddlewareHandler } from 'hono';
import type { CurrentRelease } from '../release/current-release.ts';
import type { FileBodies } from '../release/file-bodies.ts';
import type { SecurityHeaders } from './security-headers.ts';

/** The page of the release whose frame the gate's own pages stand in: it is about no code, and search engines skip it. */
const framePage = '/404/';

interface Dress {
  releases: CurrentRelease;
  bodies: FileBodies;
  headers: SecurityHeaders;
}

/** Puts the gate's own pages into the frame of the site. Without a release they are served as they are. */
export function dressPages({ releases, bodies, headers }: Dress): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const plain = context.res;
    if (!plain.headers.get('content-type')?.startsWith('text/html')) return;
    const file = releases.get()?.find(framePage);
    if (!file) return;
    const frame = Buffer.from(await bodies.get(file, 'identity')).toString('utf8');
    const html = await plain.text();
    const dressed = placeInFrame(frame, html);
    const { status } = plain;
    const policy = dressed ? headers.page : headers.api;
    context.res = new Response(dressed ?? html, { status, headers: plain.headers });
    context.res.headers.set('Content-Security-Policy', policy['Content-Security-Policy'] ?? '');
  };
}

/** The frame with a page's title and content in the place of its own; null where either has no such places. */
export function placeInFrame(frame: string, page: string): string | null {
  const title = /<title>[^<]*<\/title>/;
  const main = /(<main\b[^>]*>)([\s\S]*?)(<\/main>)/;
  const [ownTitle] = title.exec(page) ?? [];
  const content = main.exec(page)?.[2];
  if (!ownTitle || content === undefined || !title.test(frame) || !main.test(frame)) return null;
  return frame
    .replace(title, () => ownTitle)
    .replace(
      main,
      (_, start: string, __, end: string) => `${start}<div class="narrow">${content}</div>${end}`,
    );
}
