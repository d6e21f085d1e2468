import { createHash } from 'node:crypto';
import type { ChangeItem, CodeChange } from '@plaincode/code-sets';
import { type ChangeKind, changeKinds } from './work-item.ts';

/** What a part of the official record said before and says now; null where that edition has none. */
export type Pair<T> = { before: T | null; after: T | null };

/** What an item is about. The long descriptor always stands, other parts only where they differ. */
export type ItemChanges = {
  long: Pair<string>;
  short?: Pair<string>;
  medium?: Pair<string>;
  /** By the name of the indicator. */
  indicators?: Record<string, Pair<unknown>>;
  dates?: Record<string, Pair<string>>;
  billable?: Pair<boolean>;
  parent?: Pair<string>;
  /** The notes of the tabular list, as JSON text. */
  notes?: Pair<string>;
  /** The changed codes that the text cites, as people read them. */
  cites?: string[];
  /** The changed codes of its family. */
  family?: string[];
  /** The notices printed under the official text. */
  notice?: Pair<string>;
};

/** One code on the list of an update, before anybody worked on it. */
export type ItemChange = {
  codeSet: string;
  code: string;
  displayCode: string;
  /** Never empty, the weightiest first. */
  kinds: ChangeKind[];
  changes: ItemChanges;
};

const kindNames: Record<ChangeItem['kind'], ChangeKind> = {
  added: 'added',
  deleted: 'deleted',
  becameHeader: 'became-header',
  becameBillable: 'became-billable',
  longRevised: 'long-revised',
  shortRevised: 'short-revised',
  terminated: 'terminated',
  dropped: 'dropped',
  reinstated: 'reinstated',
  indicatorChanged: 'indicator-changed',
  notesChanged: 'notes-changed',
};
const counted = new Map<string, ChangeKind>(Object.entries(kindNames));
const weight = new Map<string, number>(Object.keys(changeKinds).map((kind, index) => [kind, index]));

/** A closed list has no other names; what is stored may be older than the list. */
export const isChangeKind = (text: string): text is ChangeKind => text in changeKinds;

/** The weightiest first. */
export function byWeight(kinds: Iterable<ChangeKind>): ChangeKind[] {
  return [...new Set(kinds)].sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
}

/** The kinds in one field, between blanks, so that a filter finds each. */
export const kindsText = (kinds: readonly ChangeKind[]): string => ` ${kinds.join(' ')} `;

export const kindsOfText = (text: string): ChangeKind[] => text.split(' ').filter(isChangeKind);

/** The item of one code of a change set; null where only such parts differ as are no work for an editor. */
export function itemOfChange(codeSet: string, change: CodeChange): ItemChange | null {
  const kinds = byWeight(change.kinds.flatMap((kind) => counted.get(kind) ?? []));
  if (kinds.length === 0) return null;
  const displayCode = (change.after ?? change.before)?.displayCode ?? change.code;
  return { codeSet, code: change.code, displayCode, kinds, changes: changesOf(change) };
}

function changesOf({ before, after, notes }: CodeChange): ItemChanges {
  const changes: ItemChanges = {
    long: { before: before?.longDescriptor ?? null, after: after?.longDescriptor ?? null },
  };
  const put = <Key extends 'short' | 'medium' | 'billable' | 'parent'>(key: Key, pair: ItemChanges[Key]) => {
    if (pair && pair.before !== pair.after) changes[key] = pair;
  };
  put('short', pairOf(before?.shortDescriptor, after?.shortDescriptor));
  put('medium', pairOf(before?.mediumDescriptor, after?.mediumDescriptor));
  put('billable', pairOf(before?.billable, after?.billable));
  put('parent', pairOf(before?.parent, after?.parent));
  const indicators = differing(before?.indicators, after?.indicators);
  delete indicators.actionCode;
  if (Object.keys(indicators).length > 0) changes.indicators = indicators;
  const dates = differing<string | null>(before?.dates, after?.dates);
  if (Object.keys(dates).length > 0) changes.dates = dates;
  if (notes) changes.notes = { before: notes.before, after: notes.after };
  return changes;
}

function pairOf<T>(before: T | null | undefined, after: T | null | undefined): Pair<T> {
  return { before: before ?? null, after: after ?? null };
}

function differing<T>(
  before: Readonly<Record<string, T>> = {},
  after: Readonly<Record<string, T>> = {},
): Record<string, Pair<NonNullable<T>>> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const pairs = names.map((name) => [name, pairOf(before[name], after[name])] as const);
  return Object.fromEntries(
    pairs.filter(([, pair]) => JSON.stringify(pair.before) !== JSON.stringify(pair.after)),
  ) as Record<string, Pair<NonNullable<T>>>;
}

/** The kinds that hang on the explanations and on their notices, not on the official files alone. */
export const derivedKinds: ReadonlySet<ChangeKind> = new Set([
  'cited-changed',
  'family-changed',
  'notice-only',
]);

/** What the official files alone make of an item; null where it stands on the list for other reasons. */
export function officialPart({ kinds, changes, ...item }: ItemChange): ItemChange | null {
  const official = kinds.filter((kind) => !derivedKinds.has(kind) && kind !== 'guideline-changed');
  if (official.length === 0) return null;
  const { cites: _, family: __, notice: ___, ...rest } = changes;
  return { ...item, kinds: official, changes: rest };
}

/** SHA-256 over what an item is about, in one fixed spelling. What an editor adds by hand is no part of it. */
export function changeHash({ kinds, changes }: Pick<ItemChange, 'kinds' | 'changes'>): string {
  const official = kinds.filter((kind) => kind !== 'guideline-changed');
  return createHash('sha256')
    .update(JSON.stringify(inOrder([official, changes])))
    .digest('base64url');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, inOrder(part)]));
}
