import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';
import type { Assigned } from '../workflow/assignment.ts';
import { itemStates, resolutions } from '../workflow/work-item.ts';
import { type ItemChanges, kindsOfText, kindsText } from '../workflow/work-item-changes.ts';
import type { HeldItem, ItemsPlan, ItemUpdate } from '../workflow/work-item-plan.ts';

/** One row of `work-items` as it is inserted in bulk. */
export interface ItemRow extends Assigned {
  key: string;
  codeSet: string;
  edition: string;
  code: string;
  displayCode: string;
  range: string;
  position: number;
  kind: string;
  kinds: string;
  changes: ItemChanges;
  state: 'open';
  explained: boolean;
  reads: string | null;
  changeHash: string;
  createdAt: string;
  updatedAt: string;
}

const keysOf = <Key extends string>(labels: Record<Key, string>) =>
  z.enum(Object.keys(labels) as [Key, ...Key[]]);

const itemDocument = z.object({
  id: z.string(),
  key: z.string(),
  codeSet: z.string(),
  code: z.string(),
  displayCode: z.string(),
  kinds: z.string(),
  changes: z.custom<ItemChanges>((value) => typeof value === 'object' && value !== null),
  changeHash: z.string(),
  state: keysOf(itemStates),
  resolution: keysOf(resolutions).nullish(),
  proposedBy: z.string().nullish(),
  explained: z.boolean().nullish(),
  reads: z.string().nullish(),
  updatedAt: z.string(),
});

/** Every item of an update. */
export async function heldItems(payload: Payload, edition: string): Promise<HeldItem[]> {
  const items: HeldItem[] = [];
  for await (const document of everyDocument(payload, 'work-items', { edition: { equals: edition } }))
    items.push(heldItem(document));
  return items;
}

/** The stored document as the plan and the steps know an item. */
export function heldItem(document: unknown): HeldItem {
  const { kinds, resolution, proposedBy, explained, reads, ...item } = itemDocument.parse(document);
  return {
    ...item,
    kinds: kindsOfText(kinds),
    resolution: resolution ?? null,
    proposedBy: proposedBy ?? null,
    explained: explained === true,
    reads: reads ?? null,
  };
}

/** The fields of an item's document that an update of it writes. */
export function fieldsOfUpdate({ kinds, ...data }: ItemUpdate): Record<string, unknown> {
  return kinds ? { ...data, kinds: kindsText(kinds) } : data;
}

export function rowOf(
  edition: string,
  { key, item, changeHash, reads }: ItemsPlan['insert'][number],
  place: { range: string; position: number },
  assigned: Assigned,
  now: string,
): ItemRow {
  const { codeSet, code, displayCode, kinds, changes } = item;
  const [kind = 'guideline-changed'] = kinds;
  const times = { createdAt: now, updatedAt: now };
  const change = { kind, kinds: kindsText(kinds), changes, changeHash };
  return {
    key,
    codeSet,
    edition,
    code,
    displayCode,
    ...place,
    ...change,
    state: 'open',
    explained: reads !== null,
    reads,
    ...assigned,
    ...times,
  };
}
