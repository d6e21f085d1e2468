import type { Payload } from 'payload';
import { bulkStore } from '../imports/bulk/index.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { tellHandedOut, theRules } from '../notices/tell-handed-out.ts';
import { officialPart } from '../workflow/work-item-changes.ts';
import { heldItems } from './item-rows.ts';
import { stepIn } from './open-update.ts';

/**
 * Brings every open update in step with the texts that readers have now: call it when a release went out or was taken back. A
 * text that came to cite a changed code is listed, one that no longer does is settled. What the official files changed is
 * taken from the items themselves, so that no edition is read. The same call again changes nothing.
 */
export async function refreshUpdates(payload: Payload, cause = 'with a release'): Promise<void> {
  const bulk = await bulkStore(payload);
  const { docs } = await payload.find({
    collection: 'updates',
    where: { state: { equals: 'open' } },
    pagination: false,
    depth: 0,
  });
  for (const { edition, fromEdition, codeSet } of docs) {
    const held = await heldEditions(payload, codeSet);
    const [from, to] = [fromEdition, edition].map((id) => held.find((one) => one.id === id));
    if (!from || !to) continue;
    const items = await heldItems(payload, edition);
    const standing = items.filter(({ resolution }) => resolution !== 'taken-back');
    const official = standing.flatMap((item) => {
      const { codeSet: set, code, displayCode, kinds, changes } = item;
      return officialPart({ codeSet: set, code, displayCode, kinds, changes }) ?? [];
    });
    const now = new Date().toISOString();
    const { given } = await stepIn(payload, bulk, held, { from, to }, official, { now, words: cause });
    await tellHandedOut(payload, theRules, edition, given);
  }
}
