import type { Payload } from 'payload';
import { rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import type { CodeRow } from '../../imports/code-row.ts';
import { type HeldEdition, heldEditions } from '../../imports/held-editions.ts';
import { today } from '../../releases/editions.ts';
import { livePins } from '../../releases/live.ts';
import { shownEdition } from '../../releases/shown-edition.ts';

export interface NamedSuccessor {
  codeSet: string;
  /** As the database writes codes, like the other. */
  formerCode: string;
  code: string;
}

/**
 * Why a code cannot take another one's place, in words; null where it can: some edition that readers see or come to see
 * without the former code holds it.
 */
export async function objectionToSuccessor(
  payload: Payload,
  { codeSet, formerCode, code }: NamedSuccessor,
): Promise<string | null> {
  const held = await heldEditions(payload, codeSet);
  const rows = await rowsOfCodes(payload, held, { code: { in: [formerCode, code] } });
  const name = codeSet || 'a code set without a name';
  for (const one of [formerCode, code])
    if (!rows.has(one)) return `No edition of ${name} holds the code ${one}.`;
  if (formerCode === code) return `The code ${code} cannot take its own place.`;
  const { shown } = await livePins(payload);
  const seen = shownEdition(held, codeSet, { shown, today: today() });
  const from = Math.max(seen?.sequence ?? 0, leavingSequence(rows.get(formerCode) ?? []));
  const named = held.filter(({ sequence }) => sequence >= from);
  const holds = (edition: HeldEdition) => rowAt(rows.get(code) ?? [], edition) !== null;
  const [first] = named;
  if (!first || named.some(holds)) return null;
  return `The edition ${first.label} of ${name} does not hold the code ${code}, so that it cannot take a place there.`;
}

/** Where the code left last; 0 where the newest edition holds it still. */
function leavingSequence(spans: readonly CodeRow[]): number {
  const last = spans.at(-1);
  return last && !last.present ? last.editionSequence : 0;
}
