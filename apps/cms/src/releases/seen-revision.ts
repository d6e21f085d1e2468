import type { Payload } from 'payload';
import { livePins } from './live.ts';
import { type RevisionHead, revisionsById } from './revisions.ts';

/** The approved revision of a code that readers see, without its text; null where they see none. */
export async function seenRevision(payload: Payload, codeKey: string): Promise<RevisionHead | null> {
  const pin = (await livePins(payload)).texts.get(codeKey);
  return pin === undefined ? null : ((await revisionsById(payload, [pin])).get(pin) ?? null);
}
