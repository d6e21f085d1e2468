import { accessPlan, codePageRecord, readerPlanName, siteSettings } from '@plaincode/content-schemas';
import { z } from 'zod';

/** What the desk hands over for a preview: a page as it would be exported, and for whom it is to be shown. */
export const previewRequest = z.strictObject({
  document: z.string().min(1).max(80),
  session: z.string().regex(/^[A-Za-z0-9_-]{16,86}$/),
  reader: readerPlanName,
  /** The desk's own origins: nobody else frames the page. */
  framedBy: z
    .array(z.string().regex(/^https?:\/\/[A-Za-z0-9.:[\]-]+$/))
    .min(1)
    .max(4),
  site: siteSettings,
  plan: accessPlan,
  record: codePageRecord,
  /** The files that the page shows, as in the export stream. */
  media: z.array(
    z.strictObject({
      path: z.string().regex(/^\/media\/[A-Za-z0-9._-]+$/),
      mediaType: z.string().regex(/^image\/[a-z0-9.+-]+$/),
      base64: z.string(),
    }),
  ),
});
export type PreviewRequest = z.infer<typeof previewRequest>;

export interface HeldPage {
  request: PreviewRequest;
  /** Of the request, in bytes. */
  size: number;
  expires: number;
}

type Name = { document: string; session: string; revision: string };

const mostBytes = 128 * 1024 * 1024;
const mostPages = 500;

/**
 * Pages to preview, in memory alone: the oldest go when their time is over or others need the room, all of them when
 * the process ends.
 */
export class HeldPages {
  readonly #pages = new Map<string, HeldPage>();
  readonly #now: () => number;
  #bytes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  hold(name: Name, page: HeldPage): void {
    this.#drop(keyOf(name));
    this.#pages.set(keyOf(name), page);
    this.#bytes += page.size;
    for (const [key, { expires }] of this.#pages) {
      if (expires > this.#now() && this.#bytes <= mostBytes && this.#pages.size <= mostPages) break;
      this.#drop(key);
    }
  }

  find(name: Name): PreviewRequest | null {
    const page = this.#pages.get(keyOf(name));
    return page && page.expires > this.#now() ? page.request : null;
  }

  #drop(key: string): void {
    this.#bytes -= this.#pages.get(key)?.size ?? 0;
    this.#pages.delete(key);
  }
}

const keyOf = ({ document, session, revision }: Name): string => `${document}\n${session}\n${revision}`;
