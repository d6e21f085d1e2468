import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { relationId } from '../relation-id.ts';
import { publishers } from '../workflow/permissions.ts';
import { addNotices } from './add-notices.ts';

/** A mail names what is in the way; the release's own page lists all of it. */
const mostWords = 600;

/** Tells who prepared a scheduled release, and everybody who may publish, that its time came and it did not go out. */
export async function tellNotReleased(
  payload: Payload,
  { id, title, preparedBy }: Release,
  failure: string,
): Promise<void> {
  const { docs } = await payload.find({
    collection: 'staff',
    where: { role: { in: [...publishers] } },
    depth: 0,
    pagination: false,
  });
  const by = relationId(preparedBy);
  const words = failure.length > mostWords ? `${failure.slice(0, mostWords)} …` : failure;
  const notice = {
    kind: 'not-released',
    title,
    path: `/admin/collections/releases/${id}`,
    quote: null,
    words,
  } as const;
  const people = [...docs.map((one) => one.id), ...(by ? [by] : [])];
  await addNotices(payload, { id: '', name: 'The desk' }, [{ people, notice }]);
}
