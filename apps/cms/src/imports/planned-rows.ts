import type { Payload } from 'payload';
import { type CodeRow, rowKey } from './code-row.ts';
import { type FactRow, factKey, type HashedFact } from './fact-row.ts';
import type { PlannedRow } from './plan-import.ts';
import type { ReleaseRow } from './read-official.ts';
import { type Spans, spansByKey } from './spans.ts';
import type { ImportStamp } from './write-import.ts';

const rowsToAStep = 2_000;

/** The editions that planned rows belong to: the one that arrives, and the next later one that is kept as it was. */
export interface PlannedEditions {
  codeSet: string;
  id: string;
  sequence: number;
  nextId: string | null;
}

/** The rows of `codes` that a plan asks for, in steps. */
export async function* plannedCodes(
  payload: Payload,
  plan: readonly PlannedRow[],
  records: ReadonlyMap<string, ReleaseRow>,
  editions: PlannedEditions,
  stamp: ImportStamp,
): AsyncGenerator<CodeRow[]> {
  for await (const step of steps<CodeRow, ReleaseRow>(payload, 'codes', plan, records))
    yield step.map(({ planned, content }) => {
      const place = placeOf(planned, editions, stamp);
      const { displayCode, codeType, billable, parent, shortDescriptor, mediumDescriptor } = content;
      const { longDescriptor, dates, indicators, contentHash } = content;
      return {
        ...place,
        key: rowKey(place),
        displayCode,
        codeType,
        billable,
        parent,
        shortDescriptor,
        mediumDescriptor,
        longDescriptor,
        dates,
        indicators,
        contentHash,
      };
    });
}

/** The rows of `code-facts` that a plan asks for, in steps. */
export async function* plannedFacts(
  payload: Payload,
  plan: readonly PlannedRow[],
  facts: ReadonlyMap<string, HashedFact>,
  editions: PlannedEditions & { kind: FactRow['kind'] },
  stamp: ImportStamp,
): AsyncGenerator<FactRow[]> {
  for await (const step of steps<FactRow, HashedFact>(payload, 'code-facts', plan, facts))
    yield step.map(({ planned, content }) => {
      const place = { ...placeOf(planned, editions, stamp), kind: editions.kind };
      return { ...place, key: factKey(place), contentHash: content.contentHash, content: content.content };
    });
}

async function* steps<Row extends { key: string }, Given>(
  payload: Payload,
  collection: Spans['collection'],
  plan: readonly PlannedRow[],
  given: ReadonlyMap<string, Given>,
): AsyncGenerator<{ planned: PlannedRow; content: Row | Given }[]> {
  for (let start = 0; start < plan.length; start += rowsToAStep) {
    const some = plan.slice(start, start + rowsToAStep);
    const copied = some.flatMap(({ content }) => (content.from === 'row' ? [content.key] : []));
    const earlier = await spansByKey<Row>(payload, collection, copied);
    yield some.map((planned) => {
      const from = planned.content;
      const content = from.from === 'row' ? earlier.get(from.key) : given.get(planned.code);
      if (!content) throw new Error(`The plan names ${planned.code}, which the file does not hold.`);
      return { planned, content };
    });
  }
}

function placeOf(
  { code, editionSequence, present }: PlannedRow,
  editions: PlannedEditions,
  stamp: ImportStamp,
) {
  const { codeSet, id, sequence, nextId } = editions;
  const edition = editionSequence === sequence ? id : (nextId ?? id);
  return { codeSet, code, edition, editionSequence, present, ...stamp };
}
