import { diffWords, type WordPiece } from '@plaincode/code-sets';
import type { ChangeKind } from './work-item.ts';
import type { ItemChange, ItemChanges } from './work-item-changes.ts';

/** Changes that say the same wherever they stand: words of a descriptor, or a notice. */
const mechanical: ReadonlySet<ChangeKind> = new Set(['long-revised', 'short-revised', 'notice-only']);

/** What all of some items have in common, to be shown as one. */
export type CommonChange = {
  kinds: ChangeKind[];
  /** The words that are replaced in the long and in the short descriptor. */
  long: WordPiece[];
  short: WordPiece[];
  notice: WordPiece[];
};

const parts = ['long', 'short', 'notice'] as const;

/** The one mechanical change that all of the items are; null where they differ or need a look each. */
export function commonChange(items: readonly Pick<ItemChange, 'kinds' | 'changes'>[]): CommonChange | null {
  const [first, ...others] = items.map(mechanicalChange);
  if (!first) return null;
  const spelt = JSON.stringify(first);
  return others.every((other) => JSON.stringify(other) === spelt) ? first : null;
}

function mechanicalChange({ kinds, changes }: Pick<ItemChange, 'kinds' | 'changes'>): CommonChange | null {
  if (!kinds.every((kind) => mechanical.has(kind)) || saysMore(changes)) return null;
  const [long = [], short = [], notice = []] = parts.map((part) => edits(changes[part]));
  return long.length + short.length + notice.length > 0 ? { kinds: [...kinds], long, short, notice } : null;
}

const saysMore = ({ medium, indicators, dates, billable, parent, notes }: ItemChanges): boolean =>
  [medium, indicators, dates, billable, parent, notes].some((part) => part !== undefined);

function edits(pair: ItemChanges['long'] | undefined): WordPiece[] {
  if (!pair || pair.before === pair.after) return [];
  return diffWords(pair.before ?? '', pair.after ?? '').filter(({ kind }) => kind !== 'same');
}
