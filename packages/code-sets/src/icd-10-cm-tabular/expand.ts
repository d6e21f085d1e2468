import type { TabularList } from './tabular-list.ts';
import { takesSeventh, treeOf } from './tree.ts';

export type ExpandedCode = {
  /** Without a dot. */
  code: string;
  title: string;
  /** False for a header, and for a code that still needs its 7th character. */
  billable: boolean;
};

/**
 * Every code of the list, in its order, those included that the list gives by their 7th characters only: the
 * placeholder X fills a code up to six characters, and the character's meaning is added to the title, just as
 * the order file writes it. A note can exclude some of them in words (S06 of 2021 does): such a note is text,
 * and the codes are given all the same.
 */
export function expandCodes(list: TabularList): ExpandedCode[] {
  const tree = treeOf(list);
  const codes: ExpandedCode[] = [];
  for (const node of tree.values()) {
    const { kind, key, title } = node.entry;
    if (kind !== 'diagnosis') continue;
    const incomplete = takesSeventh(node);
    codes.push({ code: key, title, billable: node.leaf && !incomplete });
    if (!incomplete) continue;
    const stem = key.padEnd(6, 'X');
    for (const { character, meaning } of node.seven.characters)
      if (!tree.has(stem + character))
        codes.push({ code: stem + character, title: `${title}, ${meaning}`, billable: true });
  }
  return codes;
}
