import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeState, type EditionState, type ImportPlan, planImport } from './plan-import.ts';

/** A made `codes` table, and the rule of states as the design words it: the oracle of these tests. */
interface Row extends CodeState {
  code: string;
  importSequence: number;
}

function stateAt(rows: readonly Row[], edition: number): EditionState {
  const state = new Map<string, Row>();
  for (const row of [...rows].sort(
    (a, b) => a.editionSequence - b.editionSequence || a.importSequence - b.importSequence,
  )) {
    if (row.editionSequence <= edition) state.set(row.code, row);
  }
  return state;
}

function held(state: EditionState): Record<string, string> {
  const present = [...state].filter(([, row]) => row.present).map(([code, row]) => [code, row.contentHash]);
  return Object.fromEntries(present.sort());
}

function importInto(
  rows: Row[],
  edition: number,
  content: Record<string, string>,
  held: Iterable<number> = rows.map((row) => row.editionSequence),
): ImportPlan {
  const importSequence = rows.reduce((most, row) => Math.max(most, row.importSequence), 0) + 1;
  const later = [...held].filter((one) => one > edition).sort((a, b) => a - b)[0];
  const plan = planImport({
    editionSequence: edition,
    incoming: Object.entries(content).map(([code, contentHash]) => ({ code, contentHash })),
    before: stateAt(rows, edition),
    next: later === undefined ? null : { sequence: later, state: stateAt(rows, later) },
  });
  const byKey = new Map(rows.map((row) => [row.key, row]));
  for (const planned of plan.rows) {
    const { code, editionSequence, present } = planned;
    const contentHash =
      planned.content.from === 'row'
        ? byKey.get(planned.content.key)?.contentHash
        : (content[code] ?? 'lost');
    rows.push({
      key: `${editionSequence}/${importSequence}/${code}`,
      code,
      editionSequence,
      importSequence,
      present,
      contentHash: contentHash ?? 'lost',
    });
  }
  return plan;
}

describe('planImport', () => {
  it('writes a baseline in full and then only what differs', () => {
    const rows: Row[] = [];
    expect(importInto(rows, 1, { A: 'a', B: 'b', C: 'c' }).counts).toMatchObject({ added: 3, unchanged: 0 });
    const { counts, rows: appended } = importInto(rows, 2, { A: 'a', B: 'b2', D: 'd' });
    expect(counts).toEqual({ added: 1, revised: 1, removed: 1, returned: 0, unchanged: 1, repaired: 0 });
    expect(appended.map((row) => [row.code, row.present])).toEqual([
      ['B', true],
      ['D', true],
      ['C', false],
    ]);
  });

  it('appends nothing when the same content comes again', () => {
    const rows: Row[] = [];
    importInto(rows, 1, { A: 'a', B: 'b' });
    expect(importInto(rows, 1, { A: 'a', B: 'b' }).rows).toEqual([]);
    expect(importInto(rows, 2, { A: 'a', B: 'b' }).rows).toEqual([]);
  });

  it('brings back a code that had left', () => {
    const rows: Row[] = [];
    importInto(rows, 1, { A: 'a', B: 'b' });
    importInto(rows, 2, { A: 'a' });
    expect(importInto(rows, 3, { A: 'a', B: 'b' }).counts).toMatchObject({ returned: 1, unchanged: 1 });
  });

  it('leaves a later edition as it was when a middle one arrives late', () => {
    const rows: Row[] = [];
    importInto(rows, 10, { A: 'a', B: 'b', C: 'c' });
    importInto(rows, 30, { A: 'a', B: 'b3', C: 'c' });
    const plan = importInto(rows, 20, { A: 'a2', B: 'b2', N: 'n' });
    expect(plan.counts).toMatchObject({ revised: 2, added: 1, removed: 1, repaired: 3 });
    expect(held(stateAt(rows, 20))).toEqual({ A: 'a2', B: 'b2', N: 'n' });
    expect(held(stateAt(rows, 30))).toEqual({ A: 'a', B: 'b3', C: 'c' });
  });

  it('gives every edition exactly its last file, in whatever order files arrive', () => {
    const file = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom('1', '2', '3'));
    const arrivals = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), file), { maxLength: 12 });
    fc.assert(
      fc.property(arrivals, (files) => {
        const rows: Row[] = [];
        const last = new Map<number, Record<string, string>>();
        for (const [edition, content] of files) {
          importInto(rows, edition, content, last.keys());
          last.set(edition, content);
        }
        for (const [edition, content] of last) {
          expect(held(stateAt(rows, edition))).toEqual(Object.fromEntries(Object.entries(content).sort()));
        }
      }),
    );
  });
});
