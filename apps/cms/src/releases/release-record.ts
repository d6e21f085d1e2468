import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';

/** Reads a release. Throws Payload's own `NotFound` where there is none. */
export async function readRelease(payload: Payload, id: string): Promise<Release> {
  return await payload.findByID({ collection: 'releases', id, depth: 0 });
}

/** Writes what the desk computes of a release; people's access to these fields is closed. */
export async function writeRelease(
  payload: Payload,
  id: string,
  data: Partial<Omit<Release, 'id'>>,
): Promise<Release> {
  return await payload.update({ collection: 'releases', id, data, depth: 0 });
}
