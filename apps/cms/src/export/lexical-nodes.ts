import { z } from 'zod';

/**
 * The part of Lexical's editor state that our editor can produce. Source: `SerializedEditorState` of lexical
 * and the serialized nodes of @payloadcms/richtext-lexical. Keys that say nothing to a reader are dropped.
 */

/** Bits of `format` on a text node (lexical, `LexicalConstants`). */
export const textFormat = {
  bold: 1,
  italic: 2,
  strikethrough: 4,
  underline: 8,
  code: 16,
  subscript: 32,
  superscript: 64,
} as const;

export const lexicalNode = z.looseObject({ type: z.string() });
export type LexicalNode = z.infer<typeof lexicalNode>;

const children = z.array(lexicalNode);

export const lexicalState = z.object({ root: z.object({ children }) });

export const textNode = z.object({
  type: z.literal('text'),
  text: z.string(),
  format: z.number().default(0),
});

export const parentNode = z.object({ type: z.string(), children });

export const headingNode = z.object({ type: z.literal('heading'), tag: z.string(), children });

export const listNode = z.object({ type: z.literal('list'), listType: z.string(), children });

export const linkNode = z.object({
  type: z.enum(['link', 'autolink']),
  fields: z.object({ linkType: z.string().default('custom'), url: z.string().nullish() }),
  children,
});

/** The id of the file, or the file's document where it was read with depth. */
export const uploadNode = z.object({
  type: z.literal('upload'),
  value: z.union([z.string(), z.number(), z.object({ id: z.union([z.string(), z.number()]) })]),
  fields: z.object({ caption: z.string().nullish() }).nullish(),
});
