/** A node of the editor's state, as far as its words matter. */
export type StateNode = { type: string; text?: unknown; children?: unknown; [key: string]: unknown };

/** A run of the text and what holds it, the block first. A line break counts as a blank. */
export type Leaf = { node: StateNode; parents: StateNode[]; start: number; end: number };

export type LexicalText = {
  /** The words of all blocks that have any, one block to a line. */
  text: string;
  leaves: Leaf[];
};

const inline = new Set(['text', 'tab', 'linebreak', 'link', 'autolink']);

/**
 * The words of an editor state with the node behind each of them. The desk's pages read the same text out of what the
 * browser shows (`admin/discussion/surface-text.ts`), so that a passage means the same on both sides.
 */
export function lexicalText(state: unknown): LexicalText {
  const found: LexicalText = { text: '', leaves: [] };
  const root = isNode(state) ? state : rootOf(state);
  if (root) walk(root, [], found, { broken: false });
  return found;
}

export function childrenOf(node: StateNode): StateNode[] {
  return Array.isArray(node.children) ? node.children.filter(isNode) : [];
}

function walk(node: StateNode, parents: StateNode[], found: LexicalText, at: { broken: boolean }): void {
  for (const child of childrenOf(node)) {
    const words = wordsOf(child);
    if (!inline.has(child.type)) at.broken = true;
    if (words === '') walk(child, [...parents, node], found, at);
    else {
      if (at.broken && found.text !== '') found.text += '\n';
      at.broken = false;
      const start = found.text.length;
      found.text += words;
      found.leaves.push({ node: child, parents: [...parents, node], start, end: found.text.length });
    }
    if (!inline.has(child.type)) at.broken = true;
  }
}

function wordsOf({ type, text }: StateNode): string {
  if (type === 'linebreak') return ' ';
  return inline.has(type) && typeof text === 'string' ? text : '';
}

function rootOf(state: unknown): StateNode | null {
  const root = typeof state === 'object' && state !== null && 'root' in state ? state.root : null;
  return isNode(root) ? root : null;
}

function isNode(value: unknown): value is StateNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
