import type { Payload } from 'payload';
import { everThere, rowsOfCodes } from '../beside/rows-of-codes.ts';
import { heldEditions } from '../imports/held-editions.ts';

/** As many codes as one statement may name. */
const some = 500;

/**
 * Which of an edition's codes have no page in it: they left it when it was posted anew, and no edition before it held them.
 */
export async function codesWithoutPage(
  payload: Payload,
  edition: string,
  codes: readonly string[],
): Promise<Set<string>> {
  const { docs } = await payload.find({
    collection: 'editions',
    where: { slug: { equals: edition } },
    depth: 0,
    limit: 1,
  });
  const held = await heldEditions(payload, docs[0]?.codeSet ?? '');
  const at = held.find(({ id }) => id === edition);
  const found = new Set<string>();
  if (!at) return found;
  for (let start = 0; start < codes.length; start += some) {
    const rows = await rowsOfCodes(payload, held, { code: { in: codes.slice(start, start + some) } });
    for (const [code, spans] of rows) if (!everThere(spans, held, at)) found.add(code);
  }
  return found;
}
