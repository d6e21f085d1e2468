import { z } from 'zod';
import type { CmsEnv } from '../env.ts';
import type { DraftPage } from './draft-page.ts';

const heldPreview = z.object({ path: z.string(), expires: z.string(), faults: z.array(z.string()) });
export type HeldPreview = z.infer<typeof heldPreview>;

const refused = z.object({ message: z.string() });

export interface PreviewFor {
  document: string;
  session: string;
  reader: string;
}

const timeLimit = 10_000;

/**
 * Hands a page to the publisher to be looked at. Throws a `PreviewUnavailable` where the publisher is not there or
 * does not take it.
 */
export async function sendPreview(
  env: Pick<CmsEnv, 'publisherToken' | 'publisherUrl' | 'origins'>,
  page: DraftPage,
  { document, session, reader }: PreviewFor,
): Promise<HeldPreview> {
  if (!env.publisherToken)
    throw new PreviewUnavailable(
      'There is no publisher token in the data folder yet. Start with `npm start`.',
    );
  const { record, site, plan, media } = page;
  const body = JSON.stringify({
    document,
    session,
    reader,
    framedBy: env.origins,
    site,
    plan,
    record,
    media,
  });
  const response = await fetch(`${env.publisherUrl}/preview`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.publisherToken}`, 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(timeLimit),
  }).catch(() => {
    throw new PreviewUnavailable(
      `The publisher at ${env.publisherUrl} does not answer, and it makes the preview. Ask whoever runs Plaincode to start it; your text is saved all the same.`,
    );
  });
  const answer: unknown = await response.json().catch(() => null);
  const held = heldPreview.safeParse(answer);
  if (response.ok && held.success) return held.data;
  throw new PreviewUnavailable(refused.safeParse(answer).data?.message ?? 'The publisher gave no preview.');
}

/** A preview cannot be made just now; the message says why. */
export class PreviewUnavailable extends Error {
  override readonly name = 'PreviewUnavailable';
}
