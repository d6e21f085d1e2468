import { z } from 'zod';
import { mostEnvelopes, sealedTier } from './access.ts';
import {
  codeLink,
  codePageRecord,
  codeSetPageRecord,
  correctionsPageRecord,
  descriptors,
  explanation,
  fixedPageRecord,
  homePageRecord,
  listPageRecord,
  noticesPageRecord,
  sectionData,
  sectionId,
} from './page-record.ts';
import { day, line, slug } from './primitives.ts';
import { richText } from './rich-text.ts';
import { licenceTerms, termsReference } from './terms.ts';

/**
 * A page as the renderer sees it: the same record with every gated text taken out and sealed. The
 * renderer is never handed what it may not print, so no template can leak it.
 */

/** A sealed text on the page: which envelope holds it, and what may be said about it in the open. */
export const lockedText = z.strictObject({ locked: z.literal(true), tier: sealedTier });

/** A sealed envelope, as it stands in the page. Bytes are base64url. */
export const sealedEnvelope = z.strictObject({
  format: z.literal(1),
  tier: sealedTier,
  revision: z.string(),
  /** Which root key the envelope's key derives from. */
  keyId: slug,
  ciphertext: z.string(),
  /** What a reader accepts before its key is handed out; absent where nothing is asked. */
  terms: termsReference.optional(),
});
export type SealedEnvelope = z.infer<typeof sealedEnvelope>;

/** What an opened envelope holds: ready-made HTML for named places of the page. */
export const envelopeContent = z.strictObject({
  /** `descriptor`, `explanation` or a section's id, to the HTML that takes the lock's place. */
  parts: z.record(z.string(), z.string()),
});
export type EnvelopeContent = z.infer<typeof envelopeContent>;

/** Present on a text that waits for the same terms as the descriptor: its tier is the same, and so is its rights holder. */
const underTerms = z.literal(true).optional();

export const publicDescriptors = z.union([
  z.strictObject({ locked: z.literal(false), ...descriptors.shape }),
  /** `terms`: what a reader accepts before it opens; null where nothing is asked. */
  lockedText.extend({ terms: licenceTerms.nullable() }),
]);

export const publicExplanation = z.union([
  z.strictObject({ locked: z.literal(false), ...explanation.shape }),
  lockedText.extend({
    /** The open beginning: the smaller of 50 words and a third of the text, cut at a sentence. */
    lead: richText.nullable(),
    words: z.int(),
    source: slug,
    notice: slug,
    inheritedFrom: codeLink.nullable(),
    reviewed: day,
    reviewer: line.nullable(),
    underTerms,
  }),
]);

export const publicSection = z.union([
  z.strictObject({
    state: z.literal('open'),
    id: sectionId,
    title: line,
    summary: line,
    body: richText,
    source: slug,
    data: z.array(sectionData),
  }),
  z.strictObject({
    state: z.literal('locked'),
    id: sectionId,
    title: line,
    summary: line,
    tier: sealedTier,
    underTerms,
    data: z.array(sectionData),
  }),
  z.strictObject({ state: z.literal('no-text'), id: sectionId, title: line, data: z.array(sectionData) }),
]);

export const publicCodePage = codePageRecord
  .omit({ descriptors: true, explanation: true, sections: true })
  .extend({
    descriptors: publicDescriptors,
    explanation: publicExplanation.nullable(),
    sections: z.array(publicSection),
    envelopes: z.array(sealedEnvelope).max(mostEnvelopes),
  });
export type PublicCodePage = z.infer<typeof publicCodePage>;

export const publicPage = z.discriminatedUnion('kind', [
  publicCodePage,
  listPageRecord,
  codeSetPageRecord,
  homePageRecord,
  correctionsPageRecord,
  noticesPageRecord,
  fixedPageRecord,
]);
export type PublicPage = z.infer<typeof publicPage>;
