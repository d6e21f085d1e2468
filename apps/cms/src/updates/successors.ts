import type { Replacement } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { rowsOfCodes } from '../beside/rows-of-codes.ts';
import { heldEditions } from '../imports/held-editions.ts';

/** A code that is, may be or is not what takes the place of one that left. */
export type Successor = Pick<Replacement, 'id' | 'state'> & {
  displayCode: string;
  /** As the newest edition that changed it says; null where none is held. */
  descriptor: string | null;
  source: string | null;
};

/** What official tables and editors name in the place of a code, in the order of the codes. */
export async function successorsOf(payload: Payload, codeSet: string, code: string): Promise<Successor[]> {
  const where = { and: [{ codeSet: { equals: codeSet } }, { formerCode: { equals: code } }] };
  const { docs } = await payload.find({
    collection: 'replacements',
    where,
    sort: 'key',
    pagination: false,
    depth: 0,
  });
  const rows = await rowsOfCodes(payload, await heldEditions(payload, codeSet), {
    code: { in: docs.map((one) => one.code) },
  });
  return docs.map(({ id, state, source, code: bare }) => {
    const row = rows.get(bare)?.at(-1);
    return {
      id,
      state,
      source: source ?? null,
      displayCode: row?.displayCode ?? bare,
      descriptor: row?.longDescriptor ?? null,
    };
  });
}
