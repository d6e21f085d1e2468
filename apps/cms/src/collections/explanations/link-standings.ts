import type { Payload } from 'payload';
import { rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import { type HeldEdition, heldEditions } from '../../imports/held-editions.ts';
import type { ExplanationContent } from '../../workflow/content.ts';
import type { CodeStanding } from '../../workflow/readiness/finding.ts';
import { blocksOfContent, inlinesOf } from '../../workflow/readiness/words-of.ts';

const codeAddress = /^\/([a-z0-9-]+)\/(?:modifiers\/)?([A-Za-z0-9][A-Za-z0-9.]*)\/?(?:#.*)?$/;
const notCodes = new Set(['browse', 'search', 'media', 'account', 'login', 'register']);

/** How each code stands to which the text links: at an edition of its set where one is given, else at the newest. */
export async function standingsOfLinks(
  payload: Payload,
  content: ExplanationContent,
  edition: HeldEdition | null = null,
): Promise<Map<string, CodeStanding>> {
  const hrefs = new Set(
    blocksOfContent(content)
      .flatMap(inlinesOf)
      .flatMap(({ href }) => href ?? []),
  );
  const addresses = [...hrefs].flatMap((href) => {
    const [, codeSet = '', displayCode = ''] = codeAddress.exec(href) ?? [];
    return codeSet && !notCodes.has(codeSet)
      ? [{ href, codeSet, code: displayCode.replaceAll('.', '') }]
      : [];
  });
  const standings = new Map<string, CodeStanding>();
  for (const [codeSet, some] of Map.groupBy(addresses, (one) => one.codeSet)) {
    const held = await heldEditions(payload, codeSet);
    const rows = await rowsOfCodes(payload, held, { code: { in: some.map(({ code }) => code) } });
    const latest = edition?.codeSet === codeSet ? edition : held.at(-1);
    for (const { href, code } of some) standings.set(href, standingOf(rows.get(code) ?? [], latest));
  }
  return standings;
}

function standingOf(spans: Parameters<typeof rowAt>[0], latest: HeldEdition | undefined): CodeStanding {
  if (!latest || spans.length === 0) return 'unknown';
  const row = rowAt(spans, latest);
  if (!row) return 'deleted';
  if (row.dates.terminated && row.dates.terminated < new Date().toISOString().slice(0, 10))
    return 'terminated';
  return row.billable === false ? 'header' : 'valid';
}
