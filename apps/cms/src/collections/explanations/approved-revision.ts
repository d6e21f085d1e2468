import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { approvedContent, type HashedText } from '../../workflow/content.ts';
import { officialHash } from './official-row.ts';

type Approval = {
  explanation: string;
  text: HashedText;
  hash: string;
  approvedBy: string;
  approvedAt: string;
};

/**
 * Writes down, for ever, what was approved, and returns its id. Throws when the content is not whole: readiness
 * comes first.
 */
export async function writeApprovedRevision(
  approval: Approval,
  doc: Partial<Explanation>,
  req: PayloadRequest,
): Promise<string> {
  const { text, ...rest } = approval;
  const { plainTitle, body, sections, notice, covers, slots } = doc;
  const { id } = await req.payload.create({
    collection: 'approved-revisions',
    data: {
      ...rest,
      codeKey: text.codeKey,
      edition: text.edition,
      content: approvedContent.parse(text.content),
      covers: text.content.family ? 'family' : 'code',
      editorState: JSON.parse(JSON.stringify({ plainTitle, body, sections, notice, covers, slots })),
      correction: text.content.correction ?? null,
      officialHash: await officialHash(req.payload, text),
      reviewed: approval.approvedAt.slice(0, 10),
    },
    depth: 0,
    req,
  });
  return id;
}
