import type { Payload } from 'payload';
import { heldEditions } from '../imports/held-editions.ts';
import { pinsOfEdition } from '../releases/list-pins.ts';
import { livePins } from '../releases/live.ts';
import { shownEdition } from '../releases/shown-edition.ts';
import { countCoverage, type RangeCoverage } from '../workflow/families/count-coverage.ts';
import { codeTree } from './code-tree.ts';
import { textsInSet } from './own-texts.ts';

export interface SetCoverage {
  codeSet: string;
  edition: { id: string; label: string; shown: boolean };
  editions: { id: string; label: string }[];
  total: RangeCoverage;
  /** By chapter, or by category within the chapter that was asked for. */
  ranges: RangeCoverage[];
}

export interface CoverageAsked {
  codeSet: string;
  /** Null for the edition that readers see. */
  edition: string | null;
  /** A chapter whose categories are asked for. */
  range: string | null;
}

/**
 * Which codes of an edition have a text of their own, one of a family, or none: as readers see it, and for an edition to
 * come as its release would leave it. Null where the set holds no such edition.
 */
export async function setCoverage(
  payload: Payload,
  { codeSet, edition: asked, range }: CoverageAsked,
): Promise<SetCoverage | null> {
  const held = await heldEditions(payload, codeSet);
  const live = await livePins(payload);
  const today = new Date().toISOString().slice(0, 10);
  const shown = shownEdition(held, codeSet, { shown: live.shown, today });
  const edition = asked === null ? shown : held.find(({ id }) => id === asked);
  if (!edition) return null;
  const { texts } =
    shown && edition.sequence > shown.sequence
      ? await livePins(payload, { pins: await pinsOfEdition(payload, edition.id), shown: {} })
      : live;
  const [tree, own] = await Promise.all([
    codeTree(payload, held, edition),
    textsInSet(payload, codeSet, texts),
  ]);
  return {
    codeSet,
    edition: { id: edition.id, label: edition.label, shown: edition.id === shown?.id },
    editions: held.map(({ id, label }) => ({ id, label })),
    ...countCoverage(codeSet, tree, own, range),
  };
}
