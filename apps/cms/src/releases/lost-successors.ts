import type { Payload } from 'payload';
import { rowAt, rowsOfCodes } from '../beside/rows-of-codes.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import type { ReleaseFacts } from '../workflow/release-blockers.ts';

/** As many codes as one statement may name. */
const some = 500;

/** What editors confirmed to take a code's place, and what the edition does not hold. */
export async function lostSuccessors(
  payload: Payload,
  held: readonly HeldEdition[],
  at: HeldEdition,
): Promise<ReleaseFacts['lostSuccessors']> {
  const { docs } = await payload.find({
    collection: 'replacements',
    where: { and: [{ codeSet: { equals: at.codeSet } }, { state: { equals: 'confirmed' } }] },
    sort: 'key',
    depth: 0,
    pagination: false,
  });
  const lost: ReleaseFacts['lostSuccessors'] = [];
  for (let start = 0; start < docs.length; start += some) {
    const named = docs.slice(start, start + some);
    const rows = await rowsOfCodes(payload, held, { code: { in: named.map(({ code }) => code) } });
    for (const { id, formerCode, code } of named)
      if (rowAt(rows.get(code) ?? [], at) === null) lost.push({ id, formerCode, code });
  }
  return lost;
}
