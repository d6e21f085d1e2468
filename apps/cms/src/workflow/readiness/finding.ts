import type { HashedText } from '../content.ts';
import type { FamilyFacts } from '../families/family-facts.ts';
import type { StyleRule } from './house-style.ts';

/** How a code stands at the edition that the text applies from. */
export type CodeStanding = 'valid' | 'header' | 'upcoming' | 'terminated' | 'deleted' | 'unknown';

/** What the readiness of a text depends on besides the text. */
export interface ReadinessFacts {
  /** Whether the code is in an imported edition of its code set. */
  codeKnown: boolean;
  /** Whether the edition that the text applies from is held. */
  editionKnown: boolean;
  /** The label of that edition where the desk held it once and does no longer, as a sample that real data replaced. */
  editionLeft: string | null;
  /** Whether that edition or one before it holds the code, so that there is a page for the text; true where it is not known. */
  pageToCome: boolean;
  /** A licensed set shows plain titles, so its texts need one. */
  licensed: boolean;
  /** Whether the notice that the text names may be printed. */
  noticeInUse: boolean;
  /** Whose notice it is, where that is a maintainer of official codes and not who writes explanations; else null. */
  noticeOfOfficial: string | null;
  /** Whether it is one that is printed under a text. */
  noticeUnderTexts: boolean;
  /** The code as people write it, and its official long descriptor; null where it is not known. */
  official: { displayCode: string; descriptor: string } | null;
  /** By the address of the link, for links that lead to codes of this site. */
  linked: ReadonlyMap<string, CodeStanding>;
  style: readonly StyleRule[];
  /** The codes that read the text; null for a text for its code alone. */
  family: FamilyFacts | null;
}

/** One thing that a rule found, in words for the editor. What `blocks` has to be mended before a review. */
export interface Finding {
  rule: string;
  blocks: boolean;
  message: string;
}

/** A rule reads the text and the facts, and nothing else. */
export type Rule = (text: HashedText, facts: ReadinessFacts) => Finding[];
