import type { Block, Inline } from '@plaincode/content-schemas';
import type { ExplanationContent } from '../content.ts';

type Content = Pick<ExplanationContent, 'plainTitle' | 'body' | 'sections'>;

/** Every string of a text in which a slot may stand. */
export function stringsOf({ plainTitle, body, sections }: Content): string[] {
  return [
    ...(plainTitle === null ? [] : [plainTitle]),
    ...body.flatMap(stringsOfBlock),
    ...sections.flatMap((section) => [
      ...(section.summary === null ? [] : [section.summary]),
      ...section.body.flatMap(stringsOfBlock),
    ]),
  ];
}

function stringsOfBlock(block: Block): string[] {
  if (block.type === 'image') return [block.alt, ...(block.caption === undefined ? [] : [block.caption])];
  const runs = block.type === 'list' ? block.items.flat() : block.content;
  return runs.map(({ text }) => text);
}

/** Blocks with their strings rewritten; what holds no words afterwards is left out. */
export function mapBlocks(blocks: readonly Block[], change: (text: string) => string): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === 'image') {
      const { caption, ...image } = block;
      const said = caption === undefined ? '' : change(caption).trim();
      return [{ ...image, alt: change(block.alt).trim() || block.alt, ...(said ? { caption: said } : {}) }];
    }
    if (block.type === 'list') {
      const items = block.items.map((item) => mapRuns(item, change)).filter((item) => item.length > 0);
      return items.length > 0 ? [{ ...block, items }] : [];
    }
    const content = mapRuns(block.content, change);
    return content.length > 0 ? [{ ...block, content }] : [];
  });
}

function mapRuns(runs: readonly Inline[], change: (text: string) => string): Inline[] {
  const changed = runs.flatMap((run) => {
    const text = change(run.text);
    return text === '' ? [] : [{ ...run, text }];
  });
  return changed.some(({ text }) => text.trim() !== '') ? changed : [];
}
