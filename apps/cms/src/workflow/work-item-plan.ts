import { dayInWords } from '../day-in-words.ts';
import type { ChangeKind, ItemState, Resolution } from './work-item.ts';
import { byWeight, changeHash, type ItemChange, type ItemChanges } from './work-item-changes.ts';

/** An item as it is held. */
export type HeldItem = ItemChange & {
  id: string;
  key: string;
  changeHash: string;
  state: ItemState;
  resolution: Resolution | null;
  proposedBy: string | null;
  explained: boolean;
  updatedAt: string;
};

/** What becomes of a held item; fields that are left out stay as they are. */
export type ItemUpdate = {
  kind?: ChangeKind;
  kinds?: ChangeKind[];
  changes?: ItemChanges;
  changeHash?: string;
  explained?: boolean;
  state?: ItemState;
  resolution?: Resolution | null;
  proposedBy?: null;
  settledBy?: null;
  settledAt?: string | null;
  reopened?: string | null;
};

export type ItemsPlan = {
  insert: { key: string; item: ItemChange; changeHash: string; explained: boolean }[];
  /** `read`: the item as it was planned for; the plan holds while it stands so. */
  update: { read: HeldItem; data: ItemUpdate }[];
};

/** Why the list is brought in step: the day and, in words, the cause. */
export type Cause = { now: string; words: string };

/**
 * Brings the items of an update in step with what it should list. An item whose change is another one than the one that
 * was worked on is open again; one whose change is gone is settled; nothing else moves, and nobody loses work that was
 * given to them. The same list again plans nothing.
 */
export function planItems(
  held: readonly HeldItem[],
  wanted: ReadonlyMap<string, ItemChange>,
  isExplained: (item: ItemChange) => boolean,
  cause: Cause,
): ItemsPlan {
  const known = new Map(held.map((item) => [item.key, item]));
  const insert: ItemsPlan['insert'] = [];
  const update: ItemsPlan['update'] = [];
  for (const [key, item] of wanted) {
    const before = known.get(key);
    const explained = isExplained(item);
    if (!before) insert.push({ key, item, changeHash: changeHash(item), explained });
    else push(update, before, changed(before, item, explained, cause));
  }
  for (const item of held)
    if (!wanted.has(item.key)) push(update, item, gone(item, isExplained(item), cause));
  return { insert, update };
}

function push(update: ItemsPlan['update'], read: HeldItem, data: ItemUpdate): void {
  if (Object.keys(data).length > 0) update.push({ read, data });
}

function changed(before: HeldItem, item: ItemChange, explained: boolean, cause: Cause): ItemUpdate {
  const data: ItemUpdate = explained === before.explained ? {} : { explained };
  const hash = changeHash(item);
  if (hash === before.changeHash) return data;
  const kinds = byWeight([...item.kinds, ...byHand(before)]);
  const [kind] = kinds;
  Object.assign(data, { kinds, changes: item.changes, changeHash: hash }, kind ? { kind } : {});
  return { ...data, ...opened(before, item, cause) };
}

const byHand = ({ kinds }: ItemChange): ChangeKind[] => kinds.filter((kind) => kind === 'guideline-changed');

/** Settled and proposed items are open again. One whose text is being worked on follows that text, and says so. */
function opened(before: HeldItem, item: ItemChange, { now, words }: Cause): ItemUpdate {
  if (before.state === 'open') return {};
  const reopened = `Changed again on ${dayInWords(now.slice(0, 10))}, ${words}: ${differences(before, item).join(', ')}.`;
  if (before.state !== 'done' && before.proposedBy === null) return { reopened };
  return { state: 'open', resolution: null, proposedBy: null, settledBy: null, settledAt: null, reopened };
}

const partNames: Record<keyof ItemChanges, string> = {
  long: 'descriptor',
  short: 'short descriptor',
  medium: 'medium descriptor',
  indicators: 'indicators',
  dates: 'dates',
  billable: 'valid for submission or not',
  parent: 'parent code',
  notes: 'notes',
  cites: 'the codes that the text cites',
  family: 'the family',
  notice: 'the notice',
};

function differences(before: ItemChange, after: ItemChange): string[] {
  const parts = Object.entries(partNames).flatMap(([part, name]) => {
    const key = part as keyof ItemChanges;
    return JSON.stringify(before.changes[key]) === JSON.stringify(after.changes[key]) ? [] : [name];
  });
  return parts.length > 0 ? parts : ['the kind of change'];
}

/** A change that was taken back leaves nothing to do, unless an editor put the code on the list by hand. */
function gone(item: HeldItem, explained: boolean, { now }: Cause): ItemUpdate {
  const data: ItemUpdate = explained === item.explained ? {} : { explained };
  const kept = byHand(item);
  if (item.resolution === 'taken-back' || (kept.length > 0 && kept.length === item.kinds.length)) return data;
  const { changes } = item;
  if (kept.length > 0)
    return {
      ...data,
      kinds: kept,
      kind: 'guideline-changed',
      changes: { long: changes.long },
      changeHash: changeHash({ kinds: kept, changes: { long: changes.long } }),
    };
  return {
    ...data,
    state: 'done',
    resolution: 'taken-back',
    changeHash: '',
    proposedBy: null,
    settledBy: null,
    settledAt: now,
    reopened: null,
  };
}
