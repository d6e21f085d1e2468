import { z } from 'zod';
import { href, line } from './primitives.ts';

/** A run of text. A code reference is a link to a page of this site, checked at export. */
export const inline = z.strictObject({
  text: z.string().min(1),
  marks: z.array(z.enum(['strong', 'emphasis', 'code', 'subscript', 'superscript'])).optional(),
  href: href.optional(),
});
export type Inline = z.infer<typeof inline>;

const inlines = z.array(inline).min(1);

/** A path in the release; the publisher puts the file there. */
const mediaPath = z.string().regex(/^\/media\/[A-Za-z0-9._-]+$/);

/** The same picture in another format and width, for browsers to choose from. */
export const imageSize = z.strictObject({
  src: mediaPath,
  mediaType: z.enum(['image/avif', 'image/webp']),
  width: z.int().min(1),
});
export type ImageSize = z.infer<typeof imageSize>;

export const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), content: inlines }),
  z.strictObject({
    type: z.literal('heading'),
    level: z.union([z.literal(3), z.literal(4)]),
    content: inlines,
  }),
  z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: z.array(inlines).min(1) }),
  z.strictObject({
    type: z.literal('image'),
    src: mediaPath,
    alt: line,
    width: z.int().min(1),
    height: z.int().min(1),
    caption: line.optional(),
    /** By format, the smaller first. Left out where there are none: the picture itself is shown then. */
    sizes: z.array(imageSize).min(1).optional(),
  }),
]);
export type Block = z.infer<typeof block>;

/** Rich text as the site renders it: free of any editor's or framework's own format. */
export const richText = z.array(block).min(1);
export type RichText = z.infer<typeof richText>;
