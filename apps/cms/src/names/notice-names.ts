import type { CopyrightNotice } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { relationId } from '../relation-id.ts';
import { editionLabels } from './text-names.ts';

/** `Sample Terminology Board, 2027`: whose notice it is, and for which edition or under which short id. By their ids. */
export async function noticeNames(
  payload: Payload,
  notices: readonly CopyrightNotice[],
): Promise<Map<string, string>> {
  const where = { id: { in: [...new Set(notices.map(({ rightsHolder }) => relationId(rightsHolder)))] } };
  const holders = await payload.find({ collection: 'rights-holders', where, pagination: false, depth: 0 });
  const named = new Map(holders.docs.map(({ id, name }) => [id, name]));
  const labels = await editionLabels(
    payload,
    notices.flatMap(({ edition }) => edition ?? []),
  );
  return new Map(
    notices.map(({ id, slug, rightsHolder, edition }) => [
      id,
      `${named.get(relationId(rightsHolder))}, ${labels.get(edition ?? '') ?? slug}`,
    ]),
  );
}
