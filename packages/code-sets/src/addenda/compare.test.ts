import { describe, expect, test } from 'vitest';
import { codesAddenda, orderAddenda } from '../../fixtures/made-addenda.ts';
import { madeEdition, madeRecord } from '../../fixtures/made-editions.ts';
import type { CodeRecord } from '../code-record.ts';
import { diffEditions } from '../edition-diff/diff-editions.ts';
import { Problems } from '../problems.ts';
import { compareAddenda } from './compare.ts';
import { parseAddenda } from './parse.ts';

const record = (code: string, longDescriptor: string, billable = true): CodeRecord =>
  madeRecord(code, { longDescriptor, shortDescriptor: longDescriptor.slice(0, 60).trim(), billable });

const hand = 'Made-up fever with rash of the hand, first encounter of several that follow it';
const before = [
  record('A00', 'Made-up fevers', false),
  record('A001', 'Made-up fever with rash'),
  record('A002', 'Made-up fever without rash'),
  record('A003', 'Made-up fever, chronc'),
  record('A004', 'Made-up fever, other'),
];
const after = [
  record('A00', 'Invented fevers', false),
  record('A001', 'Made-up fever with rash', false),
  record('A0010', hand),
  record('A003', 'Made-up fever, chronic'),
  record('A004', 'Made-up fever, other'),
];

async function check(lines: string[], later: CodeRecord[] = after, set = 'icd-10-cm') {
  const problems = new Problems('made.txt');
  async function* batches() {
    yield lines.map((text, index) => ({ text, number: index + 1 }));
  }
  const addenda = await parseAddenda(batches(), problems);
  expect(problems.list()).toEqual([]);
  return compareAddenda(addenda, diffEditions(madeEdition(before), madeEdition(later)), { set });
}

const changed = (code: string, given: Partial<CodeRecord>) =>
  after.map((one) => (one.code === code ? { ...one, ...given } : one));

describe.each([
  ['the order form', orderAddenda, 6],
  ['the codes form', codesAddenda, 4],
])('addenda in %s', (_, lines, rows) => {
  test('agree with the editions that they tell of', async () => {
    expect(await check(lines)).toEqual({ agrees: true, rowsChecked: rows, differences: [] });
  });

  test('do not know a code that they do not list', async () => {
    const { agrees, differences } = await check(lines, [...after, record('A005', 'Made-up fever, new')]);
    expect(agrees).toBe(false);
    expect(differences).toMatchObject([
      { code: 'A005', inAddenda: null, why: 'The addenda do not list it.' },
    ]);
  });

  test('list a code that the editions do not show', async () => {
    const { differences } = await check(
      lines,
      after.filter(({ code }) => code !== 'A0010'),
    );
    expect(differences).toMatchObject([{ code: 'A0010', inDiff: null, why: 'The editions do not show it.' }]);
  });

  test('have another text', async () => {
    const { differences } = await check(
      lines,
      changed('A003', { longDescriptor: 'Made-up fever, chronical' }),
    );
    expect(differences).toMatchObject([{ code: 'A003', why: 'The long descriptors after differ.' }]);
    expect(differences[0]?.inDiff).toContain('Made-up fever, chronical');
  });

  test('are of another set', async () => {
    const { agrees, differences } = await check(lines, after, 'icd-10-pcs');
    expect(agrees).toBe(false);
    expect(differences).toMatchObject([{ code: '', inAddenda: 'icd-10-cm', inDiff: 'icd-10-pcs' }]);
  });
});

describe('the order form alone', () => {
  test('tells of short descriptors', async () => {
    const later = changed('A004', { shortDescriptor: 'Other fever' });
    expect((await check(orderAddenda, later)).differences).toMatchObject([{ code: 'A004', inAddenda: null }]);
    expect((await check(codesAddenda, later)).agrees).toBe(true);
  });

  test('tells of flags', async () => {
    const { differences } = await check(orderAddenda, changed('A0010', { billable: false }));
    expect(differences).toMatchObject([{ code: 'A0010', why: 'The flags differ.' }]);
  });

  test('lists a code that became a header twice', async () => {
    const { differences } = await check(orderAddenda, changed('A001', { billable: true }));
    expect(differences.map(({ code, inAddenda }) => [code, inAddenda?.slice(0, 8)])).toEqual([
      ['A001', 'delete 1'],
      ['A001', 'add 0: M'],
    ]);
  });
});
