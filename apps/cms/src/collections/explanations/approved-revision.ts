import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import { heldEditions } from '../../imports/held-editions.ts';
import { approvedContent, type HashedText } from '../../workflow/content.ts';

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
      officialHash: await officialHash(text, req),
      reviewed: approval.approvedAt.slice(0, 10),
    },
    depth: 0,
    req,
  });
  return id;
}

/** What the edition says of the code, as a hash: the text was approved against it. */
async function officialHash({ codeKey, edition }: HashedText, req: PayloadRequest): Promise<string | null> {
  const [codeSet = '', code = ''] = codeKey.split('/');
  const held = await heldEditions(req.payload, codeSet);
  const at = held.find(({ id }) => id === edition);
  if (!at) return null;
  const spans = (await rowsOfCodes(req.payload, held, { code: { equals: code } })).get(code) ?? [];
  return rowAt(spans, at)?.contentHash ?? null;
}
