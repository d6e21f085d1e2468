import type { Payload } from 'payload';
import { heldEditions } from '../imports/held-editions.ts';
import { livePins } from '../releases/live.ts';
import { familyFinder } from '../workflow/families/nearest-family.ts';
import { codeTree } from './code-tree.ts';
import { ownTexts } from './own-texts.ts';

/** The code whose family's text a code reads: itself where that is its own. Null for none, or a text for it alone. */
export async function familyRead(
  payload: Payload,
  codeSet: string,
  code: string,
  editionId: string,
): Promise<string | null> {
  const held = await heldEditions(payload, codeSet);
  const edition = held.find(({ id }) => id === editionId);
  if (!edition) return null;
  const own = await ownTexts(payload, codeSet, (await livePins(payload)).texts);
  if (own(code) !== null) return own(code) === 'family' ? code : null;
  return familyFinder((await codeTree(payload, held, edition)).parentOf, own)(code);
}
