import type { ApprovedText } from '../export/approved-texts.ts';
import { type ApprovedContent, contentHash, type HashedText } from '../workflow/content.ts';
import { sectionTitles } from '../workflow/sections.ts';

/** A draft in the place of an approved text, and what of it cannot be shown as it is. */
export interface DraftText {
  text: ApprovedText | null;
  notes: string[];
}

const noSummary = '(The open summary is not written yet.)';

/** Makes of a draft what the export takes: as if it had been approved today. Null where there is nothing to show. */
export function draftText(draft: HashedText, today: string): DraftText {
  const { plainTitle, body, sections, notice } = draft.content;
  if (body.length === 0)
    return { text: null, notes: ['The explanation is empty, so the page says that there is none.'] };
  if (notice === null)
    return {
      text: null,
      notes: ['Choose the copyright notice: the page does not show the text without it.'],
    };
  const shown = sections.filter((section) => section.body.length > 0);
  const unsaid = shown.filter(({ summary }) => summary === null);
  const content: ApprovedContent = {
    plainTitle,
    body,
    sections: shown.map((section) => ({ ...section, summary: section.summary ?? noSummary })),
    notice,
  };
  const { codeKey, edition } = draft;
  return {
    text: {
      codeKey,
      hash: contentHash(draft),
      edition,
      content,
      approved: today,
      reviewed: today,
      reviewer: null,
    },
    notes: unsaid.map(({ id }) => `${sectionTitles[id]}: the open summary is missing.`),
  };
}
