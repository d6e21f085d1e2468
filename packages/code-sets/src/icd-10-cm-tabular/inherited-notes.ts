import type { TabularList, TabularNotes } from './tabular-list.ts';
import { type TabularNode, takesSeventh, treeOf } from './tree.ts';

export type NotesOfEntry = { key: string; title: string; notes: TabularNotes };

/**
 * Finds what holds for a code: every entry on the way from its chapter down to the code itself, those without
 * notes too. A code that is given by its 7th character only has the entries of the code that it completes. An
 * unknown code has none. Codes are written without a dot.
 */
export function inheritedNotes(list: TabularList): (code: string) => NotesOfEntry[] {
  const tree = treeOf(list);
  return (code) => {
    const found: NotesOfEntry[] = [];
    const start = tree.get(code) ?? stemOf(tree, code);
    for (let node = start; node !== null; node = node.above) {
      const { key, title, notes } = node.entry;
      found.push({ key, title, notes });
    }
    return found.reverse();
  };
}

/** The listed code that a 7th character completes: `S01XXXA` to `S01`. */
function stemOf(tree: Map<string, TabularNode>, code: string): TabularNode | null {
  if (code.length !== 7) return null;
  for (let length = 6; length >= 3; length -= 1) {
    const node = tree.get(code.slice(0, length));
    if (node !== undefined) return completes(node, code) ? node : null;
    if (code[length - 1] !== 'X') return null;
  }
  return null;
}

function completes(node: TabularNode, code: string): boolean {
  return takesSeventh(node) && node.seven.characters.some(({ character }) => character === code[6]);
}
