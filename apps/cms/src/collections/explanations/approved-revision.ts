import type { PayloadRequest } from 'payload';
import { approvedContent, type HashedText } from '../../workflow/content.ts';

type Approval = {
  explanation: string;
  text: HashedText;
  hash: string;
  approvedBy: string;
  approvedAt: string;
};

/** Writes down, for ever, what was approved. Throws when the content is not whole: readiness comes first. */
export async function writeApprovedRevision(approval: Approval, req: PayloadRequest): Promise<void> {
  const { text, ...rest } = approval;
  await req.payload.create({
    collection: 'approved-revisions',
    data: {
      ...rest,
      codeKey: text.codeKey,
      edition: text.edition,
      content: approvedContent.parse(text.content),
      reviewed: approval.approvedAt.slice(0, 10),
    },
    depth: 0,
    req,
  });
}
