import { diffWords } from '@plaincode/code-sets';
import { childrenOf, type Leaf, lexicalText, type StateNode } from './lexical-text.ts';

type Edit = { start: number; end: number; words: string };

/**
 * A copy of an editor state in which a stretch of its text (see `lexicalText`) reads otherwise. Only the words that
 * differ are touched, so whatever is bold, linked or set apart around them stays so; new words look like the first ones
 * that they stand for. Null where the stretch reaches over more than one block, or the words have lines of their own.
 */
export function replaceInLexical<State>(
  state: State,
  stretch: { start: number; end: number },
  words: string,
): State | null {
  const copy = structuredClone(state);
  const { text, leaves } = lexicalText(copy);
  const old = text.slice(stretch.start, stretch.end);
  if (old === '' || old.includes('\n') || /[\n\r]/.test(words)) return null;
  const own = leaves.filter((leaf) => overlaps(leaf, stretch.start, stretch.end));
  for (const edit of editsOf(old, words, stretch.start).reverse()) apply(edit, own);
  for (const leaf of leaves) drop(leaf);
  return copy;
}

/** What has to change in the old words, from their beginning on, in places of the whole text. */
function editsOf(old: string, words: string, from: number): Edit[] {
  const edits: Edit[] = [];
  let at = from;
  let open: Edit | null = null;
  for (const { kind, text } of diffWords(old, words)) {
    if (kind === 'same') open = null;
    else {
      if (open === null) {
        open = { start: at, end: at, words: '' };
        edits.push(open);
      }
      if (kind === 'added') open.words += text;
      else open.end += text.length;
    }
    if (kind !== 'added') at += text.length;
  }
  return edits;
}

function apply({ start, end, words }: Edit, leaves: Leaf[]): void {
  const hit = start === end ? insertedAt(leaves, start) : leaves.filter((leaf) => overlaps(leaf, start, end));
  let left = words;
  for (const leaf of hit) {
    const { node } = leaf;
    const [from, to] = [Math.max(start, leaf.start) - leaf.start, Math.min(end, leaf.end) - leaf.start];
    if (typeof node.text !== 'string' || node.type !== 'text') {
      node.gone ||= start < end;
      continue;
    }
    node.text = node.text.slice(0, from) + left + node.text.slice(to);
    left = '';
  }
  /* Only breaks stood there: the words go to a run beside them. */
  if (left !== '') putBeside(hit, start, left);
}

const overlaps = (leaf: Leaf, start: number, end: number) => leaf.start < end && leaf.end > start;

/** A run that something is put into: one that ends or begins there, rather one that is no link. */
function insertedAt(leaves: Leaf[], at: number): Leaf[] {
  const near = leaves.filter(({ start, end }) => start <= at && at <= end);
  const runs = near.filter(({ node }) => node.type === 'text');
  const best = runs.find(({ parents }) => !parents.some(isLink)) ?? runs[0] ?? near[0];
  return best ? [best] : [];
}

function putBeside([leaf]: Leaf[], start: number, words: string): void {
  const parent = leaf?.parents.at(-1);
  if (!leaf || !parent || !Array.isArray(parent.children)) return;
  const at = parent.children.indexOf(leaf.node) + (start < leaf.end ? 0 : 1);
  const text = { type: 'text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' };
  parent.children.splice(at, 0, text);
}

/** A run without words goes, and a link without runs with it. */
function drop({ node, parents }: Leaf): void {
  const empty = node.gone === true || (node.type === 'text' && node.text === '');
  if (!empty) return;
  delete node.gone;
  const chain = [...parents, node];
  for (let index = chain.length - 1; index > 0; index -= 1) {
    const [child, parent] = [chain[index], chain[index - 1]];
    if (!child || !parent || !Array.isArray(parent.children)) return;
    parent.children = parent.children.filter((one: unknown) => one !== child);
    if (!isLink(parent) || childrenOf(parent).length > 0) return;
  }
}

const isLink = ({ type }: StateNode) => type === 'link' || type === 'autolink';
