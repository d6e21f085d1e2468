import { createHash } from 'node:crypto';
import { accessTier, block, line, richText, sectionId, slug } from '@plaincode/content-schemas';
import { z } from 'zod';
import { longestCorrection } from './corrections.ts';
import { approvedFamilyText, familyText } from './families/slot.ts';
import { fixedSpelling } from './fixed-spelling.ts';

/** What an explanation says, free of the editor's own format. Empty parts are null or `[]`. */
export const explanationContent = z.strictObject({
  plainTitle: z.string().nullable(),
  body: z.array(block),
  /** In the order of a page, and only those that hold something. `tier` null: as the code set says. */
  sections: z.array(
    z.strictObject({
      id: sectionId,
      tier: accessTier.nullable(),
      summary: z.string().nullable(),
      body: z.array(block),
    }),
  ),
  /** The notice printed under the text, by its short id. */
  notice: z.string().nullable(),
  /** Only in a text that the codes below its code read too: other texts keep the spelling that they were hashed in. */
  family: familyText.optional(),
  /** What readers were told wrongly before, and is right now. Left out where there is nothing: hashes then stay as they were. */
  correction: z.string().optional(),
});
export type ExplanationContent = z.infer<typeof explanationContent>;

/** The same once it is complete: what an approved revision holds for ever. */
export const approvedContent = z.strictObject({
  plainTitle: line.max(80).nullable(),
  body: richText,
  sections: z.array(
    z.strictObject({ id: sectionId, tier: accessTier.nullable(), summary: line, body: richText }),
  ),
  notice: slug,
  family: approvedFamilyText.optional(),
  correction: line.max(longestCorrection).optional(),
});
export type ApprovedContent = z.infer<typeof approvedContent>;

/** What an approval is bound to: the code, the edition from which the text applies, and the content. */
export type HashedText = { codeKey: string; edition: string; content: ExplanationContent };

/** SHA-256 over the text in one fixed spelling: equal texts have equal hashes, whatever the order of keys. */
export function contentHash(text: HashedText): string {
  return createHash('sha256').update(fixedSpelling(text)).digest('hex');
}
