import type { FamilyCode } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { livePins } from '../releases/live.ts';
import { shownEdition } from '../releases/shown-edition.ts';
import type { Coverage } from '../workflow/families/labels.ts';
import { familyFinder } from '../workflow/families/nearest-family.ts';
import { type LoadedFamily, loadFamily } from './family-rows.ts';
import { ownTexts } from './own-texts.ts';

/** A family as the text for it meets it: which codes read that text, as things stand with readers. */
export interface FamilyOfText extends LoadedFamily {
  held: readonly HeldEdition[];
  /** The edition that the text applies from, or the one that readers see where that is later. */
  edition: HeldEdition;
  /** Whom the text that readers see of a code is for. */
  own(code: string): Coverage | null;
  /** The codes that read the text, its own first. */
  readers: FamilyCode[];
}

/** Null where the code is in no such edition. */
export async function familyOfText(
  payload: Payload,
  codeKey: string,
  appliesFrom: string,
): Promise<FamilyOfText | null> {
  const at = codeKey.indexOf('/');
  const [codeSet, root] = [codeKey.slice(0, at), codeKey.slice(at + 1)];
  const held = await heldEditions(payload, codeSet);
  const live = await livePins(payload);
  const today = new Date().toISOString().slice(0, 10);
  const shown = shownEdition(held, codeSet, { shown: live.shown, today });
  const from = held.find(({ id }) => id === appliesFrom) ?? shown;
  const edition = from && shown && shown.sequence > from.sequence ? shown : from;
  if (!edition) return null;
  const loaded = await loadFamily(payload, held, edition, root);
  if (!loaded) return null;
  const own = await ownTexts(payload, codeSet, live.texts);
  return { ...loaded, held, edition, own, readers: readersOf(loaded, own) };
}

/** Who reads the text of a family's first code, given whom the other texts are for. */
export function readersOf(
  { tree, codes: [root, ...others] }: Pick<LoadedFamily, 'tree' | 'codes'>,
  own: (code: string) => Coverage | null,
): FamilyCode[] {
  const find = familyFinder(tree.parentOf, (code) => (code === root.code ? 'family' : own(code)));
  return [root, ...others.filter(({ code }) => find(code) === root.code)];
}
