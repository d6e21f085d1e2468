import type { Payload } from 'payload';
import type { CodeRow } from '../imports/code-row.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { codeOf, codeSetOf, editionSequences } from '../releases/editions.ts';
import { linesOfCodes } from '../releases/line-heads.ts';
import { rowAt, rowsOfCodes } from './rows-of-codes.ts';

/** A text for a code, as `codeSet/code`, from an edition on. */
export type LinePlace = { codeKey: string; edition: string };

/** Where a line is read, and the code's history there. */
export type StandingLine = {
  /** In the order of sequences; the line's own is missing where it is not held. */
  editions: HeldEdition[];
  spans: readonly CodeRow[];
};

/** So many codes are asked for at once. */
const together = 500;

/**
 * The held editions at which lines are read, by `codeKey@edition`: from its own on each is carried forward, up to the newest
 * or to the next line of its code. What became of that one does not matter: whoever began it took the edition from this one.
 */
export async function standingLines(
  payload: Payload,
  places: readonly LinePlace[],
): Promise<Map<string, StandingLine>> {
  const found = new Map<string, StandingLine>();
  const sequenceOf = await editionSequences(payload);
  for (const [codeSet, ofSet] of Map.groupBy(places, ({ codeKey }) => codeSetOf(codeKey))) {
    const held = await heldEditions(payload, codeSet);
    for (let at = 0; at < ofSet.length; at += together) {
      const some = ofSet.slice(at, at + together);
      const codeKeys = some.map(({ codeKey }) => codeKey);
      const rows = await rowsOfCodes(payload, held, { code: { in: codeKeys.map(codeOf) } });
      const lines = await linesOfCodes(payload, codeKeys);
      for (const { codeKey, edition } of some)
        found.set(`${codeKey}@${edition}`, {
          editions: editionsFrom(
            held,
            sequenceOf(edition),
            (lines.get(codeKey) ?? []).map((line) => sequenceOf(line.edition)),
          ),
          spans: rows.get(codeOf(codeKey)) ?? [],
        });
    }
  }
  return found;
}

/** `own`: the sequence of the line's edition, 0 where the desk does not know it; `lines`: those of all lines of its code. */
function editionsFrom(held: readonly HeldEdition[], own: number, lines: readonly number[]): HeldEdition[] {
  if (own === 0) return [];
  const next = Math.min(...lines.filter((sequence) => sequence > own));
  return held.filter(({ sequence }) => sequence >= own && sequence < next);
}

/** A later edition at which a line is read and has another official row than at the one before. */
export type LaterRow = { edition: HeldEdition; before: CodeRow | null; row: CodeRow | null };

export function laterRows({ editions, spans }: StandingLine): LaterRow[] {
  const found: LaterRow[] = [];
  for (const [at, edition] of editions.entries()) {
    const former = editions[at - 1];
    if (!former) continue;
    const [before, row] = [rowAt(spans, former), rowAt(spans, edition)];
    if (before?.contentHash !== row?.contentHash) found.push({ edition, before, row });
  }
  return found;
}
