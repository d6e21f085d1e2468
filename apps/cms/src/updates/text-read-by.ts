import type { Payload } from 'payload';
import { familyRead } from '../families/family-read.ts';
import { loadFamily } from '../families/family-rows.ts';
import { heldEditions } from '../imports/held-editions.ts';
import type { ApprovedContent } from '../workflow/content.ts';
import { familyTemplate } from '../workflow/families/family-template.ts';
import { readinessWords } from '../workflow/readiness/slots.ts';
import { liveText } from './live-texts.ts';

/** The text that readers have of a code, or will have in an edition while it has none of its own. */
export interface TextReadBy {
  content: ApprovedContent;
  edition: string;
  reviewed: string;
  /** What its approval was bound to. */
  hash: string;
  /** The code for whose family the text is; null for a text of the code's own. `lacks` says why it cannot be read here. */
  from: { displayCode: string; lacks: string[] } | null;
}

/** Null where readers have no text, neither the code's own nor one of a family. */
export async function textReadBy(
  payload: Payload,
  codeSet: string,
  code: string,
  editionId: string,
): Promise<TextReadBy | null> {
  const mine = await liveText(payload, `${codeSet}/${code}`);
  const root = await familyRead(payload, codeSet, code, editionId);
  if (mine && root !== code) return { ...mine, from: null };
  if (root === null) return null;
  const text = mine ?? (await liveText(payload, `${codeSet}/${root}`));
  if (!text) return null;
  const held = await heldEditions(payload, codeSet);
  const edition = held.find(({ id }) => id === editionId);
  const family = edition ? await loadFamily(payload, held, edition, root) : null;
  const member = family?.codes.find((one) => one.code === code);
  const filled = family && member ? familyTemplate(text.content).fill(family.valuesOf(member)) : null;
  return {
    ...text,
    content: filled?.ok ? filled.content : text.content,
    from:
      root === code
        ? null
        : {
            displayCode: family?.codes[0].displayCode ?? root,
            lacks: filled && !filled.ok ? readinessWords(filled) : [],
          },
  };
}
