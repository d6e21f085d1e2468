import type { PhrasingContent, RootContent } from 'mdast';
import { textFormat } from '../export/lexical-nodes.ts';

/** Told of what the editor cannot hold: where, from a closed list what, and the mend. */
export type Report = (
  node: { position?: RootContent['position'] },
  code: string,
  message: string,
  hint: string,
) => void;

/** A node as Lexical serializes it. Source: `SerializedLexicalNode` and its kinds in lexical 0.50. */
export interface LexicalJson {
  type: string;
  version: number;
  [key: string]: unknown;
}

export interface LexicalState {
  root: LexicalJson & { type: 'root'; children: LexicalJson[]; direction: 'ltr'; format: ''; indent: 0 };
  [key: string]: unknown;
}

const element = { version: 1, direction: 'ltr', format: '', indent: 0 } as const;

/** A picture that stands by itself, by its document in the library. Markdown's own images are no such thing. */
export type UploadBlock = { type: 'upload'; media: string; caption: string | null };
export type MarkdownBlock = RootContent | UploadBlock;

/** Markdown's tree → the editor's own state, for what the desk's editor can hold; the rest is reported. */
export function markdownToLexical(nodes: readonly MarkdownBlock[], report: Report): LexicalState {
  const children = nodes.flatMap((node) => blockOf(node, report) ?? []);
  return { root: { type: 'root', ...element, children } };
}

function blockOf(node: MarkdownBlock, report: Report): LexicalJson | null {
  switch (node.type) {
    case 'paragraph':
      return {
        type: 'paragraph',
        ...element,
        textFormat: 0,
        textStyle: '',
        children: inlines(node.children, 0, report),
      };
    case 'heading':
      return {
        type: 'heading',
        ...element,
        tag: node.depth >= 4 ? 'h4' : 'h3',
        children: inlines(node.children, 0, report),
      };
    case 'list':
      return list(node, report);
    case 'upload':
      return {
        type: 'upload',
        version: 3,
        format: '',
        fields: node.caption ? { caption: node.caption } : {},
        relationTo: 'media',
        value: node.media,
        id: node.media,
      };
    default:
      report(
        node,
        'unsupported',
        `Pages cannot hold this (${node.type}).`,
        'Write paragraphs, lists and headings of level 3 and 4.',
      );
      return null;
  }
}

function list(node: Extract<RootContent, { type: 'list' }>, report: Report): LexicalJson {
  const ordered = node.ordered === true;
  const items = node.children.map((item, index) => ({
    type: 'listitem',
    ...element,
    value: index + 1,
    children: item.children.flatMap((child) => {
      if (child.type === 'paragraph') return inlines(child.children, 0, report);
      report(
        child,
        'unsupported',
        `A list item cannot hold this (${child.type}).`,
        'Keep an item to one paragraph.',
      );
      return [];
    }),
  }));
  return {
    type: 'list',
    ...element,
    listType: ordered ? 'number' : 'bullet',
    tag: ordered ? 'ol' : 'ul',
    start: node.start ?? 1,
    children: items,
  };
}

/** Markdown has no marks of its own for these. */
const htmlMarks: Record<string, number> = { sub: textFormat.subscript, sup: textFormat.superscript };

function inlines(nodes: readonly PhrasingContent[], outer: number, report: Report): LexicalJson[] {
  let format = outer;
  return nodes.flatMap((node): LexicalJson[] => {
    switch (node.type) {
      case 'text':
        return [run(node.value, format)];
      case 'inlineCode':
        return [run(node.value, format | textFormat.code)];
      case 'strong':
        return inlines(node.children, format | textFormat.bold, report);
      case 'emphasis':
        return inlines(node.children, format | textFormat.italic, report);
      case 'html': {
        if (/^<!--.*-->$/s.test(node.value)) return [];
        const [, closing, name = ''] = /^<(\/?)(su[bp])>$/i.exec(node.value) ?? [];
        const bit = htmlMarks[name.toLowerCase()];
        if (bit === undefined) {
          report(
            node,
            'unsupported',
            'A line cannot hold HTML.',
            'Write text; only <sub> and <sup> are known.',
          );
          return [];
        }
        format = closing ? format & ~bit : format | bit;
        return [];
      }
      case 'break':
        return [{ type: 'linebreak', version: 1 }];
      case 'link':
        return [link(node, format, report)];
      default:
        report(
          node,
          'unsupported',
          `A line cannot hold this (${node.type}).`,
          'Write text, emphasis, code or a link.',
        );
        return [];
    }
  });
}

/** A line end inside a Markdown paragraph is a blank. */
function run(value: string, format: number): LexicalJson {
  return {
    type: 'text',
    version: 1,
    text: value.replace(/\s*\n\s*/g, ' '),
    format,
    detail: 0,
    mode: 'normal',
    style: '',
  };
}

function link(node: Extract<PhrasingContent, { type: 'link' }>, format: number, report: Report): LexicalJson {
  return {
    type: 'link',
    ...element,
    version: 3,
    fields: { linkType: 'custom', newTab: false, url: node.url },
    children: inlines(node.children, format, report),
  };
}
