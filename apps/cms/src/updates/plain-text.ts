import type { ExplanationContent } from '../workflow/content.ts';
import { sectionTitles } from '../workflow/sections.ts';
import { wordsOfBlocks } from '../workflow/words-of.ts';

/** A whole explanation in words, its sections under their titles, so that two of them can be compared. */
export function contentText({ plainTitle, body, sections }: ExplanationContent): string {
  const parts = [
    plainTitle ?? '',
    ...body.map((block) => wordsOfBlocks([block])),
    ...sections.flatMap(({ id, summary, body: text }) => [
      sectionTitles[id],
      summary ?? '',
      ...text.map((block) => wordsOfBlocks([block])),
    ]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
