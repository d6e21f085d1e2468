import type { Payload } from 'payload';
import { everyDocument } from '../imports/every-document.ts';
import type { Coverage } from '../workflow/families/labels.ts';

/** Whom the text of each code is for that readers see; null for a code without one. `pins` by `codeSet/code`. */
export async function ownTexts(
  payload: Payload,
  codeSet: string,
  pins: ReadonlyMap<string, string>,
): Promise<(code: string) => Coverage | null> {
  const own = await textsInSet(payload, codeSet, pins);
  return (code) => own.get(code) ?? null;
}

/** The same for every code of a set that has a text. */
export async function textsInSet(
  payload: Payload,
  codeSet: string,
  pins: ReadonlyMap<string, string>,
): Promise<Map<string, Coverage>> {
  const families = await familyRevisions(payload);
  const prefix = `${codeSet}/`;
  const own = new Map<string, Coverage>();
  for (const [codeKey, revision] of pins)
    if (codeKey.startsWith(prefix))
      own.set(codeKey.slice(prefix.length), families.has(revision) ? 'family' : 'code');
  return own;
}

/** The ids of all approved revisions that are for families, or of those among a few. */
export async function familyRevisions(payload: Payload, among?: readonly string[]): Promise<Set<string>> {
  const ids = new Set<string>();
  const family = { covers: { equals: 'family' } };
  const few = among !== undefined && among.length <= someRevisions;
  const where = few ? { and: [{ id: { in: [...among] } }, family] } : family;
  if (among?.length === 0) return ids;
  for await (const document of everyDocument(payload, 'approved-revisions', where, {
    select: { covers: true },
  }))
    ids.add((document as { id: string }).id);
  return ids;
}

/** As many ids as a question names. */
const someRevisions = 500;
