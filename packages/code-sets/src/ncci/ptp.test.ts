import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workbook } from '../../fixtures/made-files.ts';
import { readDelimited } from '../container/delimited.ts';
import { openWorkbook } from '../container/workbook.ts';
import { listMembers } from '../container/zip.ts';
import { Problems } from '../problems.ts';
import { hasPtpHeader, looksLikePtp, parsePtp } from './ptp.ts';

/** Invented codes; those of five digits stand for licensed ones. */
const head = [
  ['Copyright of an invented notice. All rights reserved.', '', '', '', '', '', ''],
  ['Column1/Column2 Edits', '', '', '', '', '', ''],
  ['Column 1', 'Column 2', '*=in existence', 'Effective', 'Deletion', 'Modifier', 'PTP Edit Rationale'],
  ['', '', 'prior to 1996', 'Date', 'Date', '0=not allowed', ''],
  ['', '', '', '', '*=no data', '1=allowed', ''],
  ['', '', '', '', '', '9=not applicable', ''],
];
const rows = [
  ['A9991', 'B9991', '', '20200101', '*', '1', 'Invented practice'],
  ['A9991', 'B9992', '*', '19960101', '20201231', '0', 'Invented practice'],
  ['A9991', 'B9992', '', '20210101', '*', '1', 'Invented practice'],
  ['A9991', '00199', '', '20210101', '*', '1', 'Invented practice'],
  ['0019T', 'B9991', '', '20210101', '20210101', '9', 'Invented practice'],
];

const keepNone = () => false;
const numbered = (cells: string[][]) => cells.map((row, index) => ({ number: index + 1, cells: row }));
const asLines = (cells: string[][]) =>
  cells.map((row, index) => ({ text: row.join('\t'), number: index + 1 }));

async function parse(cells: string[][], keep: (code: string) => boolean = keepNone) {
  const problems = new Problems('ccipra-v310r0-f1.txt');
  async function* batches() {
    yield asLines(cells);
  }
  const table = await parsePtp([{ rows: readDelimited(batches(), problems), problems }], keep);
  return {
    ...table,
    places: problems.list().map(({ code, line, column }) => [code, line, column]),
    messages: JSON.stringify(problems.list()),
  };
}

