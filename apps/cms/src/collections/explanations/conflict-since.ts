import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import type { Conflict } from '../../workflow/refusal.ts';
import { type TextChange, textDiff } from '../../workflow/text-diff.ts';
import { textOf } from './content-of.ts';

/**
 * Who saved the text since a revision, when, and what that changed, word by word. `now` is the document as it
 * stands. The text of a revision is that of the last version whose text is not younger; where the versions no longer
 * hold it, the changes begin at the text before.
 */
export async function conflictSince(
  req: PayloadRequest,
  now: Explanation,
  revision: number,
): Promise<Conflict> {
  const [by, diff] = await Promise.all([nameOf(req, now.lastEditor), changesSince(req, now, revision)]);
  return { by, at: now.updatedAt, revision: now.revision ?? 0, diff };
}

async function changesSince(req: PayloadRequest, now: Explanation, revision: number): Promise<TextChange[]> {
  const { docs } = await req.payload.findVersions({
    collection: 'explanations',
    where: { parent: { equals: now.id }, 'version.textRevision': { less_than_equal: revision } },
    sort: '-version.revision',
    limit: 1,
    depth: 0,
    req,
  });
  const read = docs[0]?.version;
  if (!read) return [];
  const [before, after] = await Promise.all([textOf(read, req), textOf(now, req)]);
  return textDiff(before.content, after.content);
}

/** What staff are called; the desk itself where nobody is named. */
export async function nameOf(req: PayloadRequest, person: Explanation['lastEditor']): Promise<string> {
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
