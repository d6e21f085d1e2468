import type { Block, Inline } from '@plaincode/content-schemas';
import type { BlockContent, List, PhrasingContent, RootContent } from 'mdast';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';

type Mark = NonNullable<Inline['marks']>[number];

/* `_` beside `*`, so that bold and italics that touch are told apart. A bullet of Word's at a line's beginning is read as a
   list, so one that is text is spelt out. */
const options: Options = {
  bullet: '*',
  bulletOther: '-',
  emphasis: '_',
  strong: '*',
  resourceLink: true,
  listItemIndent: 'one',
  rule: '-',
  unsafe: [{ character: '•', atBreak: true }],
};

/** The light Markdown of work lists and files: what `parseMarkdown` reads back to the very same blocks. */
export function blocksToMarkdown(blocks: readonly Block[]): string {
  return toMarkdown({ type: 'root', children: blocks.map(blockNode) }, options).replace(/\n$/, '');
}

/** A tree of Markdown in the same spelling. */
export function treeToMarkdown(children: readonly RootContent[]): string {
  return toMarkdown({ type: 'root', children: [...children] }, options).replace(/\n$/, '');
}

function blockNode(block: Block): BlockContent {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', children: inlineNodes(block.content) };
    case 'heading':
      return { type: 'heading', depth: block.level, children: inlineNodes(block.content) };
    case 'list':
      return list(block);
    case 'image': {
      const { src, alt, caption } = block;
      return {
        type: 'paragraph',
        children: [{ type: 'image', url: src, alt, title: caption ?? null }],
      };
    }
  }
}

function list({ ordered, items }: Extract<Block, { type: 'list' }>): List {
  const children = items.map((item) => ({
    type: 'listItem' as const,
    spread: false,
    children: [{ type: 'paragraph' as const, children: inlineNodes(item) }],
  }));
  return { type: 'list', ordered, start: ordered ? 1 : null, spread: false, children };
}

/** From the outside in: a link holds its marks, and runs that share a mark share its node. */
function inlineNodes(runs: readonly Inline[]): PhrasingContent[] {
  return groups(runs, ({ href }) => href ?? '').flatMap(([href, some]) => {
    const inner = marked(some, ['strong', 'emphasis', 'subscript', 'superscript']);
    return href === '' ? inner : [{ type: 'link', url: href, children: inner } satisfies PhrasingContent];
  });
}

function marked(runs: readonly Inline[], [mark, ...others]: readonly Mark[]): PhrasingContent[] {
  if (mark === undefined)
    return runs.map(({ text, marks }) =>
      marks?.includes('code') ? { type: 'inlineCode', value: text } : { type: 'text', value: text },
    );
  return groups(runs, ({ marks }) => String(marks?.includes(mark) === true)).flatMap(([held, some]) => {
    const inner = marked(some, others);
    return held === 'true' ? wrapped(mark, inner) : inner;
  });
}

function wrapped(mark: Mark, children: PhrasingContent[]): PhrasingContent[] {
  if (mark === 'strong' || mark === 'emphasis') return [{ type: mark, children }];
  const name = mark === 'subscript' ? 'sub' : 'sup';
  return [{ type: 'html', value: `<${name}>` }, ...children, { type: 'html', value: `</${name}>` }];
}

/** Neighbours with the same key, together. */
function groups(runs: readonly Inline[], keyOf: (run: Inline) => string): [string, Inline[]][] {
  const out: [string, Inline[]][] = [];
  for (const run of runs) {
    const key = keyOf(run);
    const last = out.at(-1);
    if (last?.[0] === key) last[1].push(run);
    else out.push([key, [run]]);
  }
  return out;
}
