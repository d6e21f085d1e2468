import type { Payload } from 'payload';
import { type BoardCounts, boardCounts } from '../workflow/update-board.ts';
import { type Board, boardRows, updateOf } from './board.ts';

export type ListedUpdate = Board['update'] & { counts: BoardCounts };

/** Every update, the newest edition first, with what it holds; or the one that is asked for. */
export async function listUpdates(payload: Payload, today: string, only?: string): Promise<ListedUpdate[]> {
  const { docs } = await payload.find({
    collection: 'updates',
    ...(only === undefined ? {} : { where: { edition: { equals: only } } }),
    sort: '-openedAt',
    pagination: false,
    depth: 0,
  });
  const listed: ListedUpdate[] = [];
  for (const { edition } of docs) {
    const update = await updateOf(payload, edition);
    if (update) listed.push({ ...update, counts: boardCounts(await boardRows(payload, edition), today) });
  }
  return listed;
}
