import type { Payload } from 'payload';
import { everyDocument } from '../imports/every-document.ts';
import type { Coverage } from '../workflow/families/slot.ts';

/** Whom the text of each code is for that readers see; null for a code without one. `pins` by `codeSet/code`. */
export async function ownTexts(
  payload: Payload,
  codeSet: string,
  pins: ReadonlyMap<string, string>,
): Promise<(code: string) => Coverage | null> {
  const families = await familyRevisions(payload);
  return (code) => {
    const pinned = pins.get(`${codeSet}/${code}`);
    if (pinned === undefined) return null;
    return families.has(pinned) ? 'family' : 'code';
  };
}

/** The ids of all approved revisions that are for families. */
export async function familyRevisions(payload: Payload): Promise<Set<string>> {
  const ids = new Set<string>();
  const where = { covers: { equals: 'family' } };
  for await (const document of everyDocument(payload, 'approved-revisions', where, {
    select: { covers: true },
  }))
    ids.add((document as { id: string }).id);
  return ids;
}
