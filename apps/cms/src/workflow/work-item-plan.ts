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
  /** The hash of the text that readers have for the code, as far as the desk wrote it down. */
  reads: string | null;
  updatedAt: string;
};

/** What becomes of a held item; fields that are left out stay as they are. */
export type ItemUpdate = {
  kind?: ChangeKind;
  kinds?: ChangeKind[];
  changes?: ItemChanges;
  changeHash?: string;
  explained?: boolean;
  reads?: string | null;
  state?: ItemState;
  resolution?: Resolution | null;
  proposedBy?: null;
  settledBy?: null;
  settledAt?: string | null;
  reopened?: string | null;
};

export type ItemsPlan = {
  insert: { key: string; item: ItemChange; changeHash: string; reads: string | null }[];
  /** `read`: the item as it was planned for; the plan holds while it stands so. */
  update: { read: HeldItem; data: ItemUpdate }[];
};

/** Why the list is brought in step: the day and, in words, the cause. */
export type Cause = { now: string; words: string };

/**
 * Brings the items of an update in step with what it should list. An item whose change is another one than the one that
 * was worked on is open again, and so is one whose text was found to hold where readers have another one by now; one whose
 * change is gone is settled; nothing else moves, and nobody loses work that was given to them. The same list again plans
 * nothing. `readsOf`: the hash of the text that readers have for a code, null where they have none.
 */
export function planItems(
  held: readonly HeldItem[],
  wanted: ReadonlyMap<string, ItemChange>,
  readsOf: (item: ItemChange) => string | null,
  cause: Cause,
): ItemsPlan {
  const known = new Map(held.map((item) => [item.key, item]));
  const insert: ItemsPlan['insert'] = [];
  const update: ItemsPlan['update'] = [];
  for (const [key, item] of wanted) {
    const before = known.get(key);
    const reads = readsOf(item);
    if (!before) insert.push({ key, item, changeHash: changeHash(item), reads });
    else push(update, before, readAnew(before, reads, cause, changed(before, item, cause)));
  }
  for (const item of held)
    if (!wanted.has(item.key)) push(update, item, readAnew(item, readsOf(item), cause, gone(item, cause)));
  return { insert, update };
}

function push(update: ItemsPlan['update'], read: HeldItem, data: ItemUpdate): void {
  if (Object.keys(data).length > 0) update.push({ read, data });
}

/** Nobody compared the change with the text that readers have now, where they had another one when it was found to hold. */
function readAnew(
  before: HeldItem,
  reads: string | null,
  { now, words }: Cause,
  data: ItemUpdate,
): ItemUpdate {
  const explained = reads !== null;
  const told: ItemUpdate = explained === before.explained ? data : { ...data, explained };
  if (reads === before.reads) return told;
  const isKept = before.resolution === 'keep' || (before.state === 'in-review' && before.proposedBy !== null);
  if (before.reads === null || !isKept || data.state !== undefined) return { ...told, reads };
  const when = `${dayInWords(now.slice(0, 10))}, ${words}. It was found to hold before.`;
  const reopened = reads
    ? `Readers came to have another text on ${when}`
    : `Readers have no text since ${when}`;
  return { ...told, reads, ...openAgain, reopened };
}

const openAgain = {
  state: 'open',
  resolution: null,
  proposedBy: null,
  settledBy: null,
  settledAt: null,
} as const;

function changed(before: HeldItem, item: ItemChange, cause: Cause): ItemUpdate {
  const hash = changeHash(item);
  if (hash === before.changeHash) return {};
  const kinds = byWeight([...item.kinds, ...byHand(before)]);
  const [kind] = kinds;
  const data = { kinds, changes: item.changes, changeHash: hash, ...(kind ? { kind } : {}) };
  return { ...data, ...opened(before, item, cause) };
}

const byHand = ({ kinds }: ItemChange): ChangeKind[] => kinds.filter((kind) => kind === 'guideline-changed');

/** Settled and proposed items are open again. One whose text is being worked on follows that text, and says so. */
function opened(before: HeldItem, item: ItemChange, { now, words }: Cause): ItemUpdate {
  if (before.state === 'open') return {};
  const reopened = `Changed again on ${dayInWords(now.slice(0, 10))}, ${words}: ${differences(before, item).join(', ')}.`;
  if (before.state !== 'done' && before.proposedBy === null) return { reopened };
  return { ...openAgain, reopened };
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
function gone(item: HeldItem, { now }: Cause): ItemUpdate {
  const kept = byHand(item);
  if (item.resolution === 'taken-back' || (kept.length > 0 && kept.length === item.kinds.length)) return {};
  const { changes } = item;
  if (kept.length > 0)
    return {
      kinds: kept,
      kind: 'guideline-changed',
      changes: { long: changes.long },
      changeHash: changeHash({ kinds: kept, changes: { long: changes.long } }),
    };
  return {
    state: 'done',
    resolution: 'taken-back',
    changeHash: '',
    proposedBy: null,
    settledBy: null,
    settledAt: now,
    reopened: null,
  };
}
