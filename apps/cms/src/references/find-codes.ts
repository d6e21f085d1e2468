import type { Payload, Where } from 'payload';
import { rowAt, rowsOfCodes } from '../beside/rows-of-codes.ts';
import { bareCode } from '../collections/codes/bare-code.ts';
import { standingOf } from '../collections/explanations/link-standings.ts';
import { codePath } from '../export/page-path.ts';
import { confirmedReplacements } from '../export/replacements.ts';
import type { CodeRow } from '../imports/code-row.ts';
import { codeSystems } from '../imports/code-systems.ts';
import { type HeldEdition, heldEditions, visibleImports } from '../imports/held-editions.ts';
import { codeOfAddress } from '../workflow/code-addresses.ts';
import type { CodeStanding } from '../workflow/readiness/finding.ts';

/** A code to refer to: the address of its page, and how it stands at the edition that is written for. */
export interface CodeToName {
  href: string;
  displayCode: string;
  descriptor: string;
  codeSet: string;
  standing: CodeStanding;
  /** What editors confirmed to have taken its place. */
  replacements: string[];
}

export interface CodeQuery {
  /** The beginning of a code, or a word of descriptors. */
  query: string;
  /** The set that is written about comes first. */
  codeSet: string;
  /** The edition that is written for. */
  edition: string | null;
}

const mostFound = 8;
/** A code has a row for each edition that changed it. */
const rowsRead = 80;

/** Codes that begin so, in the order of their letters; where none does, codes whose descriptor holds the words. */
export async function findCodes(payload: Payload, asked: CodeQuery): Promise<CodeToName[]> {
  const query = bareCode(asked.query);
  if (query === '') return [];
  const slugs = (await codeSystems(payload)).map(({ slug }) => slug);
  const sets = [
    ...slugs.filter((one) => one === asked.codeSet),
    ...slugs.filter((one) => one !== asked.codeSet),
  ];
  const found: CodeToName[] = [];
  for (const codeSet of sets) {
    // "~" follows every letter and digit.
    const beginning = {
      and: [{ code: { greater_than_equal: query } }, { code: { less_than: `${query}~` } }],
    };
    found.push(...(await codesOf(payload, codeSet, beginning, asked)));
    if (found.length >= mostFound) break;
  }
  if (found.length === 0 && /^[^\d]{4,}$/.test(asked.query.trim()))
    found.push(
      ...(await codesOf(payload, asked.codeSet, { longDescriptor: { like: asked.query.trim() } }, asked)),
    );
  return found.slice(0, mostFound);
}

async function codesOf(
  payload: Payload,
  codeSet: string,
  where: Where,
  asked: CodeQuery,
): Promise<CodeToName[]> {
  const held = await heldEditions(payload, codeSet);
  const visible = visibleImports(held);
  const page = await payload.db.find<CodeRow & Record<string, unknown>>({
    collection: 'codes',
    where: { and: [{ codeSet: { equals: codeSet } }, where] },
    sort: 'code',
    limit: rowsRead,
    pagination: false,
    select: { code: true, import: true },
  });
  const codes = [...new Set(page.docs.filter((row) => visible.has(row.import)).map(({ code }) => code))];
  return await named(payload, codeSet, held, codes.slice(0, mostFound), asked.edition);
}

/** How the codes stand to which addresses lead; an address that begins with no code set is left out. */
export async function namedByAddress(
  payload: Payload,
  addresses: readonly string[],
  edition: string | null,
): Promise<Record<string, CodeToName | null>> {
  const known = new Set((await codeSystems(payload)).map(({ slug }) => slug));
  const codes = addresses
    .flatMap((href) => codeOfAddress(href) ?? [])
    .filter((one) => known.has(one.codeSet));
  const answers: Record<string, CodeToName | null> = {};
  for (const [codeSet, some] of Map.groupBy(codes, (one) => one.codeSet)) {
    const held = await heldEditions(payload, codeSet);
    const found = await named(
      payload,
      codeSet,
      held,
      some.map(({ code }) => code),
      edition,
    );
    const byCode = new Map(found.map((one) => [bareCode(one.displayCode), one]));
    for (const { href, code } of some) answers[href] = byCode.get(bareCode(code)) ?? null;
  }
  return answers;
}

async function named(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  codes: readonly string[],
  asked: string | null,
): Promise<CodeToName[]> {
  if (codes.length === 0) return [];
  const edition = held.find(({ id }) => id === asked) ?? held.at(-1);
  const rows = await rowsOfCodes(payload, held, { code: { in: [...codes] } });
  const replacements = await confirmedReplacements(payload, codeSet);
  return codes.flatMap((code) => {
    const spans = rows.get(code) ?? [];
    const row = (edition && rowAt(spans, edition)) ?? spans.findLast(({ present }) => present);
    if (!row) return [];
    const { displayCode, longDescriptor: descriptor } = row;
    const standing = standingOf(spans, edition);
    return [
      {
        href: codePath(row),
        displayCode,
        descriptor,
        codeSet,
        standing,
        replacements: replacements.get(code) ?? [],
      },
    ];
  });
}
