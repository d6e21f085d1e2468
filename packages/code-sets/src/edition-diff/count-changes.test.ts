import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyEdition, madeEdition, madeRecord } from '../../fixtures/made-editions.ts';
import type { EditionContent } from './change.ts';
import { countedKinds } from './change.ts';
import { billableView, countsOf, itemsOf } from './count-changes.ts';
import { diffEditions } from './diff-editions.ts';

const billable = true;

/** Only the codes valid for submission, or those of a set that does not tell. */
const withoutHeaders = ({ codes }: EditionContent): EditionContent => ({
  codes: new Map([...codes].filter(([, record]) => record.billable !== false)),
});

describe('counts', () => {
  const from = madeEdition([
    madeRecord('C3', { billable: false }),
    madeRecord('C30', { longDescriptor: 'Made-up growth' }),
    madeRecord('C31', { billable: false }),
    madeRecord('C32'),
    madeRecord('C4', { billable: false }),
  ]);
  const to = madeEdition([
    madeRecord('C3', { billable: false, longDescriptor: 'Made-up growths' }),
    madeRecord('C30', { billable: false, longDescriptor: 'Made-up growth, any' }),
    madeRecord('C300'),
    madeRecord('C31'),
    madeRecord('C32', { shortDescriptor: 'Shorter' }),
    madeRecord('C5', { billable: false }),
  ]);
  const diff = diffEditions(from, to);

  test('are of all codes', () => {
    expect(countsOf(diff)).toEqual({
      added: 2,
      deleted: 1,
      becameHeader: 1,
      becameBillable: 1,
      longRevised: 2,
      shortRevised: 1,
      terminated: 0,
      dropped: 0,
      reinstated: 0,
      indicatorChanged: 0,
      notesChanged: 0,
    });
  });

  test('are of the codes valid for submission', () => {
    expect(billableView(diff).map(({ code, kinds }) => [code, ...kinds])).toEqual([
      ['C30', 'deleted', 'becameHeader'],
      ['C300', 'added'],
      ['C31', 'added', 'becameBillable'],
      ['C32', 'shortRevised'],
    ]);
    expect(countsOf(diff, { billable })).toMatchObject({
      added: 2,
      deleted: 1,
      longRevised: 0,
      shortRevised: 1,
    });
  });

  test('are those of editions without headers', () => {
    fc.assert(
      fc.property(anyEdition, anyEdition, (before, after) => {
        const counts = countsOf(diffEditions({ codes: before.codes }, { codes: after.codes }), { billable });
        const bare = countsOf(diffEditions(withoutHeaders(before), withoutHeaders(after)));
        expect(counts.added).toBe(bare.added);
        expect(counts.longRevised).toBe(bare.longRevised);
        expect(counts.terminated).toBe(bare.terminated);
      }),
      { numRuns: 300 },
    );
  });

  test('are as many as the items of each kind', () => {
    fc.assert(
      fc.property(anyEdition, anyEdition, fc.boolean(), (before, after, only) => {
        const between = diffEditions(before, after);
        const counts = countsOf(between, { billable: only });
        const items = itemsOf(between, { billable: only });
        for (const kind of countedKinds)
          expect(items.filter((item) => item.kind === kind).length).toBe(counts[kind]);
        expect(new Set(items.map(({ code, kind }) => `${code} ${kind}`)).size).toBe(items.length);
      }),
      { numRuns: 300 },
    );
  });

  test('items of a revision show its words', () => {
    expect(itemsOf(diff, { billable })).toContainEqual({
      code: 'C32',
      displayCode: 'C32',
      kind: 'shortRevised',
      long: { before: 'Made-up supply C32', after: 'Made-up supply C32' },
      words: [
        { kind: 'removed', text: 'Short C32' },
        { kind: 'added', text: 'Shorter' },
      ],
    });
  });
});
