import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyEdition, madeEdition, madeRecord } from '../../fixtures/made-editions.ts';
import type { CodeRecord } from '../code-record.ts';
import { applyDiff } from './apply-diff.ts';
import { changeKinds } from './change.ts';
import { diffEditions } from './diff-editions.ts';

const undated = { added: null, effective: null, terminated: null };
const ended = { ...undated, terminated: '2029-12-31' };

function kindsOf(before: CodeRecord[], after: CodeRecord[], history?: (code: string) => boolean) {
  const { changes } = diffEditions(madeEdition(before), madeEdition(after), history);
  return changes.map(({ code, kinds }) => [code, ...kinds]);
}

const changed = (before: Partial<CodeRecord>, after: Partial<CodeRecord>) =>
  kindsOf([madeRecord('A1', before)], [madeRecord('A1', after)]);

describe('the difference between two editions', () => {
  test('of one edition with itself is empty', () => {
    fc.assert(
      fc.property(anyEdition, (edition) => {
        const copy = structuredClone(edition);
        expect(diffEditions(edition, copy)).toMatchObject({ changes: [], restated: [] });
      }),
    );
  });

  test('makes the later edition from the earlier one', () => {
    fc.assert(
      fc.property(anyEdition, anyEdition, (from, to) => {
        const made = applyDiff(from, diffEditions(from, to));
        expect(made.codes).toEqual(to.codes);
        expect(made.notes).toEqual(from.notes && to.notes);
      }),
      { numRuns: 500 },
    );
  });

  test('has kinds that fit one another and what stands on both sides', () => {
    fc.assert(
      fc.property(anyEdition, anyEdition, fc.boolean(), (from, to, known) => {
        const { changes } = diffEditions(from, to, () => known);
        for (const { code, kinds, before, after } of changes) {
          expect([before, after]).toEqual([from.codes.get(code) ?? null, to.codes.get(code) ?? null]);
          expect(kinds.length).toBeGreaterThan(0);
          expect(kinds).toEqual(changeKinds.filter((kind) => kinds.includes(kind)));
          expect(kinds.includes('added')).toBe(before === null);
          expect(kinds.includes('deleted') !== kinds.includes('dropped')).toBe(after === null);
          if (after === null) expect(kinds.length).toBe(1);
          if (before === null) expect(kinds).toEqual(known ? ['added', 'reinstated'] : ['added']);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('follows the later order, a code that left behind its former neighbour', () => {
    const edition = (codes: string[]) => madeEdition(codes.map((code) => madeRecord(code)));
    const { changes } = diffEditions(edition(['Z', 'A', 'Y', 'X', 'B']), edition(['B', 'C', 'A', 'D']));
    expect(changes.map(({ code }) => code)).toEqual(['Z', 'C', 'Y', 'X', 'D']);
  });

  test.each<[string, Partial<CodeRecord>, Partial<CodeRecord>, unknown[]]>([
    ['a code that became a header', { billable: true }, { billable: false }, ['becameHeader']],
    ['a header that became billable', { billable: false }, { billable: true }, ['becameBillable']],
    ['a long descriptor', { longDescriptor: 'One' }, { longDescriptor: 'Two' }, ['longRevised']],
    ['a short descriptor', { shortDescriptor: 'One' }, { shortDescriptor: 'Two' }, ['shortRevised']],
    ['a medium descriptor', { mediumDescriptor: 'One' }, { mediumDescriptor: 'Two' }, ['mediumRevised']],
    ['a case', { longDescriptor: 'Made-Up' }, { longDescriptor: 'Made-up' }, ['longRevised']],
    ['a new termination', { dates: undated }, { dates: ended }, ['terminated']],
    ['a termination taken back', { dates: ended }, { dates: undated }, ['reinstated']],
    [
      'a moved termination',
      { dates: ended },
      { dates: { ...ended, terminated: '2030-03-31' } },
      ['datesChanged'],
    ],
    [
      'an action day',
      { dates: undated },
      { dates: { ...undated, effective: '2030-01-01' } },
      ['datesChanged'],
    ],
    [
      'an indicator',
      { indicators: { coverage: 'C' } },
      { indicators: { coverage: 'D' } },
      ['indicatorChanged'],
    ],
    ['an indicator more', {}, { indicators: { pricing: ['00'] } }, ['indicatorChanged']],
    ['an entry less', { indicators: { x: ['1', '2'] } }, { indicators: { x: ['1'] } }, ['indicatorChanged']],
    ['a parent', { parent: 'C3' }, { parent: 'C30' }, ['parentChanged']],
  ])('tells %s', (_, before, after, kinds) => {
    expect(changed(before, after)).toEqual([['A1', ...kinds]]);
  });

  test.each<[string, Partial<CodeRecord>, Partial<CodeRecord>]>([
    ['other blanks', { longDescriptor: 'A made-up  gel ' }, { longDescriptor: 'A made-up gel' }],
    ['a text that a file does not give', { mediumDescriptor: null }, { mediumDescriptor: 'MADE-UP GEL' }],
    ["the release's own action", { indicators: { actionCode: 'A' } }, { indicators: { actionCode: 'N' } }],
  ])('takes %s for no change, and keeps the record', (_, before, after) => {
    const to = madeEdition([madeRecord('A1', after)]);
    const diff = diffEditions(madeEdition([madeRecord('A1', before)]), to);
    expect(diff).toMatchObject({ changes: [], restated: [to.codes.get('A1')] });
  });

  test('calls a code deleted that left a set without termination dates', () => {
    expect(kindsOf([madeRecord('A1'), madeRecord('A2')], [madeRecord('A2')])).toEqual([['A1', 'deleted']]);
  });

  test('calls a code dropped that left without notice, and deleted after its termination', () => {
    const before = [madeRecord('A1'), madeRecord('A2', { dates: ended }), madeRecord('A3')];
    expect(kindsOf(before, [madeRecord('A3')])).toEqual([
      ['A1', 'dropped'],
      ['A2', 'deleted'],
    ]);
    const terminating = [madeRecord('A3', { dates: ended })];
    expect(kindsOf([madeRecord('A1'), madeRecord('A3')], terminating)).toEqual([
      ['A1', 'dropped'],
      ['A3', 'terminated'],
    ]);
  });

  test('does not count the termination with which a code comes', () => {
    expect(kindsOf([], [madeRecord('A1', { dates: ended })])).toEqual([['A1', 'added']]);
  });

  test('knows a code that comes back', () => {
    expect(kindsOf([], [madeRecord('A1'), madeRecord('A2')], (code) => code === 'A2')).toEqual([
      ['A1', 'added'],
      ['A2', 'added', 'reinstated'],
    ]);
  });
});

describe('notes', () => {
  const records = [madeRecord('A1'), madeRecord('A2')];
  const noted = (notes: Record<string, string> | null) => madeEdition(records, notes);

  test('are compared where both editions hold them', () => {
    const { changes } = diffEditions(noted({ A1: 'x' }), noted({ A1: 'y', A2: 'z' }));
    expect(changes).toMatchObject([
      { code: 'A1', kinds: ['notesChanged'], notes: { before: 'x', after: 'y' } },
      { code: 'A2', kinds: ['notesChanged'], notes: { before: null, after: 'z' } },
    ]);
  });

  test('are not where one does not hold them', () => {
    for (const [from, to] of [
      [null, { A1: 'x' }],
      [{ A1: 'x' }, null],
    ] as const)
      expect(diffEditions(noted(from), noted(to))).toMatchObject({ changes: [], notesCompared: false });
  });
});
