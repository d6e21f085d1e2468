import type { Payload } from 'payload';
import { type ApprovedText, approvedTexts } from '../export/approved-texts.ts';
import { livePins } from '../releases/live.ts';
import { approvedContent } from '../workflow/content.ts';

/** The texts that readers have, by `codeSet/code`. */
export async function liveTexts(payload: Payload): Promise<Map<string, ApprovedText>> {
  return await approvedTexts(payload, (await livePins(payload)).texts);
}

/** The text that readers have of one code; null where they have none. */
export async function liveText(
  payload: Payload,
  codeKey: string,
): Promise<Pick<ApprovedText, 'content' | 'edition' | 'reviewed' | 'hash'> | null> {
  const id = (await livePins(payload)).texts.get(codeKey);
  if (!id) return null;
  const revision = await payload.findByID({ collection: 'approved-revisions', id, depth: 0 });
  const { edition, reviewed, hash } = revision;
  return { content: approvedContent.parse(revision.content), edition, reviewed, hash };
}
