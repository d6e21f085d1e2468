import type { PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import {
  type LexicalState,
  type MarkdownBlock,
  markdownToLexical,
  type Report,
} from './markdown-to-lexical.ts';
import { tooMuchMarkdown } from './too-much-markdown.ts';

/** The document of an image, by its file's name; undefined where the library has none. */
export type FindMedia = (fileName: string) => string | undefined;

/* What people do not mean when they write in a cell: four blanks, a line of dashes under a title, a label in brackets. */
const disabled = ['codeIndented', 'setextUnderline', 'definition', 'htmlFlow', 'codeFenced'];

/**
 * Light Markdown or plain text → the editor's own state: paragraphs, lists, headings, bold, italics, links, images of the
 * library. A line end begins a new line, as in a spreadsheet's cell; `•` begins a list's item. Null for nothing but blanks, and
 * where there is too much to parse.
 */
export function parseMarkdown(text: string, findMedia: FindMedia, report: Report): LexicalState | null {
  const lines = text.replaceAll('\r\n', '\n').replaceAll(/^[ \t]*•[ \t]*/gm, '* ');
  const tooMuch = tooMuchMarkdown(lines);
  if (tooMuch) {
    report({}, 'too-much', tooMuch.message, tooMuch.hint);
    return null;
  }
  const tree = fromMarkdown(lines, { extensions: [{ disable: { null: disabled } }] });
  const blocks = tree.children.flatMap((node) => pictureOf(node, findMedia, report));
  if (blocks.length === 0) return null;
  return markdownToLexical(blocks.map(withLineEnds), report);
}

function pictureOf(node: RootContent, findMedia: FindMedia, report: Report): MarkdownBlock[] {
  if (node.type !== 'paragraph') return [node];
  const [only, ...others] = node.children.filter(
    (child) => !(child.type === 'text' && child.value.trim() === ''),
  );
  if (only?.type !== 'image' || others.length > 0) return [node];
  const fileName = /^\/media\/([^/]+)$/.exec(only.url)?.[1];
  const media = fileName === undefined ? undefined : findMedia(fileName);
  if (media !== undefined) return [{ type: 'upload', media, caption: only.title?.trim() || null }];
  report(
    only,
    'unknown-image',
    `The image "${only.url.slice(0, 80)}" is not in the desk's library.`,
    'Add it under Images and name it as /media/FILE, or take it out.',
  );
  return [];
}

/** Line ends inside a paragraph as breaks: the page begins a new paragraph there. */
function withLineEnds(node: MarkdownBlock): MarkdownBlock {
  if (node.type !== 'paragraph') return node;
  return { ...node, children: broken(node.children) };
}

function broken(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete')
      return [{ ...node, children: broken(node.children) }];
    if (node.type !== 'text' || !node.value.includes('\n')) return [node];
    return node.value
      .split(/[ \t]*\n[ \t]*/)
      .flatMap((value, index): PhrasingContent[] => [
        ...(index > 0 ? [{ type: 'break' } as const] : []),
        ...(value === '' ? [] : [{ type: 'text', value } as const]),
      ]);
  });
}
