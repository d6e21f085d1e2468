import type { Payload, Where } from 'payload';
import { rowsOfCodes } from '../beside/rows-of-codes.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { addressOf } from '../workflow/item-address.ts';
import { changeKinds } from '../workflow/work-item.ts';

/** A work item as a list of the dashboard names it. */
export type ListedItem = {
  id: string;
  code: string;
  /** The long descriptor as the newest edition that changed it says; null where none is held. */
  descriptor: string | null;
  change: string;
  due: string | null;
  address: string;
};
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
  const descriptors = await descriptorsOf(payload, items);
  return {
    total: dated.totalDocs + undated.totalDocs,
    items: items.map((item) => ({
      id: item.id,
      code: item.displayCode,
      descriptor: descriptors.get(`${item.codeSet}/${item.code}`) ?? null,
      change: changeKinds[item.kind],
      due: item.due || null,
      address: `/admin/updates/${item.edition}/items/${addressOf(sets.get(item.edition) ?? item.codeSet, item)}`,
    })),
  };
}

/** The descriptors of a few items' codes, by `codeSet/code`. */
async function descriptorsOf(
  payload: Payload,
  items: readonly { codeSet: string; code: string }[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [codeSet, some] of Map.groupBy(items, (item) => item.codeSet)) {
    const codes = { code: { in: some.map(({ code }) => code) } };
    const rows = await rowsOfCodes(payload, await heldEditions(payload, codeSet), codes);
    for (const [code, spans] of rows) {
      const descriptor = spans.at(-1)?.longDescriptor;
      if (descriptor) found.set(`${codeSet}/${code}`, descriptor);
    }
  }
  return found;
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
