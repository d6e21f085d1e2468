import type { Payload, PayloadRequest } from 'payload';
import { rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import { type HeldEdition, heldEditions } from '../../imports/held-editions.ts';
import type { HashedText } from '../../workflow/content.ts';
import type { CodeStanding, ReadinessFacts } from '../../workflow/readiness/finding.ts';
import { blocksOfContent, inlinesOf } from '../../workflow/readiness/words-of.ts';

const codeAddress = /^\/([a-z0-9-]+)\/(?:modifiers\/)?([A-Za-z0-9][A-Za-z0-9.]*)\/?(?:#.*)?$/;
const notCodes = new Set(['browse', 'search', 'media', 'account', 'login', 'register']);

/** Looks up what the readiness of a text depends on besides the text. */
export async function readinessFacts(text: HashedText, { payload }: PayloadRequest): Promise<ReadinessFacts> {
  const [codeSet = '', code = ''] = text.codeKey.split('/');
  const [held, set, style, linked] = await Promise.all([
    heldEditions(payload, codeSet),
    payload.db.find<{ licensed?: boolean | null }>({
      collection: 'code-systems',
      where: { slug: { equals: codeSet } },
      limit: 1,
      pagination: false,
    }),
    styleRules(payload),
    standingsOfLinks(payload, text),
  ]);
  const edition = held.find(({ id }) => id === text.edition);
  const spans = code ? ((await rowsOfCodes(payload, held, { code: { equals: code } })).get(code) ?? []) : [];
  const row = edition ? (rowAt(spans, edition) ?? spans.at(-1)) : spans.at(-1);
  return {
    codeKnown: spans.length > 0,
    editionKnown: edition !== undefined,
    licensed: set.docs[0]?.licensed === true,
    official: row ? { displayCode: row.displayCode, descriptor: row.longDescriptor ?? '' } : null,
    linked,
    style,
  };
}

async function styleRules(payload: Payload): Promise<ReadinessFacts['style']> {
  const { docs } = await payload.find({
    collection: 'style-rules',
    where: { active: { equals: true } },
    depth: 0,
    pagination: false,
    sort: 'avoid',
  });
  return docs.map(({ kind, avoid, use }) => ({ kind, avoid, use: use || null }));
}

/** How each code stands to which the text links, at the newest edition of its set. */
async function standingsOfLinks(
  payload: Payload,
  { content }: HashedText,
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
    const latest = held.at(-1);
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
