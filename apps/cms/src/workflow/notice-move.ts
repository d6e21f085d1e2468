import { contentHash, type HashedText } from './content.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { State } from './states.ts';

/** What a move between notices has to know of one. */
export type NoticeFacts = {
  slug: string;
  rightsHolder: string;
  uses: readonly string[];
  /** Whether a second person agreed to it. */
  active: boolean;
};

/**
 * Why no text can be moved from one notice to another; null where they can. Whose a text is, is whose its notice is: a
 * move never gives it to somebody else.
 */
export function noticeMoveRefusal(from: NoticeFacts, to: NoticeFacts): Refusal | null {
  const no = (why: string) => refusal('notice-unfit', [why]);
  if (from.slug === to.slug) return no('It is the notice that they name already.');
  if (from.rightsHolder !== to.rightsHolder) return no('It is the notice of another rights holder.');
  if (!to.active) return no(`"${to.slug}" is not in use: a second person agrees to it first.`);
  if (!to.uses.includes('line')) return no(`"${to.slug}" is not one that is printed under a text.`);
  return null;
}

/** History keeps the notice that it was published with, and a withdrawn text has no page. */
export const keepsItsNotice = (state: State): boolean => state === 'superseded' || state === 'withdrawn';

/** The hash of a text that says the same in every part, under another notice. */
export function hashUnder(text: HashedText, notice: string): string {
  return contentHash({ ...text, content: { ...text.content, notice } });
}
