import { describe, expect, test } from 'vitest';
import { workbook } from '../../fixtures/made-files.ts';
import { readDelimited } from '../container/delimited.ts';
import { openWorkbook } from '../container/workbook.ts';
import { listMembers } from '../container/zip.ts';
import { Problems } from '../problems.ts';
import { parseFormerCodes } from './former-codes.ts';
import { hasConversionHeader, looksLikeConversion, parseConversion } from './parse.ts';
import { replacementsOf } from './replacements.ts';

const header = ['Current code assignment', 'Effective', 'Previous Code(s) Assignment'];
const rows = [
  ['The table shows for each new code its effective date and the code assigned previously.', '', ''],
  header,
  ['A00.11', '2016', 'A00.1'],
  ['A00.12 ', '45017', 'A00.1; A00.2'],
  ['B12.XX3A', '10/1/2024', 'None'],
];

const numbered = (cells: string[][]) => cells.map((row, index) => ({ number: index + 1, cells: row }));

async function parse(cells: string[][]) {
  const problems = new Problems('table.xlsx');
  async function* batches() {
    yield numbered(cells);
  }
  const conversions = await parseConversion(batches(), problems);
  return { conversions, places: problems.list().map(({ code, line, column }) => [code, line, column]) };
}

describe('a conversion table', () => {
  test('gives codes without dots, days from years and serial numbers, and what stood before', async () => {
    const { conversions, places } = await parse(rows);
    expect(places).toEqual([]);
    expect(conversions).toEqual([
      {
        code: 'A0011',
        effective: '2016-10-01',
        former: ['A001'],
        formerRanges: [],
        formerText: 'A00.1',
        line: 3,
      },
      {
        code: 'A0012',
        effective: '2023-04-01',
        former: ['A001', 'A002'],
        formerRanges: [],
        formerText: 'A00.1; A00.2',
        line: 4,
      },
      {
        code: 'B12XX3A',
        effective: '2024-10-01',
        former: [],
        formerRanges: [],
        formerText: 'None',
        line: 5,
      },
    ]);
  });

  test('is read from a workbook and from text alike', async () => {
    const [sheet] = await openWorkbook(await listMembers(workbook(rows)));
    const problems = new Problems('table');
    const fromSheet = await parseConversion(sheet?.rows(problems) ?? empty(), problems);
    const texts = rows.map((row, index) => ({ text: row.join('\t'), number: index + 1 }));
    async function* lines() {
      yield texts;
    }
    const fromText = await parseConversion(readDelimited(lines(), problems), problems);
    expect(problems.list()).toEqual([]);
    expect(fromText).toEqual(fromSheet);
    expect(fromText.length).toBe(3);
    expect(looksLikeConversion(texts)).toBe(true);
    expect(looksLikeConversion(texts.slice(2))).toBe(false);
  });

  test.each([
    [['Current Code', 'Effective Date', 'Previous Code']],
    [['CURRENT  CODE\nASSIGNMENT', 'Effective', 'Previous Code(s)  Assignment']],
    [['New Code', 'Date Effective', 'Prior code(s)', 'Remarks']],
  ])('may be headed %j', async (other) => {
    expect(hasConversionHeader(numbered(rows.with(1, other)))).toBe(true);
    expect((await parse(rows.with(1, other))).conversions.length).toBe(3);
  });

  test('is known by its header, not by prose that has the same words', () => {
    expect(hasConversionHeader(numbered([rows[0] ?? [], ['A00.11', '2016', 'A00.1']]))).toBe(false);
  });

  test('passes over blank rows, notes, headers that come again and rows that repeat others', async () => {
    const more = [...rows, ['', ''], header, ['A00.11', '2016', 'A00.1'], ['Note: codes are as of October.']];
    const { conversions, places } = await parse(more);
    expect(places).toEqual([]);
    expect(conversions.length).toBe(3);
  });

  test.each<[string, string[], unknown[]]>([
    ['a code that is none', ['A0.011', '2016', 'A00.1'], ['bad-code', 3, 1]],
    ['no code', ['', '2016', 'A00.1'], ['bad-code', 3, 1]],
    ['a letter that capitals would make two of', ['A0\u00df', '2016', 'A00.1'], ['bad-code', 3, 1]],
    ['a year that is none', ['A00.11', '201', 'A00.1'], ['bad-field', 3, 2]],
    ['a year before the set', ['A00.11', '2001', 'A00.1'], ['bad-field', 3, 2]],
    ['a day that is none', ['A00.11', '2/30/2024', 'A00.1'], ['bad-field', 3, 2]],
    ['a former code that is none', ['A00.11', '2016', 'A00.1, #00.2'], ['bad-field', 3, 3]],
    ['a range that goes backwards', ['A00.11', '2016', 'A00.9-A00.1'], ['bad-field', 3, 3]],
    ['columns that changed places', ['A00.1', 'A00.11', '2016'], ['bad-field', 3, 2]],
    ['a row that ends after its code', ['A00.11'], ['truncated-record', 3, 2]],
    ['a control character', ['A00.11', '2016', 'A00.1\u0002'], ['bad-character', 3, 6]],
  ])('with %s is refused at that row', async (_, row, place) => {
    expect((await parse(rows.with(2, row))).places).toContainEqual(place);
  });

  test('without a header row is refused', async () => {
    expect((await parse(rows.slice(2))).places).toEqual([['missing-column', 1, 1]]);
  });
});

