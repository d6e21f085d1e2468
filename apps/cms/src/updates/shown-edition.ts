import type { Payload } from 'payload';
import { editionInForce } from '../export/edition-in-force.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import { shownEditions } from '../workflow/release.ts';

/** The edition of a set that readers see: as the last release says that did, else by the day. Null without any. */
export async function shownEdition(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  today: string,
): Promise<HeldEdition | null> {
  const { docs } = await payload.db.find<{ shown?: unknown }>({
    collection: 'releases',
    where: { state: { in: ['published', 'reverted'] } },
    sort: '-order',
    limit: 0,
    pagination: false,
    select: { shown: true },
  });
  for (const { shown } of docs) {
    const id = shownEditions.safeParse(shown ?? {}).data?.[codeSet];
    const edition = held.find((one) => one.id === id);
    if (edition) return edition;
  }
  return editionInForce(held, today);
}
