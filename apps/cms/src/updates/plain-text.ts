import type { Block, Inline } from '@plaincode/content-schemas';
import type { ExplanationContent } from '../workflow/content.ts';
import { sectionTitles } from '../workflow/sections.ts';

/** One block in words, items of a list a line each; nothing for an image. */
export function blockText(block: Block): string {
  if (block.type === 'image') return '';
  if (block.type === 'list') return block.items.map(runsText).join('\n');
  return runsText(block.content);
}

const runsText = (runs: readonly Inline[]): string => runs.map(({ text }) => text).join('');

/** A whole explanation in words, its sections under their titles, so that two of them can be compared. */
export function contentText({ plainTitle, body, sections }: ExplanationContent): string {
  const parts = [
    plainTitle ?? '',
    ...body.map(blockText),
    ...sections.flatMap(({ id, summary, body: text }) => [
      sectionTitles[id],
      summary ?? '',
      ...text.map(blockText),
    ]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
