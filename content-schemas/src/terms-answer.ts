import { z } from 'zod';
import { viewsState } from './access.ts';
import { pagePath, sha256 } from './primitives.ts';

/** `POST /api/terms`: the reader accepts the terms of a page, in the words that the page shows. */
export const termsRequest = z.strictObject({ page: pagePath, terms: sha256 });
export type TermsRequest = z.infer<typeof termsRequest>;

export const termsAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('accepted'), views: viewsState }),
  z.strictObject({
    outcome: z.literal('refused'),
    /** `unknown-terms`: the page of today asks for others, or for none. */
    reason: z.enum(['unknown-terms', 'too-many-new-guests']),
    views: viewsState,
  }),
]);
export type TermsAnswer = z.infer<typeof termsAnswer>;
