import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assigner } from './assignment.ts';
import { commonChange } from './mechanical-change.ts';
import { type BoardRow, boardCounts, filteredRows } from './update-board.ts';
import type { ChangeKind } from './work-item.ts';
import { changeHash, type ItemChange, itemOfChange } from './work-item-changes.ts';
import { type HeldItem, planItems } from './work-item-plan.ts';
import { rangeOf } from './work-item-range.ts';

const cause = { now: '2026-02-03T00:00:00.000Z', words: 'with a test' };

const change = (code: string, after: string, kinds: ChangeKind[] = ['long-revised']): ItemChange => ({
  codeSet: 'hcpcs',
  code,
  displayCode: code,
  kinds,
  changes: { long: { before: 'before', after } },
});
const held = (item: ItemChange, more: Partial<HeldItem> = {}): HeldItem => ({
  ...item,
  id: `id of ${item.code}`,
  key: item.code,
  changeHash: changeHash(item),
  state: 'open',
  resolution: null,
  proposedBy: null,
  explained: false,
  reads: null,
  updatedAt: cause.now,
  ...more,
});
const wanted = (...items: ItemChange[]) => new Map(items.map((item) => [item.code, item]));
const plan = (before: HeldItem[], after: Map<string, ItemChange>) =>
  planItems(before, after, () => null, cause);

describe('the plan of an update', () => {
  it('is empty where nothing changed, whatever the states', () => {
    const states = fc.constantFrom(
      'open',
      'drafting',
      'in-review',
      'changes-requested',
      'done',
    ) as fc.Arbitrary<HeldItem['state']>;
    const list = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.string(), states), {
      selector: ([code]) => code,
    });
    fc.assert(
      fc.property(list, (some) => {
        const items = some.map(([code, after]) => change(code, after));
        const before = some.map(([, , state], index) => held(items[index] ?? change('', ''), { state }));
        expect(plan(before, wanted(...items))).toEqual({ insert: [], update: [] });
      }),
    );
  });

  it('leaves a text in work where it is, and says that the row moved', () => {
    const { update } = plan([held(change('A', 'one'), { state: 'drafting' })], wanted(change('A', 'two')));
    expect(update[0]?.data.state).toBeUndefined();
    expect(update[0]?.data.reopened).toBe('Changed again on February 3, 2026, with a test: descriptor.');
  });

  it('takes a proposal back that was made on another row', () => {
    const proposed = held(change('A', 'one'), { state: 'in-review', proposedBy: 'somebody' });
    expect(plan([proposed], wanted(change('A', 'two'))).update[0]?.data).toMatchObject({
      state: 'open',
      proposedBy: null,
    });
  });

  it('keeps what an editor put on the list by hand', () => {
    const byHand = held(change('A', 'before', ['guideline-changed']));
    expect(plan([byHand], wanted())).toEqual({ insert: [], update: [] });
    const both = held(change('A', 'one', ['long-revised', 'guideline-changed']));
    expect(plan([both], wanted()).update[0]?.data).toMatchObject({ kinds: ['guideline-changed'] });
    expect(plan([both], wanted(change('A', 'two'))).update[0]?.data.kinds).toEqual([
      'long-revised',
      'guideline-changed',
    ]);
  });
});

describe('an item of a change set', () => {
  const record = {
    code: 'A',
    displayCode: 'A',
    codeType: 'procedure' as const,
    billable: null,
    parent: null,
    shortDescriptor: null,
    mediumDescriptor: null,
    longDescriptor: 'one',
    dates: { added: null, effective: null, terminated: null },
    indicators: { coverageCode: 'C', actionCode: 'N' },
  };
  it('says nothing of what a release did with the code', () => {
    const after = { ...record, indicators: { coverageCode: 'D', actionCode: 'C' } };
    const item = itemOfChange('hcpcs', { code: 'A', kinds: ['indicatorChanged'], before: record, after });
    expect(item?.changes).toEqual({
      long: { before: 'one', after: 'one' },
      indicators: { coverageCode: { before: 'C', after: 'D' } },
    });
  });
  it('is none where only dates differ', () => {
    expect(
      itemOfChange('hcpcs', { code: 'A', kinds: ['datesChanged'], before: record, after: record }),
    ).toBeNull();
  });
});

