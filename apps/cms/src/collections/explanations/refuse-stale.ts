import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import type { HashedText } from '../../workflow/content.ts';
import { refusal } from '../../workflow/refusal.ts';
import { textDiff } from '../../workflow/text-diff.ts';
import { textOf } from './content-of.ts';

/** How long the other one of two writers may take to finish, and how often to look. */
const patience = { times: 20, every: 100 };

/** Refuses a save that was written on another revision than the one that stands, or that came second. */
export async function refuseStale(
  req: PayloadRequest,
  stored: Explanation,
  mine: HashedText,
): Promise<never> {
  const now = await laterThan(req, stored);
  const by = await nameOf(req, now.lastEditor);
  const at = now.updatedAt;
  const theirs = await textOf(now, req);
  const diff = textDiff(theirs.content, mine.content);
  const revision = now.revision ?? 0;
  const time = new Intl.DateTimeFormat('en-US', { timeStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(at),
  );
  throw new WorkflowRefused(refusal('stale', [`${by} saved it at ${time} UTC.`], { by, at, revision, diff }));
}

/** The document once the other writer is done; the one that was read where it was the later one already. */
async function laterThan(req: PayloadRequest, stored: Explanation): Promise<Explanation> {
  for (let time = 0; time < patience.times; time += 1) {
    const now = await req.payload.findByID({
      collection: 'explanations',
      id: stored.id,
      draft: true,
      depth: 0,
      req,
    });
    if ((now.revision ?? 0) > (stored.revision ?? 0)) return now;
    await new Promise((resolve) => setTimeout(resolve, patience.every));
  }
  return stored;
}

async function nameOf(req: PayloadRequest, person: Explanation['lastEditor']): Promise<string> {
  if (!person) return 'The desk';
  if (typeof person === 'object') return person.name;
  const { docs } = await req.payload.find({
    collection: 'staff',
    where: { id: { equals: person } },
    depth: 0,
    limit: 1,
    req,
  });
  return docs[0]?.name ?? 'Somebody';
}
