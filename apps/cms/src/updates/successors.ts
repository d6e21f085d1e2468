import type { Replacement } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { everyDocument } from '../imports/every-document.ts';

/** A code that is, may be or is not what takes the place of one that left. */
export type Successor = Pick<Replacement, 'id' | 'state'> & { displayCode: string; source: string | null };

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
  const asWritten = new Map<string, string>();
  const named = { and: [{ codeSet: { equals: codeSet } }, { code: { in: docs.map((one) => one.code) } }] };
  if (docs.length > 0)
    for await (const held of everyDocument(payload, 'codes', named)) {
      const { code: bare, displayCode } = held as { code: string; displayCode: string };
      asWritten.set(bare, displayCode);
    }
  return docs.map(({ id, state, source, code: bare }) => ({
    id,
    state,
    source: source ?? null,
    displayCode: asWritten.get(bare) ?? bare,
  }));
}
