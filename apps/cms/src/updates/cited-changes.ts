import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { addressOf } from '../workflow/item-address.ts';
import { changeKinds } from '../workflow/work-item.ts';

/** A code that a text cites and that changed, with what the update has to say of it. */
export type CitedChange = {
  displayCode: string;
  /** `Deleted`. */
  change: string;
  /** Of its own item, at the desk. */
  href: string;
};

/** The codes that an item's text cites, in the order of the item, as far as the update has items of them. */
export async function citedChanges(
  payload: Payload,
  codeSet: string,
  edition: string,
  cites: readonly string[],
): Promise<CitedChange[]> {
  if (cites.length === 0) return [];
  const { docs } = await payload.find({
    collection: 'work-items',
    where: { edition: { equals: edition }, codeSet: { equals: codeSet }, displayCode: { in: [...cites] } },
    depth: 0,
    pagination: false,
    select: { code: true, codeSet: true, displayCode: true, kind: true },
  });
  const found = new Map(
    (docs as Pick<WorkItem, 'code' | 'codeSet' | 'displayCode' | 'kind'>[]).map((item) => [
      item.displayCode,
      item,
    ]),
  );
  return cites.flatMap((displayCode) => {
    const item = found.get(displayCode);
    if (!item) return [];
    const href = `/admin/updates/${edition}/items/${addressOf(codeSet, item)}`;
    return [{ displayCode, change: changeKinds[item.kind], href }];
  });
}
