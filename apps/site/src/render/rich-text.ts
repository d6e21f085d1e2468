import type { Block, Inline } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';

type Mark = NonNullable<Inline['marks']>[number];

const elements: Record<Mark, string> = {
  strong: 'strong',
  emphasis: 'em',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
};

/** Rich text as HTML: every text escaped, only the contract's own elements, links only to addresses the contract allows. */
export function renderRichText(blocks: readonly Block[]): string {
  return blocks.map(renderBlock).join('');
}

/** The text alone, blocks joined by a blank: for descriptions in a page's head. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).filter(Boolean).join(' ');
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${renderInlines(block.content)}</p>`;
    case 'heading':
      return `<h${block.level}>${renderInlines(block.content)}</h${block.level}>`;
    case 'list': {
      const name = block.ordered ? 'ol' : 'ul';
      return `<${name}>${block.items.map((item) => `<li>${renderInlines(item)}</li>`).join('')}</${name}>`;
    }
    case 'image':
      return renderImage(block);
  }
}

type Image = Extract<Block, { type: 'image' }>;

function renderImage(image: Image): string {
  const size = `width="${image.width}" height="${image.height}"`;
  const img = `<img src="${escapeHtml(image.src)}" alt="${escapeHtml(image.alt)}" ${size} loading="lazy" decoding="async">`;
  const sources = (['image/avif', 'image/webp'] as const).map((type) => renderSource(type, image)).join('');
  const picture = sources ? `<picture>${sources}${img}</picture>` : img;
  const caption = image.caption ? `<figcaption>${escapeHtml(image.caption)}</figcaption>` : '';
  return `<figure>${picture}${caption}</figure>`;
}

/** How wide a picture stands: the text's own measure, or a small screen's whole width. */
const displayed = '(max-width: 44rem) 100vw, 42rem';

function renderSource(type: 'image/avif' | 'image/webp', { sizes = [] }: Image): string {
  const fitting = sizes.filter(({ mediaType }) => mediaType === type);
  if (fitting.length === 0) return '';
  const set = fitting.map(({ src, width }) => `${escapeHtml(src)} ${width}w`).join(', ');
  return `<source type="${type}" srcset="${set}" sizes="${displayed}">`;
}

function renderInlines(inlines: readonly Inline[]): string {
  return inlines.map(renderInline).join('');
}

function renderInline({ text, marks = [], href }: Inline): string {
  const marked = marks.reduce(
    (html, mark) => `<${elements[mark]}>${html}</${elements[mark]}>`,
    escapeHtml(text),
  );
  return href ? `<a href="${escapeHtml(href)}">${marked}</a>` : marked;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.content);
    case 'list':
      return block.items.map(inlineText).join(' ');
    case 'image':
      return '';
  }
}

const inlineText = (inlines: readonly Inline[]): string => inlines.map((inline) => inline.text).join('');
