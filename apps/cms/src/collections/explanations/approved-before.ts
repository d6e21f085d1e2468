import type { ApprovedRevision, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { relationId } from '../../relation-id.ts';
import { approvedContent } from '../../workflow/content.ts';
import { type TextChange, textDiff } from '../../workflow/text-diff.ts';
import { nameOf } from './conflict-since.ts';
import { textOf } from './content-of.ts';

/** The text that was approved before the one that stands, and what the one that stands says differently. */
export type ApprovedBefore = { by: string; at: string; changes: TextChange[] };

/**
 * Of the line itself, or of a line without an approval the text that it was begun from. Null where nothing was approved
 * before.
 */
export async function approvedBefore(req: PayloadRequest, doc: Explanation): Promise<ApprovedBefore | null> {
  const approved =
    (await newestOf(req, { explanation: { equals: doc.id } })) ??
    (doc.basedOn ? await newestOf(req, { id: { equals: doc.basedOn } }) : null);
  if (approved === null) return null;
  const [text, by] = [await textOf(doc, req), await nameOf(req, relationId(approved.approvedBy))];
  const changes = textDiff(approvedContent.parse(approved.content), text.content);
  return { by, at: approved.approvedAt, changes };
}

async function newestOf(
  req: PayloadRequest,
  where: NonNullable<Parameters<typeof req.payload.find>[0]['where']>,
): Promise<ApprovedRevision | null> {
  const { docs } = await req.payload.find({
    collection: 'approved-revisions',
    where,
    sort: '-approvedAt',
    limit: 1,
    depth: 0,
    req,
  });
  return docs[0] ?? null;
}
