import type { PhrasingContent, RootContent } from 'mdast';
import { textFormat } from '../export/lexical-nodes.ts';
import type { Report } from './parse-explanation.ts';

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

/** Markdown's tree → the editor's own state, for what the desk's editor can hold; the rest is reported. */
export function markdownToLexical(nodes: readonly RootContent[], report: Report): LexicalState {
  const children = nodes.flatMap((node) => blockOf(node, report) ?? []);
  return { root: { type: 'root', ...element, children } };
}

function blockOf(node: RootContent, report: Report): LexicalJson | null {
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

function inlines(nodes: readonly PhrasingContent[], format: number, report: Report): LexicalJson[] {
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
