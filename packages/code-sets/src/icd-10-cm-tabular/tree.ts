import type { SevenCharacters, TabularEntry, TabularList } from './tabular-list.ts';

/** An entry with what its place in the tree gives it. */
export type TabularNode = {
  entry: TabularEntry;
  above: TabularNode | null;
  /** The 7th characters that hold for it: its own, else those of the nearest entry above that defines some. */
  seven: SevenCharacters | null;
  leaf: boolean;
};

/** The entries by their key, in the list's own order. */
export function treeOf({ entries }: TabularList): Map<string, TabularNode> {
  const nodes = new Map<string, TabularNode>();
  for (const entry of entries) {
    const above = entry.parent === null ? null : (nodes.get(entry.parent) ?? null);
    if (above !== null) above.leaf = false;
    const own = entry.notes.sevenCharacters;
    const seven = own !== null && own.characters.length > 0 ? own : (above?.seven ?? null);
    nodes.set(entry.key, { entry, above, seven, leaf: true });
  }
  return nodes;
}

/** Whether a code is complete only with a 7th character, which the list defines and does not spell out. */
export function takesSeventh(node: TabularNode): node is TabularNode & { seven: SevenCharacters } {
  return node.leaf && node.seven !== null && node.entry.kind === 'diagnosis' && node.entry.key.length < 7;
}
