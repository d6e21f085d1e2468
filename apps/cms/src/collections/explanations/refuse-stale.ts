import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { refusal } from '../../workflow/refusal.ts';
import { conflictSince } from './conflict-since.ts';

/** How long the other one of two writers may take to finish, and how often to look. */
const patience = { times: 40, every: 50 };

/** Refuses a save that was written on the revision `written`, on which `now` no longer stands. */
export async function refuseStale(req: PayloadRequest, now: Explanation, written: number): Promise<never> {
  const conflict = await conflictSince(req, now, written);
  const refused = refusal('stale', [`${conflict.by} saved it meanwhile.`], conflict);
  throw new WorkflowRefused(refused, 'revision');
}

/** Refuses a save whose revision another writer claimed first, once that one's text is there to be shown. */
export async function refuseSecond(req: PayloadRequest, read: Explanation, written: number): Promise<never> {
  return await refuseStale(req, await laterThan(req, read), written);
}

/** The document once the other writer is done, or as it was read where that writer died. */
async function laterThan({ payload }: PayloadRequest, read: Explanation): Promise<Explanation> {
  for (let time = 0; time < patience.times; time += 1) {
    const now = await payload.findByID({ collection: 'explanations', id: read.id, draft: true, depth: 0 });
    if ((now.revision ?? 0) > (read.revision ?? 0)) return now;
    await new Promise((resolve) => setTimeout(resolve, patience.every));
  }
  return read;
}
