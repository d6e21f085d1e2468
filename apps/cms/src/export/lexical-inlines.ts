import { href, type Inline } from '@plaincode/content-schemas';
import { LexicalError } from './lexical-error.ts';
import { type LexicalNode, linkNode, textFormat, textNode } from './lexical-nodes.ts';

type Mark = NonNullable<Inline['marks']>[number];

/** In the order in which marks are written, whatever the order of typing: equal texts have equal bytes. */
const marksOfBits: [bit: number, mark: Mark][] = [
  [textFormat.bold, 'strong'],
  [textFormat.italic, 'emphasis'],
  [textFormat.code, 'code'],
  [textFormat.subscript, 'subscript'],
  [textFormat.superscript, 'superscript'],
];

/**
 * The runs of one block. Underline and strike-through are dropped (on a page they look like a link and like
 * deleted text); runs alike are joined, blanks at both ends of the block go. Throws `LexicalError`.
 */
export function lexicalInlines(nodes: LexicalNode[]): Inline[] {
  return trimmed(joined(nodes.flatMap((node) => runsOf(node, undefined))));
}

function runsOf(node: LexicalNode, link: string | undefined): Inline[] {
  switch (node.type) {
    case 'text': {
      const parsed = textNode.safeParse(node);
      if (!parsed.success)
        throw new LexicalError('malformed', 'A run of the text is not in the editor’s own format.');
      return parsed.data.text === '' ? [] : [run(parsed.data.text, parsed.data.format, link)];
    }
    case 'linebreak':
    case 'tab':
      return [run(' ', 0, link)];
    case 'link':
    case 'autolink':
      return linked(node);
    default:
      throw new LexicalError(
        'unknown-node',
        `Pages cannot show a "${node.type}" inside a line: write it as text.`,
      );
  }
}

function run(text: string, format: number, link: string | undefined): Inline {
  const marks = marksOfBits.filter(([bit]) => (format & bit) !== 0).map(([, mark]) => mark);
  return { text, ...(marks.length > 0 ? { marks } : {}), ...(link ? { href: link } : {}) };
}

function linked(node: LexicalNode): Inline[] {
  const parsed = linkNode.safeParse(node);
  if (!parsed.success)
    throw new LexicalError('malformed', 'A link of the text is not in the editor’s own format.');
  const { fields, children } = parsed.data;
  if (fields.linkType !== 'custom') {
    throw new LexicalError(
      'bad-link',
      'Link to a page by its address, such as /hcpcs/J9000/, not to a document of the desk.',
    );
  }
  const address = href.safeParse(fields.url?.trim());
  if (!address.success) {
    throw new LexicalError(
      'bad-link',
      `"${fields.url ?? ''}" is no address a page may link to: write /path, https://… or mailto:…, so that it leads where it looks.`,
    );
  }
  return children.flatMap((child) => runsOf(child, address.data));
}

function joined(runs: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const next of runs) {
    const last = out.at(-1);
    if (last && last.href === next.href && last.marks?.join() === next.marks?.join()) last.text += next.text;
    else out.push({ ...next });
  }
  return out;
}

function trimmed(runs: Inline[]): Inline[] {
  const out = [...runs];
  for (let first = out[0]; first; first = out[0]) {
    first.text = first.text.trimStart();
    if (first.text !== '') break;
    out.shift();
  }
  for (let last = out.at(-1); last; last = out.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    out.pop();
  }
  return out;
}