test.each<[string, string[], [string, string][]]>([
  ['None', [], []],
  ['n/a', [], []],
  ['', [], []],
  ['A00.1, A00.2; A00.3 and A00.4 & A00.5 AND A00.6', ['A001', 'A002', 'A003', 'A004', 'A005', 'A006'], []],
  ['T40.7X3D ', ['T407X3D'], []],
  ['A00.1.', ['A001'], []],
  ['a00.1\nA00.2', ['A001', 'A002'], []],
  ['H02.101-H02.106; H02.109', ['H02109'], [['H02101', 'H02106']]],
  ['H44.20–23', [], [['H4420', 'H4423']]],
  ['A00 to A09', [], [['A00', 'A09']]],
  ['I63.- and A00.1', ['A001'], [['I63', 'I63']]],
  ['A00.1 and a code from R11-', ['A001'], [['R11', 'R11']]],
  ['A00.1 AND Code from categories T36-T50', ['A001'], [['T36', 'T50']]],
  ['Codes in Category T15', [], [['T15', 'T15']]],
  ['A00.1 with an external cause', [], []],
])('former codes "%s"', (text, former, ranges) => {
  const found = parseFormerCodes(text);
  expect(found.former).toEqual(former);
  expect(found.ranges).toEqual(ranges.map(([from, to]) => ({ from, to })));
});

describe('replacements', () => {
  test('are listed by former code, each once', async () => {
    const { conversions } = await parse([...rows, ['A00.13', '2016', 'A00.1, A00.1']]);
    expect(replacementsOf(conversions)).toEqual(
      new Map([
        [
          'A001',
          [
            { code: 'A0011', effective: '2016-10-01' },
            { code: 'A0012', effective: '2023-04-01' },
            { code: 'A0013', effective: '2016-10-01' },
          ],
        ],
        ['A002', [{ code: 'A0012', effective: '2023-04-01' }]],
      ]),
    );
  });

  test('of ranges are found for the codes sought, of one encounter where the ends are', async () => {
    const { conversions } = await parse([
      header,
      ['A00.11', '2016', 'H02.1-H02.3'],
      ['S06.A0XA', '2021', 'S06.890A-S06.899A'],
      ['R11.15', '2019', 'I63.-'],
    ]);
    const sought = ['I639', 'I64', 'H021', 'H0239', 'H024', 'S06891A', 'S06891D', 'S06899A', 'I63'];
    expect([...replacementsOf(conversions, sought).keys()].sort()).toEqual(
      ['H021', 'H0239', 'I63', 'I639', 'S06891A', 'S06899A'].sort(),
    );
    expect(replacementsOf(conversions).size).toBe(0);
  });
});

async function* empty() {}
