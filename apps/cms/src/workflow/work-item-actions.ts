import { dayInWords } from '../day-in-words.ts';
import type { Person } from './decide-action.ts';
import type { Role } from './permissions.ts';
import { type Refusal, refusal, roleMayNot } from './refusal.ts';
import type { ItemState, Resolution } from './work-item.ts';

export const itemActions = ['propose-keep', 'confirm-keep', 'decline-keep', 'no-text', 'reopen'] as const;
export type ItemAction = (typeof itemActions)[number];

const labels: Record<ItemAction, string> = {
  'propose-keep': 'Text still holds',
  'confirm-keep': 'Confirm that it holds',
  'decline-keep': 'Ask for changes',
  'no-text': 'No text planned',
  reopen: 'Open again',
};
/** The text of a code that leaves goes on being read: on the page that says so. */
const labelsOfLeaving: Partial<Record<ItemAction, string>> = {
  'propose-keep': 'Keep the text on its page',
  'confirm-keep': 'Confirm that it is kept',
};

type Step = { from: readonly ItemState[]; roles: readonly Role[] };

const writers: readonly Role[] = ['editor', 'reviewer', 'admin'];
const judges: readonly Role[] = ['reviewer', 'admin'];

/** Role × state × action: whatever is not here is refused. */
export const itemSteps: Record<ItemAction, Step> = {
  'propose-keep': { from: ['open', 'drafting', 'changes-requested'], roles: writers },
  'confirm-keep': { from: ['in-review'], roles: judges },
  'decline-keep': { from: ['in-review'], roles: judges },
  'no-text': { from: ['open'], roles: writers },
  reopen: { from: ['in-review', 'done'], roles: writers },
};

/** What a step depends on. */
export type ItemRecord = {
  state: ItemState;
  resolution: Resolution | null;
  /** Who proposed that the text still holds. */
  proposedBy: string | null;
  /** The edition no longer has the code in use. */
  leaves: boolean;
  /** Readers have a text for the code. */
  explained: boolean;
  /**
   * A line for this edition is being written or was approved. One that was withdrawn counts as long as readers have a text
   * of the code's own.
   */
  hasLine: boolean;
  /** Who may not approve the text that readers have. */
  editors: readonly string[];
};

/** The fields that a step writes. */
export type ItemFields = {
  state: ItemState;
  resolution: Resolution | null;
  proposedBy: string | null;
  settledBy: string | null;
  settledAt: string | null;
  reopened: string | null;
};

export type ItemDecision = { ok: true; fields: ItemFields } | { ok: false; refusal: Refusal };

const refuse = (code: Refusal['code']): ItemDecision => ({ ok: false, refusal: refusal(code) });

/** Stands for the time where only the decision is asked for, and nobody takes its fields. */
export const noTime = '2000-01-01T00:00:00.000Z';

export type ItemRequest = { action: ItemAction; note?: string | undefined };

/**
 * Decides a step on an item of an update. Four eyes: who proposed that a text still holds does not confirm it, and
 * neither does who may not approve the text itself.
 */
export function decideItem(
  item: ItemRecord,
  person: (Person & { name: string }) | null,
  { action, note }: ItemRequest,
  now: string,
): ItemDecision {
  if (person === null) return refuse('not-signed-in');
  const step = itemSteps[action];
  if (!step.roles.includes(person.role)) return { ok: false, refusal: roleMayNot(step.roles) };
  if (!step.from.includes(item.state)) return refuse('item-wrong-state');
  const why = obstacle(item, person, action);
  if (why !== null) return refuse(why);
  if (action === 'decline-keep' && !note?.trim()) return refuse('note-missing');
  return { ok: true, fields: fieldsAfter(item, action, person, note?.trim() ?? '', now) };
}

function obstacle(item: ItemRecord, { id }: Person, action: ItemAction): Refusal['code'] | null {
  switch (action) {
    case 'propose-keep':
      return item.explained ? null : 'item-without-text';
    case 'no-text':
      return item.explained || item.hasLine ? 'item-has-text' : null;
    case 'confirm-keep':
      if (item.proposedBy === null) return 'item-wrong-state';
      if (!item.explained) return 'item-without-text';
      if (item.proposedBy === id) return 'item-own-proposal';
      return item.editors.includes(id) ? 'item-own-text' : null;
    case 'decline-keep':
      return item.proposedBy === null ? 'item-wrong-state' : null;
    case 'reopen':
      // A text in review is taken back at the text itself; the item follows.
      return item.state === 'in-review' && item.proposedBy === null ? 'item-wrong-state' : null;
  }
}

function fieldsAfter(
  item: ItemRecord,
  action: ItemAction,
  { id, name }: { id: string; name: string },
  note: string,
  now: string,
): ItemFields {
  const open = {
    state: 'open',
    resolution: null,
    proposedBy: null,
    settledBy: null,
    settledAt: null,
  } as const;
  const told = (what: string) =>
    `${what} by ${name} on ${dayInWords(now.slice(0, 10))}${note === '' ? '.' : `: ${note}`}`;
  const settled = { state: 'done', settledBy: id, settledAt: now, reopened: null } as const;
  switch (action) {
    case 'propose-keep':
      return { ...open, state: 'in-review', proposedBy: id, reopened: null };
    case 'confirm-keep':
      return { ...settled, resolution: 'keep', proposedBy: item.proposedBy };
    case 'no-text':
      return { ...settled, resolution: 'no-text', proposedBy: null };
    case 'decline-keep':
      return { ...open, reopened: told('Changes asked for') };
    case 'reopen':
      return { ...open, reopened: told('Opened again') };
  }
}

export type OfferedItemAction = {
  action: ItemAction;
  label: string;
  allowed: boolean;
  refusal: Refusal | null;
};

/** The steps that the person's role has in this state, each with the reason why it is closed now. */
export function offeredItemActions(
  item: ItemRecord,
  person: (Person & { name: string }) | null,
): OfferedItemAction[] {
  return itemActions
    .filter((action) => itemSteps[action].from.includes(item.state))
    .filter((action) => person !== null && itemSteps[action].roles.includes(person.role))
    .map((action) => ({
      action,
      decision: decideItem(item, person, { action, note: 'asked later' }, noTime),
    }))
    .filter(({ decision }) => decision.ok || decision.refusal.code !== 'item-wrong-state')
    .map(({ action, decision }) => ({
      action,
      label: (item.leaves ? labelsOfLeaving[action] : undefined) ?? labels[action],
      allowed: decision.ok,
      refusal: decision.ok ? null : decision.refusal,
    }));
}
