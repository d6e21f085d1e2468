import { withDot } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import type { ApprovedText } from '../export/approved-texts.ts';
import type { CodeRow } from '../imports/code-row.ts';
import { type HeldEdition, visibleImports } from '../imports/held-editions.ts';
import { isLater } from '../imports/spans.ts';
import { codeAddresses } from '../workflow/code-addresses.ts';
import { blocksOfContent, wordsOfBlocks } from '../workflow/words-of.ts';
import type { ItemChange } from '../workflow/work-item-changes.ts';
import type { LiveText, Parents } from '../workflow/work-item-derived.ts';

type Row = Pick<
  CodeRow,
  | 'code'
  | 'displayCode'
  | 'parent'
  | 'longDescriptor'
  | 'present'
  | 'import'
  | 'editionSequence'
  | 'importSequence'
>;
type Rows = Map<string, Row>;

const codesToAQuestion = 500;

/** What stands last for some codes of a set up to an edition; codes that were never held are left out. */
export async function rowsOf(
  payload: Payload,
  to: HeldEdition,
  held: readonly HeldEdition[],
  codes: readonly string[],
): Promise<Rows> {
  const visible = visibleImports(held);
  const rows: Rows = new Map();
  for (let start = 0; start < codes.length; start += codesToAQuestion) {
    const { docs } = await payload.db.find<Row>({
      collection: 'codes',
      where: {
        and: [
          { codeSet: { equals: to.codeSet } },
          { code: { in: codes.slice(start, start + codesToAQuestion) } },
          { editionSequence: { less_than_equal: to.sequence } },
        ],
      },
      limit: 0,
      pagination: false,
      select: {
        code: true,
        displayCode: true,
        parent: true,
        longDescriptor: true,
        present: true,
        import: true,
        editionSequence: true,
        importSequence: true,
      },
    });
    for (const row of docs) {
      const known = rows.get(row.code);
      if (visible.has(row.import) && (!known || isLater(row, known))) rows.set(row.code, row);
    }
  }
  return rows;
}

/** What the list of an update depends on in the texts that readers have, and how their codes stand to each other. */
export async function textFacts(
  payload: Payload,
  held: readonly HeldEdition[],
  to: HeldEdition,
  texts: ReadonlyMap<string, ApprovedText>,
  official: readonly ItemChange[],
): Promise<{ live: LiveText[]; parents: Parents }> {
  const own = [...texts.keys()].flatMap((key) => (key.startsWith(`${to.codeSet}/`) ? [codeOf(key)] : []));
  const rows = await rowsOf(payload, to, held, own);
  const parents = await parentsOf(payload, held, to, rows, own, official);
  const live = [...texts].map(([codeKey, text]) => liveText(codeKey, text, to.codeSet, rows));
  return { live, parents };
}

const codeOf = (codeKey: string): string => codeKey.slice(codeKey.indexOf('/') + 1);

async function parentsOf(
  payload: Payload,
  held: readonly HeldEdition[],
  to: HeldEdition,
  rows: Rows,
  own: readonly string[],
  official: readonly ItemChange[],
): Promise<Parents> {
  const parents = new Map<string, string | null>();
  if (own.length === 0) return parents;
  let asked = [...new Set([...official.map(({ code }) => code), ...own])];
  while (asked.length > 0) {
    const missing = asked.filter((code) => !rows.has(code));
    const found = new Map([...rows, ...(await rowsOf(payload, to, held, missing))]);
    for (const code of asked) parents.set(code, found.get(code)?.parent ?? null);
    const above = asked.flatMap((code) => parents.get(code) ?? []);
    asked = [...new Set(above)].filter((code) => !parents.has(code));
  }
  return parents;
}

function liveText(codeKey: string, text: ApprovedText, updated: string, rows: Rows): LiveText {
  const at = codeKey.indexOf('/');
  const [codeSet, code] = [codeKey.slice(0, at), codeKey.slice(at + 1)];
  const row = codeSet === updated ? rows.get(code) : undefined;
  const long = row?.present ? row.longDescriptor : null;
  return {
    codeSet,
    code,
    displayCode: row?.displayCode ?? (codeSet === 'icd-10-cm' ? withDot(code) : code),
    covers: text.content.family ? 'family' : 'code',
    links: codeAddresses(text.content).map((address) => `${address.codeSet}/${address.code}`),
    named: namedCodes(text),
    long: { before: long, after: long },
  };
}

/** A word that a code may be: capitals and digits, at least one digit, with or without the dot of a diagnosis. */
const codeWord = /\b(?=[A-Z]*\d)[A-Z0-9]{2,7}(?:\.[A-Z0-9]{1,4})?\b/g;

/** The words of a text that may be codes, as they are written. */
export function namedCodes(text: ApprovedText): Set<string> {
  return new Set(wordsOfBlocks(blocksOfContent(text.content)).match(codeWord) ?? []);
}
