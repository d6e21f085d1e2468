import { diffEditions, type EditionContent, type EditionDiff, type TabularFact } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import type { CodeRow } from './code-row.ts';
import type { FactRow } from './fact-row.ts';
import { type HeldEdition, heldEditions, heldFacts, latestImport } from './held-editions.ts';
import { factSpans } from './plan-facts.ts';
import { codeSpans, editionContents, editionOrder } from './read-rows.ts';
import { lastRows, spanRows } from './spans.ts';

/**
 * What changed from one held edition of a set to another, in full. Notes are compared where the tabular lists
 * of both editions are held.
 */
export async function diffHeld(
  payload: Payload,
  codeSet: string,
  from: HeldEdition,
  to: HeldEdition,
): Promise<EditionDiff> {
  const held = await heldEditions(payload, codeSet);
  const ascending = from.sequence <= to.sequence ? [from, to] : [to, from];
  const contents = await editionContents(
    payload,
    codeSet,
    held,
    ascending.map(({ sequence }) => sequence),
  );
  const [before = new Map(), after = new Map()] = from === ascending[0] ? contents : contents.toReversed();
  const earlier = await earlierCodes(payload, codeSet, held, from);
  const notes = await notesOf(payload, codeSet, from, to);
  return diffEditions(
    contentOf(await inOrder(payload, from, before), notes?.from ?? null),
    contentOf(await inOrder(payload, to, after), notes?.to ?? null),
    (code) => earlier.has(code),
  );
}

const contentOf = (codes: Map<string, CodeRow>, notes: Map<string, string> | null): EditionContent => ({
  codes,
  notes,
});

/** In the official order, in which a change set is read. */
async function inOrder(
  payload: Payload,
  edition: HeldEdition,
  codes: ReadonlyMap<string, CodeRow>,
): Promise<Map<string, CodeRow>> {
  const order = await editionOrder(payload, latestImport(edition).id);
  return new Map(
    order.flatMap((code) => {
      const row = codes.get(code);
      return row ? [[code, row] as const] : [];
    }),
  );
}

/** Every code that an edition up to this one held: what comes back was known before. */
async function earlierCodes(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  upTo: HeldEdition,
): Promise<Set<string>> {
  const sequences = held.map(({ sequence }) => sequence).filter((sequence) => sequence < upTo.sequence);
  if (sequences.length === 0) return new Set();
  const codes = new Set<string>();
  for await (const row of spanRows(payload, codeSpans(codeSet, held), upTo.sequence, {
    code: true,
    present: true,
  })) {
    const { code, present } = row as { code: string; present: boolean };
    if (present) codes.add(code);
  }
  return codes;
}

/** The notes of each code at two editions, as text to compare; null unless both tabular lists are held. */
async function notesOf(
  payload: Payload,
  codeSet: string,
  from: HeldEdition,
  to: HeldEdition,
): Promise<{ from: Map<string, string>; to: Map<string, string> } | null> {
  const held = (await heldFacts(payload, codeSet)).get('tabular') ?? [];
  const lists = [from, to].map(({ id }) => held.find((one) => one.id === id));
  const [a, b] = lists;
  if (!a || !b) return null;
  const spans = factSpans(codeSet, 'tabular', held);
  return {
    from: asText(await lastRows(payload, spans, a.sequence)),
    to: asText(await lastRows(payload, spans, b.sequence)),
  };
}

function asText(rows: Map<string, FactRow>): Map<string, string> {
  const present = [...rows.values()].filter((row) => row.present && !row.code.includes(':'));
  return new Map(
    present.map(({ code, content }) => {
      const { notes, sevenCharacters } = content as TabularFact;
      return [code, JSON.stringify([notes, sevenCharacters ?? null])];
    }),
  );
}
