import { type ConversionFact, replacementsOf } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { z } from 'zod';
import { replacementKey } from '../collections/replacements/index.ts';
import type { CodeRow } from './code-row.ts';
import { everyDocument } from './every-document.ts';
import type { FactRow } from './fact-row.ts';
import { type HeldEdition, heldEditions, heldFacts, latestImport } from './held-editions.ts';
import { factSpans } from './plan-facts.ts';
import { codeSpans } from './read-rows.ts';
import { isLater, lastRows, spanRows } from './spans.ts';

/** One pair that a source names: what was used, and what is used now. */
export interface Proposal {
  formerCode: string;
  code: string;
  source: string;
}

/** The kinds of import that can bring a code that takes another one's place to light. */
const kinds = ['codes', 'corrections', 'conversion'];

/**
 * Proposes what complete imports ask for that have not come to it: those just written, and those that were killed
 * before it. They are marked then, so that an import that changes nothing costs nothing here.
 */
export async function proposeOwed(payload: Payload): Promise<void> {
  const where = {
    and: [
      { state: { equals: 'complete' } },
      { kind: { in: kinds } },
      { replacementsProposed: { not_equals: true } },
    ],
  };
  const owed: { id: string; codeSet: string }[] = [];
  for await (const document of everyDocument(payload, 'imports', where))
    owed.push(owedImport.parse(document));
  for (const codeSet of new Set(owed.map((one) => one.codeSet))) await proposeReplacements(payload, codeSet);
  for (const { id } of owed)
    await payload.db.updateOne({
      collection: 'imports',
      id,
      data: { replacementsProposed: true },
      returning: false,
    });
}

const owedImport = z.object({ id: z.string(), codeSet: z.string() });

/**
 * Proposes replacements for the codes of a set that are no longer valid, from what its sources name: the
 * conversion table, and the cross-references of terminated HCPCS codes. What is there already, whatever an editor
 * decided of it, stays as it is; so running it again adds nothing. Returns how many are new.
 */
export async function proposeReplacements(payload: Payload, codeSet: string): Promise<number> {
  const held = (await heldEditions(payload, codeSet)).filter(({ sample }) => !sample);
  const latest = held.at(-1);
  if (!latest) return 0;
  const crossReferences = codeSet === 'hcpcs';
  if (!crossReferences && !(await heldFacts(payload, codeSet)).has('conversion')) return 0;
  const standings = await standingsAt(payload, codeSet, held, latest);
  const isGone = (code: string) => standings.get(code)?.gone !== false;
  const left = [...standings].flatMap(([code, { gone, wasValid }]) => (gone && wasValid ? [code] : []));
  const proposals = [
    ...(await fromConversion(payload, codeSet, left)),
    ...(crossReferences ? fromCrossReferences(standings, latest) : []),
  ].filter(({ formerCode, code }) => isGone(formerCode) && !isGone(code));
  return addNew(payload, codeSet, proposals);
}

/** How a code stands at the latest edition. */
interface Standing {
  /** No claim can carry it any more: it left, it ended, or it was divided and is a header now. */
  gone: boolean;
  /** A claim could carry it at this edition or at an earlier one that is held. */
  wasValid: boolean;
  /** The codes to which the release file refers, where this one ended. */
  references: string[];
}

type StandingRow = Pick<
  CodeRow,
  'code' | 'present' | 'billable' | 'dates' | 'indicators' | 'editionSequence' | 'importSequence'
>;

const standingFields = {
  code: true,
  present: true,
  billable: true,
  dates: true,
  indicators: true,
  editionSequence: true,
  importSequence: true,
} as const;

async function standingsAt(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  latest: HeldEdition,
): Promise<Map<string, Standing>> {
  const last = new Map<string, Standing & { editionSequence: number; importSequence: number }>();
  for await (const document of spanRows(payload, codeSpans(codeSet, held), latest.sequence, standingFields)) {
    const row = document as StandingRow;
    const { code, editionSequence, importSequence } = row;
    const known = last.get(code);
    const valid = row.present && row.billable !== false;
    if (known && !isLater(row, known)) known.wasValid ||= valid;
    else
      last.set(code, {
        editionSequence,
        importSequence,
        // Its day of termination is the last on which it is valid.
        gone: !valid || (row.dates.terminated ?? latest.effective) < latest.effective,
        wasValid: valid || known?.wasValid === true,
        references: row.dates.terminated === null ? [] : [row.indicators.crossReference ?? []].flat(),
      });
  }
  return last;
}

async function fromConversion(
  payload: Payload,
  codeSet: string,
  sought: readonly string[],
): Promise<Proposal[]> {
  const held = (await heldFacts(payload, codeSet)).get('conversion') ?? [];
  const last = held.at(-1);
  if (!last) return [];
  const rows = await lastRows<FactRow>(payload, factSpans(codeSet, 'conversion', held), last.sequence);
  const conversions = [...rows.values()].flatMap(({ code, content, present }) => {
    const { effective, former, ranges = [] } = content as ConversionFact;
    return present ? [{ code, effective, former, formerRanges: ranges }] : [];
  });
  const source = `Conversion table ${last.label}, ${latestImport(last).fileName}`;
  return [...replacementsOf(conversions, sought)].flatMap(([formerCode, now]) =>
    now.map(({ code }) => ({ formerCode, code, source })),
  );
}

function fromCrossReferences(standings: ReadonlyMap<string, Standing>, latest: HeldEdition): Proposal[] {
  const source = `Cross-reference in ${latestImport(latest).fileName}`;
  return [...standings].flatMap(([formerCode, { references }]) =>
    references.map((code) => ({ formerCode, code, source })),
  );
}

const keyed = (codeSet: string, { formerCode, code }: Proposal): string =>
  replacementKey(codeSet, formerCode, code);

async function addNew(payload: Payload, codeSet: string, proposals: readonly Proposal[]): Promise<number> {
  const known = new Set<string>();
  for await (const document of everyDocument(payload, 'replacements', { codeSet: { equals: codeSet } }))
    known.add((document as { key: string }).key);
  let added = 0;
  for (const proposal of proposals) {
    const key = keyed(codeSet, proposal);
    if (known.has(key)) continue;
    known.add(key);
    await payload.db.create({
      collection: 'replacements',
      data: { codeSet, key, state: 'proposed', ...proposal },
      returning: false,
    });
    added += 1;
  }
  return added;
}
