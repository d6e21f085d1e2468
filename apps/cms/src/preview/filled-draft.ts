import type { Payload } from 'payload';
import { familyOfText } from '../families/family-of-text.ts';
import type { HashedText } from '../workflow/content.ts';
import { familyTemplate } from '../workflow/families/family-template.ts';
import { readinessWords } from '../workflow/readiness/slots.ts';

/** A draft without slots, and what the editor should know of how they were filled. */
export interface FilledDraft {
  draft: HashedText;
  notes: string[];
}

/**
 * Fills a family's draft for its first code, or for the first code that it can be filled for. A draft for one code stays
 * as it is, and so does one that cannot be filled for any.
 */
export async function filledDraft(payload: Payload, draft: HashedText): Promise<FilledDraft> {
  if (!draft.content.family) return { draft, notes: [] };
  const family = await familyOfText(payload, draft.codeKey, draft.edition);
  if (!family) return { draft, notes: [] };
  const template = familyTemplate(draft.content);
  const notes: string[] = [];
  for (const [index, code] of family.readers.entries()) {
    const filled = template.fill(family.valuesOf(code));
    if (!filled.ok) {
      if (index === 0) notes.push(...readinessWords(filled));
      continue;
    }
    if (index > 0) notes.push(`The slots are filled as ${code.displayCode} reads them.`);
    return { draft: { ...draft, content: filled.content }, notes };
  }
  return { draft, notes: [...notes, 'No code of the family can be shown: the slots stand unfilled.'] };
}
