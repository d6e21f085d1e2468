import type { Payload, Where, WhereField } from 'payload';
import type { CodeRow } from '../imports/code-row.ts';
import { type HeldEdition, visibleImports } from '../imports/held-editions.ts';
import { isLater } from '../imports/spans.ts';

/** The visible rows of a few codes of a set, each code's in the order of its history. */
export async function rowsOfCodes(
  payload: Payload,
  held: readonly HeldEdition[],
  asked: Where,
): Promise<Map<string, CodeRow[]>> {
  const [first] = held;
  if (!first) return new Map();
  const visible = visibleImports(held);
  const page = await payload.db.find<CodeRow & Record<string, unknown>>({
    collection: 'codes',
    where: { and: [{ codeSet: { equals: first.codeSet } }, asked] },
    limit: 0,
    pagination: false,
  });
  const rows = Map.groupBy(
    page.docs.filter((row) => visible.has(row.import)),
    ({ code }) => code,
  );
  for (const spans of rows.values()) spans.sort((a, b) => (isLater(a, b) ? 1 : -1));
  return rows;
}

/** What a code's history says at an edition; null where the code was not there. */
export function rowAt(spans: readonly CodeRow[], edition: HeldEdition): CodeRow | null {
  const row = spans.findLast(({ editionSequence }) => editionSequence <= edition.sequence);
  return row?.present ? row : null;
}

/**
 * Whether pages at an edition tell of a code: it or an edition before it holds the code. One that left an edition which was
 * posted anew was never there. `held` is in the order of sequences.
 */
export function everThere(
  spans: readonly CodeRow[],
  held: readonly HeldEdition[],
  edition: HeldEdition,
): boolean {
  return held.some((one) => one.sequence <= edition.sequence && rowAt(spans, one) !== null);
}

const eachSide = 4;
/** A code has a row for each edition that changed it: enough of them for `eachSide` codes. */
const rowsRead = 60;

/** The codes before and after one in the order of their letters, as far as the edition holds them. */
export async function neighbourRows(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
  row: CodeRow,
): Promise<{ before: CodeRow[]; after: CodeRow[] }> {
  const visible = visibleImports(held);
  const side = async (comparison: WhereField, sort: string) => {
    const page = await payload.db.find<CodeRow & Record<string, unknown>>({
      collection: 'codes',
      where: { and: [{ codeSet: { equals: row.codeSet } }, { code: comparison }] },
      sort,
      limit: rowsRead,
      pagination: false,
    });
    const spans = Map.groupBy(
      page.docs.filter((one) => visible.has(one.import) && one.codeType === row.codeType),
      ({ code }) => code,
    );
    return [...spans.values()]
      .flatMap(
        (some) =>
          rowAt(
            some.sort((a, b) => (isLater(a, b) ? 1 : -1)),
            edition,
          ) ?? [],
      )
      .slice(0, eachSide);
  };
  const [before, after] = await Promise.all([
    side({ less_than: row.code }, '-code'),
    side({ greater_than: row.code }, 'code'),
  ]);
  return { before: before.reverse(), after };
}

const deepest = 12;

/** The codes above one, from the top down. */
export async function ancestorRows(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
  row: CodeRow,
): Promise<CodeRow[]> {
  const above: CodeRow[] = [];
  for (let parent = row.parent; parent !== null && above.length < deepest; ) {
    const spans = await rowsOfCodes(payload, held, { code: { equals: parent } });
    const found = rowAt(spans.get(parent) ?? [], edition);
    if (!found) break;
    above.unshift(found);
    parent = found.parent;
  }
  return above;
}
