import { createHmac } from 'node:crypto';
import { readerPlanName } from '@plaincode/content-schemas';
import type { Explanation } from '@plaincode/types/payload';
import { APIError, type Endpoint, type PayloadRequest } from 'payload';
import { z } from 'zod';
import { bodyOf, signedIn } from '../access/parse-request.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import type { CmsEnv } from '../env.ts';
import { ExportRefused } from '../export/export-refused.ts';
import { draftPage } from './draft-page.ts';
import { PreviewUnavailable, sendPreview } from './send-preview.ts';

const asked = z.strictObject({ reader: readerPlanName });

/** What the desk shows of a page: where to see it, and what is to be said beside it. */
export interface PreviewView {
  /** On the previews' own origin. */
  url: string;
  origin: string;
  notes: string[];
}

/**
 * `POST /api/preview/explanations/:id`: makes the page of the draft as it was saved last, and answers with the address
 * at which this person may frame it, for one kind of reader and a few minutes.
 */
export function previewEndpoint(env: CmsEnv): Endpoint {
  return {
    path: '/preview/explanations/:id',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      const { reader } = await bodyOf(req, asked);
      const { previewUrl: origin } = env;
      if (!origin)
        throw new PreviewError('The preview has no address yet: set PREVIEW_URL, an origin of its own.', 503);
      const document = await documentOf(req);
      const place = { origin: env.siteUrl, mediaFolder: env.mediaFolder, now: new Date() };
      const page = await made(async () => draftPage(req.payload, await textOf(document, req), place));
      const whose = { document: document.id, session: sessionOf(req, actor.id), reader };
      const { path, faults } = await made(() => sendPreview(env, page, whose));
      const unfit = faults.map((fault) => `It could not be published as it stands: ${fault}.`);
      const view: PreviewView = { url: `${origin}${path}`, origin, notes: [...page.notes, ...unfit] };
      return Response.json(view, { headers: { 'Cache-Control': 'no-store' } });
    },
  };
}

async function documentOf(req: PayloadRequest): Promise<Explanation> {
  return await req.payload.findByID({
    collection: 'explanations',
    id: String(req.routeParams?.id ?? ''),
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  });
}

async function made<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExportRefused) throw new PreviewError(error.message, 422);
    if (error instanceof PreviewUnavailable) throw new PreviewError(error.message, 503);
    throw error;
  }
}

/** The session's name tells nobody the session. */
function sessionOf(req: PayloadRequest, actor: string): string {
  const { user } = req;
  const session = user && '_sid' in user ? String(user._sid) : '';
  return createHmac('sha256', req.payload.secret).update(`preview\n${actor}\n${session}`).digest('base64url');
}

/** Why there is no preview, in words that Payload passes on. */
class PreviewError extends APIError {
  constructor(message: string, status: number) {
    super(message, status, { code: 'no-preview' }, true);
    this.name = 'PreviewError';
  }
}
