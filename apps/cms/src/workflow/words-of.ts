import type { Block, Inline } from '@plaincode/content-schemas';
import type { ExplanationContent } from './content.ts';

/** The words of blocks, one block or list item to a line. Images have none. */
export function wordsOfBlocks(blocks: readonly Block[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

/** All words of a text that readers read: title, explanation, the sections with their summaries,
 * and what fills its slots. */
export function wordsOfContent({ plainTitle, body, sections, family }: ExplanationContent): string {
  return [
    plainTitle ?? '',
    wordsOfBlocks(body),
    ...sections.flatMap((section) => [section.summary ?? '', wordsOfBlocks(section.body)]),
    ...(family?.slots ?? []).flatMap(({ words }) => words.map((row) => row.words)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Every block of a text, the sections' included. */
export function blocksOfContent({ body, sections }: Pick<ExplanationContent, 'body' | 'sections'>): Block[] {
  return [...body, ...sections.flatMap((section) => section.body)];
}

/** Every run of words in blocks, with the address where it is a link. */
export function inlinesOf(block: Block): Inline[] {
  if (block.type === 'image') return [];
  return block.type === 'list' ? block.items.flat() : block.content;
}

function linesOf(block: Block): string[] {
  if (block.type === 'image') return block.caption ? [block.caption] : [];
  const lines = block.type === 'list' ? block.items : [block.content];
  return lines.map((inlines) => inlines.map(({ text }) => text).join(''));
}

/** The words of a text in lower case, without marks: what counts when texts are compared or measured. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}
