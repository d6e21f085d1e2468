import type { Block, ImageSize, Inline } from '@plaincode/content-schemas';
import { LexicalError } from './lexical-error.ts';
import { lexicalInlines } from './lexical-inlines.ts';
import {
  headingNode,
  type LexicalNode,
  lexicalState,
  listNode,
  parentNode,
  uploadNode,
} from './lexical-nodes.ts';

/** A file as a page shows it. */
export interface ResolvedMedia {
  src: string;
  alt: string;
  width: number;
  height: number;
  /** In other formats and widths. */
  sizes?: ImageSize[];
}

/** Finds a file by its document's id; undefined where there is none. */
export type ResolveMedia = (mediaId: string) => ResolvedMedia | undefined;

/**
 * Lexical's editor state → the blocks of the content contract. Pure; an empty state gives `[]`.
 * Quotations become paragraphs, nested lists one flat list, rules fall away. Throws `LexicalError` for what
 * pages cannot hold.
 */
export function lexicalToBlocks(state: unknown, resolve: ResolveMedia): Block[] {
  if (state === null || state === undefined) return [];
  const parsed = lexicalState.safeParse(state);
  if (!parsed.success) throw new LexicalError('malformed', 'The text is not in the editor’s own format.');
  return parsed.data.root.children.flatMap((node) => blocksOf(node, resolve));
}

function blocksOf(node: LexicalNode, resolve: ResolveMedia): Block[] {
  switch (node.type) {
    case 'paragraph':
    case 'quote':
      return paragraphs(parse(parentNode, node).children);
    case 'heading':
      return heading(node);
    case 'list':
      return list(node);
    case 'upload':
      return [image(node, resolve)];
    case 'horizontalrule':
      return [];
    default:
      throw unknownNode(node.type);
  }
}

/** A line break inside a paragraph parts it in two: pages have no line breaks of their own. */
function paragraphs(children: LexicalNode[]): Block[] {
  const parts: LexicalNode[][] = [[]];
  for (const child of children) {
    if (child.type === 'linebreak') parts.push([]);
    else parts.at(-1)?.push(child);
  }
  return parts
    .map((part) => lexicalInlines(part))
    .filter((content) => content.length > 0)
    .map((content) => ({ type: 'paragraph', content }));
}

/** A page's own headings are of level 1 and 2, so an editor's begin at 3. */
function heading(node: LexicalNode): Block[] {
  const { tag, children } = parse(headingNode, node);
  const content = lexicalInlines(children);
  const level = ['h1', 'h2', 'h3'].includes(tag) ? 3 : 4;
  return content.length === 0 ? [] : [{ type: 'heading', level, content }];
}

function list(node: LexicalNode): Block[] {
  const { listType, children } = parse(listNode, node);
  const items = children.flatMap(itemsOf);
  return items.length === 0 ? [] : [{ type: 'list', ordered: listType === 'number', items }];
}

function itemsOf(item: LexicalNode): Inline[][] {
  if (item.type !== 'listitem') throw unknownNode(item.type);
  const { children } = parse(parentNode, item);
  const nested = children.filter((child) => child.type === 'list');
  const own = lexicalInlines(children.filter((child) => child.type !== 'list'));
  const inner = nested.flatMap((child) => parse(listNode, child).children.flatMap(itemsOf));
  return own.length === 0 ? inner : [own, ...inner];
}

function image(node: LexicalNode, resolve: ResolveMedia): Block {
  if (node.value === undefined)
    throw new LexicalError(
      'missing-media',
      'An image is not uploaded yet. Finish the upload or take it out.',
    );
  const { value, fields } = parse(uploadNode, node);
  const media = resolve(String(typeof value === 'object' ? value.id : value));
  if (!media)
    throw new LexicalError('missing-media', 'An image of the text is no longer in the media library.');
  if (media.alt.trim() === '') {
    throw new LexicalError('missing-media', `The image ${media.src} has no alternative text: write one.`);
  }
  const caption = fields?.caption?.trim();
  const { src, alt, width, height, sizes = [] } = media;
  return {
    type: 'image',
    src,
    alt: alt.trim(),
    width,
    height,
    ...(caption ? { caption } : {}),
    ...(sizes.length > 0 ? { sizes } : {}),
  };
}

function parse<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  node: LexicalNode,
): T {
  const parsed = schema.safeParse(node);
  if (parsed.success) return parsed.data;
  throw new LexicalError('malformed', `A "${node.type}" of the text is not in the editor’s own format.`);
}

function unknownNode(type: string): LexicalError {
  return new LexicalError('unknown-node', `Pages cannot show a "${type}": take it out or write it as text.`);
}
