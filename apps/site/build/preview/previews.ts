import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRights } from '@plaincode/content-schemas';
import { findLeaks, splitCodePage } from '@plaincode/publish/record';
import { HeldPages, type PreviewRequest, previewRequest } from './held-pages.ts';
import { previewGone, previewHtml } from './preview-html.ts';
import { createPreviewRenderer } from './preview-renderer.ts';
import { createPreviewTokens, type PreviewClaims } from './tokens.ts';

/** What a browser is answered. */
export interface PreviewAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What the desk is told: where the page can be seen, until when, and why it could not be published as it stands. */
export interface HeldPreview {
  path: string;
  expires: string;
  faults: string[];
}

export interface Previews {
  /** Takes a page from the desk. Throws a `ZodError` for one that is not whole. */
  hold(body: Buffer): HeldPreview;
  /** Answers a browser; null where the address is none of a preview's. */
  show(pathname: string): Promise<PreviewAnswer | null>;
}

const lifetime = 10 * 60 * 1000;
const script = join(import.meta.dirname, 'page-script.js');

/** Previews over the built site. They live in memory: nothing of them reaches the store or a release. */
export function createPreviews(dist: string, now: () => number = Date.now): Previews {
  const held = new HeldPages(now);
  const tokens = createPreviewTokens(now);
  const renderer = createPreviewRenderer(dist);

  const page = async (claims: PreviewClaims, request: PreviewRequest, base: string) => {
    const { render } = await renderer();
    const { record, site, plan, framedBy } = request;
    const html = await render(record, site, { reader: claims.reader, plan, now: new Date(now()) });
    return htmlAnswer(200, previewHtml(Buffer.from(html).toString(), base), framedBy);
  };

  return {
    hold(body) {
      const request = previewRequest.parse(JSON.parse(body.toString()));
      const { document, session, reader, record } = request;
      const revision = createHash('sha256').update(body).digest('base64url');
      const expires = now() + lifetime;
      held.hold({ document, session, revision }, { request, size: body.length, expires });
      const token = tokens.sign({ document, session, revision, reader, expires });
      const faults = [...checkRights(record), ...findLeaks(record, splitCodePage(record, () => '').page)];
      return { path: `/preview/${token}/`, expires: new Date(expires).toISOString(), faults };
    },
    async show(pathname) {
      if (pathname === '/preview/page.js')
        return answer('text/javascript; charset=utf-8', readFileSync(script));
      const [, token = '', image] =
        /^\/preview\/([A-Za-z0-9_.-]{1,1000})\/(?:media\/([A-Za-z0-9._-]+))?$/.exec(pathname) ?? [];
      if (!token) return await siteFile(pathname);
      const claims = tokens.read(token);
      const request = claims && held.find(claims);
      if (!claims || !request) return htmlAnswer(410, previewGone(), []);
      return image ? media(request, image) : await page(claims, request, `/preview/${token}/`);
    },
  };

  async function siteFile(pathname: string): Promise<PreviewAnswer | null> {
    if (!/^\/(?:assets\/|favicon)/.test(pathname) || pathname.endsWith('.js')) return null;
    const file = (await renderer()).files.get(pathname);
    return file ? answer(file.mediaType, file.bytes) : null;
  }
}

function media({ media: files }: PreviewRequest, name: string): PreviewAnswer {
  const file = files.find(({ path }) => path === `/media/${name}`);
  if (!file) return htmlAnswer(404, previewGone(), []);
  return answer(file.mediaType, Buffer.from(file.base64, 'base64'));
}

const headers = {
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

function answer(mediaType: string, body: Buffer): PreviewAnswer {
  return { status: 200, headers: { ...headers, 'Content-Type': mediaType }, body };
}

/** The desk alone frames it; it loads from here alone, sends nothing away and runs the one script. */
function htmlAnswer(status: number, html: string, framedBy: readonly string[]): PreviewAnswer {
  const policy = [
    "default-src 'none'",
    ...['script', 'style', 'font', 'img', 'connect'].map((kind) => `${kind}-src 'self'`),
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
    'sandbox allow-scripts allow-same-origin',
  ].join('; ');
  return {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
    body: Buffer.from(html),
  };
}
