import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../../access/actor.ts';
import { relationId } from '../../relation-id.ts';

/** Who brought an item where it stands, in a sentence for somebody who came later; none where nobody did. */
export async function lastStep(payload: Payload, item: WorkItem, reader: Actor | null): Promise<string[]> {
  const { state, settledBy, proposedBy, reopened } = item;
  if (state === 'done') return said(await nameOf(payload, settledBy, reader), 'settled it already.');
  if (state === 'in-review')
    return said(await nameOf(payload, proposedBy, reader), 'proposed that the text still holds.');
  return reopened ? [reopened] : [];
}

const said = (name: string | null, what: string): string[] => (name === null ? [] : [`${name} ${what}`]);

async function nameOf(
  payload: Payload,
  person: WorkItem['settledBy'],
  reader: Actor | null,
): Promise<string | null> {
  const id = relationId(person);
  if (id === null) return null;
  if (id === reader?.id) return 'You';
  const { docs } = await payload.find({
    collection: 'staff',
    where: { id: { equals: id } },
    depth: 0,
    limit: 1,
  });
  return docs[0]?.name ?? null;
}
