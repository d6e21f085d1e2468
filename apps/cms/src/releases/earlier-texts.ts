import type { Payload } from 'payload';
import type { Live, ShownEditions } from '../workflow/release.ts';
import { editionSequences } from './editions.ts';
import { publishedAfter } from './live.ts';
import { type RevisionHead, revisionHeads, revisionsById } from './revisions.ts';

/**
 * Of the codes whose text readers have from a later edition than the one that they get again: the last text up to that
 * edition that they had before, null where they had none. `shown`: the editions that they get again.
 */
export async function earlierTexts(
  payload: Payload,
  live: Live,
  shown: ShownEditions,
): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  const sequenceOf = await editionSequences(payload);
  for (const [codeSet, edition] of Object.entries(shown)) {
    if (edition === null) continue;
    const last = sequenceOf(edition);
    for (const { codeKey } of await laterTexts(payload, live, codeSet, last)) found.set(codeKey, null);
    const isEarlier = (head: RevisionHead | undefined) =>
      head !== undefined && sequenceOf(head.edition) <= last;
    for (const [codeKey, revision] of await lastSeen(payload, found, isEarlier)) found.set(codeKey, revision);
  }
  return found;
}

async function laterTexts(
  payload: Payload,
  live: Live,
  codeSet: string,
  sequence: number,
): Promise<RevisionHead[]> {
  const where = { and: [{ codeSet: { equals: codeSet } }, { sequence: { greater_than: sequence } }] };
  const { docs } = await payload.find({ collection: 'editions', where, depth: 0, pagination: false });
  const later = docs.map(({ slug }) => slug);
  if (later.length === 0) return [];
  const heads = await revisionHeads(payload, { edition: { in: later } });
  return heads.filter(({ id, codeKey }) => live.texts.get(codeKey) === id);
}

/** What the releases brought of these codes, text after text, as far as it fits; what was taken off stays off. */
async function lastSeen(
  payload: Payload,
  codes: ReadonlyMap<string, unknown>,
  fits: (head: RevisionHead | undefined) => boolean,
): Promise<Map<string, string | null>> {
  const last = new Map<string, string | null>();
  if (codes.size === 0) return last;
  const pins = (await publishedAfter(payload, 0)).flatMap((release) =>
    release.pins.filter(({ codeKey }) => codes.has(codeKey)),
  );
  const heads = await revisionsById(payload, [...new Set(pins.flatMap(({ revision }) => revision ?? []))]);
  for (const { codeKey, revision } of pins)
    if (revision === null || fits(heads.get(revision))) last.set(codeKey, revision);
  return last;
}
