import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderLine } from '../../fixtures/made-files.ts';
import { Problems } from '../problems.ts';
import { type OrderFileSet, parseOrderFile, withDot } from './parse.ts';

type Row = [code: string, flag: 0 | 1];

async function parseLines(lines: string[], set: OrderFileSet = 'icd-10-cm') {
  const problems = new Problems('made.txt');
  async function* batches() {
    yield lines.map((text, index) => ({ text, number: index + 1 }));
  }
  const records = await parseOrderFile(batches(), set, problems);
  return { records, places: problems.list().map(({ code, line, column }) => [code, line, column]) };
}

const parse = (rows: Row[]) =>
  parseLines(rows.map(([code, flag], index) => orderLine(index + 1, code, flag, `Disorder ${code}`)));

const good: Row[] = [
  ['C43', 0],
  ['C430', 1],
  ['C4A', 0],
  ['C4A1', 0],
  ['C4A1X2A', 1],
  ['C4A0', 1],
  ['C44', 1],
];

describe('an order file', () => {
  test('keeps its own order, and gives each code the nearest ancestor it holds', async () => {
    const { records, places } = await parse(good);
    expect(places).toEqual([]);
    expect(records.map(({ code, parent }) => [code, parent])).toEqual([
      ['C43', null],
      ['C430', 'C43'],
      ['C4A', null],
      ['C4A1', 'C4A'],
      ['C4A1X2A', 'C4A1'],
      ['C4A0', 'C4A'],
      ['C44', null],
    ]);
  });

  test.each<[string, number, Row, unknown[]]>([
    ['a header marked valid', 3, ['C4A1', 1], ['bad-field', 4, 15]],
    ['a valid code marked header', 5, ['C4A0', 0], ['bad-field', 6, 15]],
    ['a code outside its category', 1, ['C530', 1], ['misplaced-code', 2, 7]],
    ['a code twice', 5, ['C4A1X2A', 1], ['duplicate-code', 6, 7]],
    ['a code with a letter for a digit', 1, ['CX30', 1], ['bad-code', 2, 7]],
  ])('with %s is refused at that row', async (_, at, row, place) => {
    const { places } = await parse(good.with(at, row));
    expect(places).toContainEqual(place);
  });

  test('does not blame the rows below one that cannot be read', async () => {
    const lines = good.map(([code, flag], index) => orderLine(index + 1, code, flag, 'Disorder'));
    const { places } = await parseLines(lines.with(2, '00003 C4A   ! 0 x'));
    expect(places).toEqual([['truncated-record', 3, 18]]);
  });

  test('with something in the padding of a short descriptor is refused', async () => {
    const line = orderLine(1, 'C44', 1, 'Disorder');
    const { places } = await parseLines([`${line.slice(0, 70)}!${line.slice(71)}`]);
    expect(places).toEqual([['bad-field', 1, 71]]);
  });

  test('that ends with a header was cut', async () => {
    expect((await parse(good.slice(0, 3))).places).toEqual([['truncated-file', 3, null]]);
  });

  test('with any single bit of a code, flag or number changed, is refused or still well-formed', async () => {
    const lines = good.map(([code, flag], index) => orderLine(index + 1, code, flag, `Disorder ${code}`));
    await fc.assert(
      fc.asyncProperty(fc.nat(lines.length - 1), fc.nat(15), fc.nat(6), async (index, column, bit) => {
        const line = lines[index] ?? '';
        const damaged = String.fromCharCode(line.charCodeAt(column) ^ (1 << bit));
        const text = `${line.slice(0, column)}${damaged}${line.slice(column + 1)}`;
        const { records, places } = await parseLines(lines.with(index, text));
        if (places.length > 0) return;
        // What no rule can find: another code of the same category that is not in the file.
        expect(column).toBeGreaterThanOrEqual(6);
        expect(column).toBeLessThan(13);
        expect(new Set(records.map(({ code }) => code)).size).toBe(lines.length);
      }),
      { numRuns: 400 },
    );
  });
});

test('the dot stands after the third character', () => {
  expect(['E11', 'E119', 'S72001A'].map(withDot)).toEqual(['E11', 'E11.9', 'S72.001A']);
});
