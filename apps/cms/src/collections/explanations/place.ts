import type { Explanation } from '@plaincode/types/payload';
import { type Payload, ValidationError } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { refusal } from '../../workflow/refusal.ts';

/** What says where a text stands. */
export type Place = Partial<Pick<Explanation, 'codeSet' | 'code' | 'codeKey' | 'appliesFrom' | 'lineKey'>>;

/**
 * Has a draft that stands elsewhere now leave its old place: Payload writes a draft into its versions alone, and the row under
 * them, whose key is unique, would hold that place for ever. The key of a text without a place is its own, since a database
 * may take two empty ones for the same.
 */
export async function moveRow(
  payload: Payload,
  id: string,
  { lineKey, codeKey, ...place }: Place,
): Promise<void> {
  const data = { ...place, codeKey: codeKey ?? null, lineKey: lineKey ?? `nowhere/${id}` };
  try {
    await payload.db.updateOne({ collection: 'explanations', id, data, returning: false });
  } catch (error) {
    // Somebody else began a text there in that moment.
    if (error instanceof ValidationError) throw new WorkflowRefused(refusal('duplicate-explanation'));
    throw error;
  }
}

/**
 * Frees a place that a row holds whose text stands elsewhere: it was moved before rows moved along, or the move broke off
 * between the two. A row without a version is somebody's who is just beginning a text there.
 */
export async function freePlace(payload: Payload, lineKey: string, id: string | undefined): Promise<void> {
  const { docs } = await payload.db.find<{ id: string }>({
    collection: 'explanations',
    where: { lineKey: { equals: lineKey } },
    limit: 1,
    pagination: false,
  });
  const holder = docs[0]?.id;
  if (holder === undefined || holder === id) return;
  const { docs: versions } = await payload.db.findVersions<Place>({
    collection: 'explanations',
    where: { and: [{ parent: { equals: holder } }, { latest: { equals: true } }] },
    limit: 1,
    pagination: false,
  });
  const stands = versions[0]?.version;
  if (!stands || stands.lineKey === lineKey) return;
  const { codeSet = null, code = null, codeKey = null, appliesFrom = null } = stands;
  await moveRow(payload, holder, { codeSet, code, codeKey, appliesFrom, lineKey: stands.lineKey ?? null });
}
