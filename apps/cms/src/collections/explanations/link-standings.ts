import type { Payload } from 'payload';
import { rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import { codeSystems } from '../../imports/code-systems.ts';
import { type HeldEdition, heldEditions } from '../../imports/held-editions.ts';
import { codeAddresses } from '../../workflow/code-addresses.ts';
import type { ExplanationContent } from '../../workflow/content.ts';
import type { CodeStanding } from '../../workflow/readiness/finding.ts';

/**
 * How each code stands to which the text links. An address that begins with no code set is no code's. It is asked at
 * an edition of its set where one is given, else at the newest.
 */
export async function standingsOfLinks(
  payload: Payload,
  content: ExplanationContent,
  edition: HeldEdition | null = null,
): Promise<Map<string, CodeStanding>> {
  const known = new Set((await codeSystems(payload)).map(({ slug }) => slug));
  const addresses = codeAddresses(content).filter(({ codeSet }) => known.has(codeSet));
  const standings = new Map<string, CodeStanding>();
  for (const [codeSet, some] of Map.groupBy(addresses, (one) => one.codeSet)) {
    const held = await heldEditions(payload, codeSet);
    const rows = await rowsOfCodes(payload, held, { code: { in: some.map(({ code }) => code) } });
    const latest = edition?.codeSet === codeSet ? edition : held.at(-1);
    for (const { href, code } of some) standings.set(href, standingOf(rows.get(code) ?? [], latest));
  }
  return standings;
}

/** How a code stands at an edition, by its history. */
export function standingOf(
  spans: Parameters<typeof rowAt>[0],
  latest: HeldEdition | undefined,
): CodeStanding {
  const [first] = spans;
  if (!latest || !first) return 'unknown';
  const row = rowAt(spans, latest);
  if (!row) return first.editionSequence > latest.sequence ? 'upcoming' : 'deleted';
  if (row.dates.terminated && row.dates.terminated < new Date().toISOString().slice(0, 10))
    return 'terminated';
  return row.billable === false ? 'header' : 'valid';
}
