import type { Block, Inline, RichText } from '@plaincode/content-schemas';

/** A list for a page; null where it would be empty. Past `most` items it says how many more there are. */
export function listOf(items: readonly Inline[][], most: number): Block | null {
  if (items.length === 0) return null;
  const more = items.length - most;
  const shown =
    more > 0 ? [...items.slice(0, most), [text(`and ${more.toLocaleString('en-US')} more`)]] : items;
  return { type: 'list', ordered: false, items: [...shown] };
}

export const text = (value: string): Inline => ({ text: value });

export const strongLine = (value: string): Block => ({
  type: 'paragraph',
  content: [{ text: value, marks: ['strong'] }],
});

export const headingOf = (content: Inline[]): Block => ({ type: 'heading', level: 4, content });

/** The blocks that are there; null where none is. */
export function richTextOf(blocks: readonly (Block | null)[]): RichText | null {
  const held = blocks.filter((block) => block !== null);
  return held.length > 0 ? held : null;
}
