import type { Payload, Where } from 'payload';
import { addressOf } from '../workflow/item-address.ts';
import { changeKinds } from '../workflow/work-item.ts';

/** A work item as a list of the dashboard names it. */
export type ListedItem = { id: string; code: string; change: string; due: string | null; address: string };
export type ItemList = { total: number; items: ListedItem[] };

const mostListed = 8;

/** What an editor was given and has not sent to review: what is due first comes first, what has no day last. */
export function givenTo(payload: Payload, person: string): Promise<ItemList> {
  return list(payload, {
    assignee: { equals: person },
    state: { in: ['open', 'drafting', 'changes-requested'] },
  });
}

/** Texts of which somebody else proposed that they still hold: a second person confirms it. */
export function proposedTo(payload: Payload, person: string): Promise<ItemList> {
  return list(payload, {
    and: [
      { state: { equals: 'in-review' } },
      { proposedBy: { exists: true } },
      { proposedBy: { not_equals: person } },
      { or: [{ reviewer: { equals: person } }, { reviewer: { exists: false } }] },
    ],
  });
}

async function list(payload: Payload, where: Where): Promise<ItemList> {
  const dated = await part(payload, { and: [where, { due: { exists: true } }] }, ['due', 'position']);
  const undated = await part(payload, { and: [where, { due: { exists: false } }] }, ['edition', 'position']);
  const items = [...dated.docs, ...undated.docs].slice(0, mostListed);
  const sets = await setsOf(
    payload,
    items.map(({ edition }) => edition),
  );
  return {
    total: dated.totalDocs + undated.totalDocs,
    items: items.map((item) => ({
      id: item.id,
      code: item.displayCode,
      change: changeKinds[item.kind],
      due: item.due || null,
      address: `/admin/updates/${item.edition}/items/${addressOf(sets.get(item.edition) ?? item.codeSet, item)}`,
    })),
  };
}

/** The code set of each edition that the items belong to. */
async function setsOf(payload: Payload, editions: readonly string[]): Promise<Map<string, string>> {
  const { docs } = await payload.find({
    collection: 'updates',
    where: { edition: { in: [...new Set(editions)] } },
    depth: 0,
    pagination: false,
    select: { edition: true, codeSet: true },
  });
  return new Map(docs.map(({ edition, codeSet }) => [edition, codeSet]));
}

function part(payload: Payload, where: Where, sort: string[]) {
  return payload.find({
    collection: 'work-items',
    where,
    sort,
    depth: 0,
    limit: mostListed,
    select: { code: true, codeSet: true, displayCode: true, kind: true, due: true, edition: true },
  });
}