describe('a table of PTP edits', () => {
  test('gives the edits between Level II codes, and drops and counts the others', async () => {
    const { edits, droppedLicensed, places } = await parse([...head, ...rows]);
    expect(places).toEqual([]);
    expect(droppedLicensed).toBe(2);
    expect(edits.length).toBe(3);
    expect(edits[1]).toEqual({
      column1: 'A9991',
      column2: 'B9992',
      before1996: true,
      effective: '1996-01-01',
      deletion: '2020-12-31',
      modifier: '0',
      rationale: 'Invented practice',
      line: 8,
    });
    expect(edits[2]).toMatchObject({ before1996: false, deletion: null, modifier: '1' });
  });

  test('keeps licensed codes where the caller does, each of them', async () => {
    expect((await parse([...head, ...rows], () => true)).edits.length).toBe(5);
    const some = await parse([...head, ...rows], (code) => code === '00199');
    expect(some.edits.map(({ column2 }) => column2)).toContain('00199');
    expect(some.droppedLicensed).toBe(1);
  });

  test.each([
    ['one row of headings', [head[2] ?? []]],
    ['thirty rows of notices', [...Array.from({ length: 30 }, () => ['Notice, invented']), head[2] ?? []]],
    [
      'blank rows and other words',
      [
        [''],
        [
          'COLUMN 1',
          'Column  2',
          'Prior to 1996',
          'Effective Date',
          'Deletion Date *=no data',
          'Modifier 0=not allowed',
          'Rationale',
        ],
      ],
    ],
    [
      'no column of rationales',
      [
        [
          'Column 1',
          'Column 2',
          '*=in existence prior to 1996',
          'Effective Date',
          'Deletion Date',
          'Modifier',
        ],
      ],
    ],
  ])('may begin with %s', async (_, other) => {
    const { edits, places } = await parse([
      ...other,
      ...rows.map((row) => row.slice(0, other.at(-1)?.length)),
    ]);
    expect(places).toEqual([]);
    expect(edits.length).toBe(3);
    expect(looksLikePtp(asLines(other))).toBe(true);
  });

  test('is read from a workbook, a quoted text and a text with commas alike', async () => {
    const problems = new Problems('table');
    const [sheet] = await openWorkbook(await listMembers(workbook([...head, ...rows])));
    const fromSheet = await parsePtp([{ rows: sheet?.rows(problems) ?? empty(), problems }], keepNone);
    async function* lines() {
      const text = [...head, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(','));
      yield text.map((line, index) => ({ text: line, number: index + 1 }));
    }
    const fromText = await parsePtp([{ rows: readDelimited(lines(), problems), problems }], keepNone);
    expect(problems.list()).toEqual([]);
    expect(fromSheet).toEqual(fromText);
    expect(fromSheet.edits.length).toBe(3);
    expect(hasPtpHeader(numbered(head))).toBe(true);
  });

  test('may have its columns in another order', async () => {
    const backwards = [head[2] ?? [], ...rows].map((row) => row.toReversed());
    const { edits, places } = await parse(backwards);
    expect(places).toEqual([]);
    expect(edits[1]).toMatchObject({
      column1: 'A9991',
      column2: 'B9992',
      effective: '1996-01-01',
      modifier: '0',
    });
  });

  test('holds no column that is not known', async () => {
    const more = [
      ...head.with(2, [...(head[2] ?? []), 'Description']),
      ...rows.map((row) => [...row, 'Secret words']),
    ];
    const { edits, places } = await parse(more, () => true);
    expect(places).toEqual([]);
    expect(JSON.stringify(edits)).not.toContain('Secret');
  });

  test.each<[string, string[], unknown[]]>([
    ['a code that is none', ['a9991', 'B9991', '', '20200101', '*', '1', ''], ['bad-code', 7, 1]],
    ['a code that lost its zeros', ['A9991', '199', '', '20200101', '*', '1', ''], ['bad-code', 7, 2]],
    ['a mark that is none', ['A9991', 'B9991', 'x', '20200101', '*', '1', ''], ['bad-field', 7, 3]],
    ['a day that is none', ['A9991', 'B9991', '', '20200231', '*', '1', ''], ['bad-field', 7, 4]],
    ['a day of another century', ['A9991', 'B9991', '', '28200101', '*', '1', ''], ['bad-field', 7, 4]],
    ['a deletion that is no day', ['A9991', 'B9991', '', '20200101', '?', '1', ''], ['bad-field', 7, 5]],
    [
      'a deletion before its effect',
      ['A9991', 'B9991', '', '20200101', '20190101', '1', ''],
      ['bad-field', 7, null],
    ],
    ['a modifier that is none', ['A9991', 'B9991', '', '20200101', '*', '2', ''], ['bad-field', 7, 6]],
    ['its end missing', ['A9991', 'B9991', ''], ['truncated-record', 7, 4]],
    ['another row behind it', [...(rows[0] ?? []), 'A9991', 'B9992'], ['overlong-record', 7, 8]],
    ['a control character', ['A9991', 'B9991', '', '20200101', '*', '1', 'x\u0003'], ['bad-character', 7, 2]],
    ['a damaged licensed code', ['0019!', 'B9991', '', '20200101', '*', '1', ''], ['bad-code', 7, 1]],
    ['its codes lost', ['', '', '', '20200101', '*', '1', ''], ['bad-code', 7, 1]],
  ])('with %s is refused at that row', async (_, row, place) => {
    expect((await parse([...head, row, ...rows.slice(1)])).places).toContainEqual(place);
  });

  test.each<[string, string[][], boolean]>([
    [
      'one after the other',
      [
        ['20200101', '20201231'],
        ['20210101', '*'],
      ],
      true,
    ],
    [
      'from the day of a deletion on',
      [
        ['20210101', '*'],
        ['20200101', '20210101'],
      ],
      true,
    ],
    [
      'with one that never was',
      [
        ['20200101', '*'],
        ['20210101', '20210101'],
      ],
      true,
    ],
    [
      'at one time',
      [
        ['20200101', '20210102'],
        ['20210101', '*'],
      ],
      false,
    ],
    [
      'twice without end',
      [
        ['20200101', '*'],
        ['20210101', '*'],
      ],
      false,
    ],
    [
      'twice the same',
      [
        ['20200101', '20210101'],
        ['20200101', '20210101'],
      ],
      false,
    ],
  ])('may hold a pair %s: %j is %s', async (_, times, sound) => {
    const cells = times.map(([from = '', to = '']) => ['A9991', 'B9991', '', from, to, '1', '']);
    const { places } = await parse([...head, ...cells]);
    expect(places.map(([code]) => code)).toEqual(sound ? [] : ['duplicate-code']);
  });

  test('does not tell licensed codes in what it says of dropped rows', async () => {
    const { messages } = await parse([...head, ['00199', '00198', '', 'x', '*', '1', '']]);
    expect(messages).toContain('no day of the calendar');
    expect(messages).not.toContain('00199');
  });

  test('without a header row or rows is refused, and is not taken for one', async () => {
    expect((await parse(rows)).places).toEqual([['missing-column', 1, 1]]);
    expect((await parse(head)).places).toEqual([['truncated-file', 3, null]]);
    const prose = [['Column 1 of this notice'], ['A9991', 'B9991', '', '20200101']];
    expect(looksLikePtp(asLines(prose))).toBe(false);
    expect(looksLikePtp([])).toBe(false);
  });

  test('ends in edits of the right shapes or in problems whatever is done to it', async () => {
    const text = [...head, ...rows].map((row) => row.join('\t')).join('\n');
    const patch = fc.tuple(
      fc.nat(text.length - 1),
      fc.nat(3),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 1, maxLength: 4 }), async (patches) => {
        let damaged = text;
        for (const [at, cut, put] of patches) damaged = damaged.slice(0, at) + put + damaged.slice(at + cut);
        const { edits, places } = await parse(damaged.split('\n').map((line) => line.split('\t')));
        if (places.length > 0) return;
        for (const { column1, effective, modifier } of edits) {
          expect(column1).toMatch(/^[A-Z]\d{4}$/);
          expect(effective).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          expect(['0', '1', '9']).toContain(modifier);
        }
      }),
      { numRuns: 500 },
    );
  });
});

async function* empty() {}