describe('one change of many', () => {
  const revised = (before: string, after: string): ItemChange => ({
    ...change('A', after),
    changes: { long: { before, after } },
  });
  it('is the same words replaced', () => {
    const some = [
      revised('Old drug, per mg', 'Old drug, each mg'),
      revised('Other, per mg', 'Other, each mg'),
    ];
    expect(commonChange(some)).toMatchObject({
      long: [
        { kind: 'removed', text: 'per' },
        { kind: 'added', text: 'each' },
      ],
    });
  });
  it('is none where words or kinds differ, or where a look at each is needed', () => {
    expect(commonChange([revised('a b', 'a c'), revised('a b', 'a d')])).toBeNull();
    expect(
      commonChange([{ ...revised('a b', 'a c'), kinds: ['long-revised', 'indicator-changed'] }]),
    ).toBeNull();
    expect(commonChange([change('A', 'x', ['added'])])).toBeNull();
    expect(commonChange([])).toBeNull();
  });
});

it('measures a rule by the codes that it holds', () => {
  const rule = (name: string, from: string, to = from) => ({
    name,
    from,
    to,
    editor: name,
    reviewer: null,
    days: 10,
  });
  const codes = ['S51', 'S52', 'S521', 'S522', 'S60'];
  const assigned = assigner(
    [rule('injuries', 'S', 'S'), rule('forearm', 'S50', 'S59'), rule('one', 'S521')],
    codes,
    '2026-10-01',
  );
  expect(['S60', 'S522', 'S5211', 'T01'].map((code) => assigned(code).assignee)).toEqual([
    'injuries',
    'forearm',
    'one',
    null,
  ]);
  expect(assigned('S60').due).toBe('2026-09-21');
});

it.each([
  ['icd-10-cm', 'O9A1', 'O00-O9A'],
  ['icd-10-cm', 'D491', 'C00-D49'],
  ['icd-10-cm', 'D50', 'D50-D89'],
  ['icd-10-cm', 'V00', 'V00-Y99'],
  ['hcpcs', 'J9000', 'J'],
  ['hcpcs', 'JZ', 'Modifiers'],
  ['icd-10-pcs', '0016070', '0'],
  ['cpt', '00100', 'Anesthesia'],
  ['cpt', '99213', 'Evaluation and management'],
  ['cpt', '99601', 'Medicine'],
  ['cpt', '0001T', 'Category T'],
])('puts %s %s under %s', (set, code, range) => expect(rangeOf(set, code)).toBe(range));

describe('the board', () => {
  const row = (code: string, more: Partial<BoardRow> = {}): BoardRow => ({
    id: code,
    codeSet: 'hcpcs',
    code,
    displayCode: code,
    kinds: ' added ',
    state: 'open',
    resolution: null,
    range: code.slice(0, 1),
    assignee: null,
    reviewer: null,
    explained: false,
    due: null,
    ...more,
  });
  const rows = [
    row('A1', { due: '2026-01-01', assignee: 'x' }),
    row('A2', { state: 'done', kinds: ' long-revised notes-changed ', due: '2026-01-01' }),
    row('B1', { words: 'a made-up drug', explained: true, due: '2026-02-05' }),
  ];
  it('counts a code under each of its kinds', () => {
    const counts = boardCounts(rows, '2026-02-01');
    expect(counts).toMatchObject({ total: 3, done: 1, overdue: 1 });
    expect(counts.kinds.map(({ kind, total }) => [kind, total])).toEqual([
      ['added', 2],
      ['long-revised', 1],
      ['notes-changed', 1],
    ]);
    expect(counts.ranges).toEqual([
      { name: 'A', done: 1, total: 2 },
      { name: 'B', done: 0, total: 1 },
    ]);
  });
  it.each([
    [{ kind: 'notes-changed' }, 'A2'],
    [{ state: 'not-done' }, 'A1 B1'],
    [{ assignee: 'none' }, 'A2 B1'],
    [{ due: 'overdue' }, 'A1'],
    [{ due: 'week' }, 'A1 B1'],
    [{ q: 'drug' }, 'B1'],
    [{ q: 'drug  made-up' }, 'B1'],
    [{ q: 'drug made-down' }, ''],
    [{ q: 'a.1' }, 'A1'],
    [{ explained: 'yes', range: 'A' }, ''],
  ] as const)('filters %j', (filters, codes) => {
    expect(
      filteredRows(rows, filters, '2026-02-01')
        .map(({ code }) => code)
        .join(' '),
    ).toBe(codes);
  });
});
