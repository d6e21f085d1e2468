import type { Payload } from 'payload';
import { type ApprovedText, approvedTexts } from '../export/approved-texts.ts';
import { approvedContent } from '../workflow/content.ts';

/** The texts that readers have, by `codeSet/code`. */
export function liveTexts(payload: Payload): Promise<Map<string, ApprovedText>> {
  return approvedTexts(payload);
}

/** The text that readers have of one code; null where they have none. */
export async function liveText(
  payload: Payload,
  codeKey: string,
): Promise<Pick<ApprovedText, 'content' | 'edition' | 'reviewed'> | null> {
  const { docs } = await payload.find({
    collection: 'approved-revisions',
    where: { codeKey: { equals: codeKey } },
    sort: ['-approvedAt', '-id'],
    limit: 1,
    depth: 0,
  });
  const [revision] = docs;
  if (!revision) return null;
  const { edition, reviewed } = revision;
  return { content: approvedContent.parse(revision.content), edition, reviewed };
}
