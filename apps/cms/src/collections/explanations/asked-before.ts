import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest, Where } from 'payload';
import { type TextChange, textDiff } from '../../workflow/text-diff.ts';
import { textOf } from './content-of.ts';

/** When changes were asked for last, and what the text says differently since. */
export type AskedBefore = { at: string; changes: TextChange[] };

/**
 * What a second round of review reads: against the text in which somebody asked for changes. Null where nobody did
 * since it was approved last, or where the versions no longer hold that text.
 */
export async function askedBefore(req: PayloadRequest, doc: Explanation): Promise<AskedBefore | null> {
  if (doc.state !== 'changes-requested' && doc.state !== 'in-review') return null;
  const asked = await newestVersion(req, doc, { 'version.state': { equals: 'changes-requested' } });
  if (asked === null) return null;
  const approved = await newestVersion(req, doc, { 'version.state': { equals: 'approved' } });
  if (approved && revisionOf(approved) > revisionOf(asked)) return null;
  const before = { 'version.revision': { less_than: revisionOf(asked) } };
  const read = await newestVersion(req, doc, {
    and: [{ 'version.state': { equals: 'in-review' } }, before],
  });
  if (read === null || (approved && revisionOf(approved) > revisionOf(read))) return null;
  const [was, is] = [await textOf(read.version, req), await textOf(doc, req)];
  return { at: read.updatedAt, changes: textDiff(was.content, is.content) };
}

const revisionOf = ({ version }: { version: Explanation }) => version.revision ?? 0;

/** The last save of the line that matches, with the text as it stood. */
async function newestVersion({ payload }: PayloadRequest, { id }: Explanation, where: Where) {
  const { docs } = await payload.findVersions({
    collection: 'explanations',
    where: { and: [{ parent: { equals: id } }, where] },
    sort: '-version.revision',
    limit: 1,
    depth: 0,
  });
  return docs[0] ?? null;
}
