import type { Payload } from 'payload';
import type { HeldEdition } from '../imports/held-editions.ts';
import { relationId } from '../relation-id.ts';
import { approvedContent } from '../workflow/content.ts';
import { familyTemplate } from '../workflow/families/family-template.ts';
import { readinessWords } from '../workflow/readiness/slots.ts';
import { readersOf } from './family-of-text.ts';
import { loadFamily } from './family-rows.ts';
import { familyRevisions, ownTexts } from './own-texts.ts';

/** Codes of an edition that would read a family's text, and cannot: what is wrong, and with whose text. */
export interface UnfilledFamily {
  displayCode: string;
  line: string;
  message: string;
}

/**
 * Looks at every family of a set whose text readers would have with `pins`, at an edition: which of its codes the text
 * has no words for. The same lack in many codes is told once.
 */
export async function unfilledFamilies(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
  pins: ReadonlyMap<string, string>,
): Promise<UnfilledFamily[]> {
  const { codeSet } = edition;
  const families = await familyRevisions(payload);
  const prefix = `${codeSet}/`;
  const roots = [...pins].filter(([codeKey, id]) => codeKey.startsWith(prefix) && families.has(id));
  if (roots.length === 0) return [];
  const own = await ownTexts(payload, codeSet, pins);
  const found: UnfilledFamily[] = [];
  for (const [codeKey, id] of roots) {
    const family = await loadFamily(payload, held, edition, codeKey.slice(prefix.length));
    if (!family) continue;
    const revision = await payload.findByID({ collection: 'approved-revisions', id, depth: 0 });
    const template = familyTemplate(approvedContent.parse(revision.content));
    const [{ displayCode }] = family.codes;
    const lacks = new Map<string, string[]>();
    for (const code of readersOf(family, own)) {
      const filled = template.fill(family.valuesOf(code));
      if (!filled.ok)
        for (const lack of readinessWords(filled))
          lacks.set(lack, [...(lacks.get(lack) ?? []), code.displayCode]);
    }
    const line = relationId(revision.explanation);
    for (const [lack, codes] of lacks)
      found.push({ displayCode, line, message: `${lack} (${someOf(codes)}).` });
  }
  return found;
}

function someOf(codes: readonly string[]): string {
  const more = codes.length > 1 ? ` and ${codes.length - 1} more` : '';
  return `${codes[0]}${more}`;
}
