import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinLines } from '../../fixtures/made-files.ts';
import { correctionColumns, printSheet } from '../../fixtures/printed-sheet.ts';
import { type Line, readLines } from '../container/lines.ts';
import { Problems, Unreadable } from '../problems.ts';
import { looksLikeCorrections, parseCorrections } from './parse.ts';

const title = ['          2030 ALPHA-NUMERIC HCPCS CORRECTIONS', '', ''];
const row = (...cells: string[]): string[] => cells;
const rows = [
  row('A1234', 'Change Action', '01/01/2030'),
  row('E4105', 'Change Coverage', '01/01/2030', '', '', '', '', 'C', '39'),
  row(
    'J1095',
    'ADD CODE',
    '01/01/2030',
    'Made-up drug, one milligram',
    'Injection of a made-up drug, one milligram',
    '9,1',
    'O1E',
    'D',
    '53',
    '',
    'YY',
    '01/01/2030',
  ),
  row('C9034', 'Discontinued', '12/31/2029', '', '', '', '', '', '', 'J1095', '', '', 'Statute'),
  row('QZ', 'Removed in error', '01/0/1201', 'Short'),
];

const read = async (lines: string[] | Buffer) => {
  const problems = new Problems('corrections.prn');
  const bytes = Buffer.isBuffer(lines) ? lines : Buffer.from(joinLines(lines), 'latin1');
  const corrections = await parseCorrections(readLines(chunks(bytes)), problems);
  return { corrections, problems: problems.list() };
};

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

describe('a corrections file, on invented rows', () => {
  test('is read to the cells that are filled, and says what is cut', async () => {
    const { corrections, problems } = await read([...title, ...printSheet(correctionColumns(), rows)]);
    expect(problems).toEqual([]);
    expect(
      corrections.map(({ code, line, action, kind, effective }) => [code, line, action, kind, effective]),
    ).toEqual([
      ['A1234', 5, 'Change Ac', 'change', '2030-01-01'],
      ['E4105', 6, 'Change Co', 'change', '2030-01-01'],
      ['J1095', 7, 'ADD CODE', 'add', null],
      ['C9034', 8, 'Discontin', 'discontinue', '2029-12-31'],
      ['QZ', 9, 'Removed i', 'other', null],
    ]);
    expect(corrections[2]).toMatchObject({
      short: { text: 'Made-up drug, one millig', cut: true },
      long: { text: 'Injection of a made-up drug,', cut: true },
      indicators: { betos: 'O1E', coverage: 'D', pricing: ['53'], ascGroup: 'YY', ascEffective: '20300101' },
      cutCells: ['effective', 'typeOfService'],
      comments: null,
    });
    expect(corrections[3]).toMatchObject({ indicators: { crossReference: ['J1095'] }, comments: 'Statute' });
    expect(corrections[4]?.short).toEqual({ text: 'Short', cut: false });
  });

  test('reads the same whatever the widths of its columns', async () => {
    const width = (min: number, max: number) => fc.integer({ min, max });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          code: width(7, 12),
          action: width(10, 20),
          effective: width(9, 14),
          short: width(20, 34),
          long: width(28, 50),
        }),
        async (widths) => {
          const { corrections, problems } = await read([
            ...title,
            ...printSheet(correctionColumns(widths), rows),
          ]);
          expect(problems).toEqual([]);
          expect(corrections.map(({ code, kind }) => `${code} ${kind}`)).toEqual([
            'A1234 change',
            'E4105 change',
            'J1095 add',
            'C9034 discontinue',
            'QZ restore',
          ]);
          expect(corrections[2]?.indicators).toMatchObject({
            coverage: 'D',
            pricing: ['53'],
            ascGroup: 'YY',
          });
          const short = 'Made-up drug, one milligram';
          expect(corrections[2]?.short?.text).toBe(short.slice(0, widths.short).trim());
          expect(corrections[2]?.long?.text.startsWith('Injection of a made-up drug')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('reads the same where headings are whole, in the middle of their columns or at the left', async () => {
    const width = (min: number, max: number) => fc.integer({ min, max });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          short: width(24, 34),
          long: width(28, 50),
          typeOfService: width(2, 7),
          betos: width(4, 9),
          coverage: width(2, 11),
          pricing: width(4, 10),
          crossReference: width(8, 13),
          ascGroup: width(4, 12),
          ascEffective: width(7, 14),
        }),
        fc.constantFrom('left' as const, 'centre' as const),
        async (widths, align) => {
          const { corrections, problems } = await read([
            ...title,
            ...printSheet(correctionColumns({ code: 8, action: 12, effective: 12, ...widths }), rows, align),
          ]);
          expect(problems).toEqual([]);
          expect(corrections[1]?.indicators).toEqual({ coverage: 'C', pricing: ['39'] });
          expect(corrections[2]?.indicators).toEqual({
            ...(widths.typeOfService > 3 ? { typeOfService: ['9', '1'] } : {}),
            betos: 'O1E',
            coverage: 'D',
            pricing: ['53'],
            ascGroup: 'YY',
            ascEffective: '20300101',
          });
          expect(corrections[2]?.effective).toBe('2030-01-01');
          expect(corrections[3]).toMatchObject({
            indicators: { crossReference: ['J1095'] },
            comments: 'Statute',
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('keeps a short descriptor that runs on into the blank column beside it whole', async () => {
    const spilled = row('A1234', 'Change Short', '01/01/2030', 'Made-up supply, one pair, lo');
    const { corrections } = await read(printSheet(correctionColumns(), [...rows, spilled]));
    expect(corrections.at(-1)).toMatchObject({
      short: { text: 'Made-up supply, one pair, lo', cut: false },
      long: null,
    });
  });

  test('keeps a long descriptor that runs on over blank columns whole, and says where it may be cut', async () => {
    const text = 'A made-up supply whose long descriptor runs on over columns that are blank';
    const sheet = printSheet(correctionColumns(), [
      ...rows,
      row('A1234', 'Change Long', '01/01/2030', '', text),
      row('A1235', 'Change Long', '01/01/2030', '', text, '', '', 'C'),
      row('A1236', 'Change Long', '01/01/2030', '', text.slice(0, 45), '', '', '', '', '', '', '', 'A note'),
    ]);
    const { corrections, problems } = await read(sheet);
    expect(problems).toEqual([]);
    const [whole, glued, noted] = corrections.slice(-3);
    expect(whole).toMatchObject({ long: { text, cut: false }, indicators: {}, cutCells: [], comments: null });
    expect(glued?.long?.cut).toBe(true);
    expect(glued?.indicators).toEqual({});
    expect(glued?.cutCells).toContain('coverage');
    expect(noted).toMatchObject({ long: { cut: true }, comments: 'A note' });
  });

  test('reads typographic marks in whichever way they were kept', async () => {
    const lines = printSheet(correctionColumns(), [
      row('J1095', 'ADD CODE', '01/01/2030', 'Made-up 5~-drug', 'Long', '1'),
    ]);
    for (const byte of [0x92, 0x12]) {
      const bytes = Buffer.from(joinLines(lines).replace('~', String.fromCharCode(byte)), 'latin1');
      const { corrections, problems } = await read(bytes);
      expect(problems).toEqual([]);
      expect(corrections[0]?.short?.text).toBe('Made-up 5’-drug');
    }
  });

  test('passes over rows of licensed sets, and refuses rows and cells that cannot be', async () => {
    const { corrections, problems } = await read(
      printSheet(correctionColumns(), [
        ...rows,
        row('D0120', 'ADD CODE', '01/01/2030', 'Dropped', 'Dropped'),
        row('A12', 'Change', '01/01/2030'),
        row('A1234', 'Change Cov', '01/01/2030', '', '', '', '', '', '5x'),
        row('', 'Change Cov', '01/01/2030'),
      ]),
    );
    expect(corrections.map(({ code }) => code)).not.toContain('D0120');
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['bad-code', 8],
      ['bad-field', 9],
      ['stray-line', 10],
    ]);
  });

  test('without headings is unreadable', async () => {
    await expect(read(['A1234  Change Co01/01/2030'])).rejects.toBeInstanceOf(Unreadable);
    const lines = (texts: string[]): Line[] => texts.map((text, index) => ({ text, number: index + 1 }));
    expect(looksLikeCorrections(lines(printSheet(correctionColumns(), rows)))).toBe(true);
    expect(
      looksLikeCorrections(lines([' HCPCS/MOD   TYPE OF CHANGE   SHORT DESCRIPTION   LONG DESCRIPTION'])),
    ).toBe(false);
  });

  test('that is damaged anywhere ends in corrections or in problems, never in a crash', async () => {
    const original = Buffer.from(joinLines([...title, ...printSheet(correctionColumns(), rows)]), 'latin1');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { maxLength: 30 }),
        fc.nat(original.length),
        async (changes, length) => {
          const bytes = Buffer.from(original.subarray(0, length));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          await read(bytes).catch((error) => expect(error).toBeInstanceOf(Unreadable));
        },
      ),
      { numRuns: 500 },
    );
  });
});

const folder = process.env.PLAINCODE_CODE_SETS;

describe('the official corrections of 2019', () => {
  test.runIf(folder !== undefined).each([
    [
      'HCPC2019_Corrections_ALPHA.prn',
      11,
      ['ADD CODE', 'Change Ac', 'Change Co', 'Change xr', 'Discontin', 'Remove "Y'],
    ],
    ['HCPC2019_Corrections_ALPHA_v2.prn', 3, ['Add "YY" A', 'Removed in']],
  ])('%s', async (file, count, actions) => {
    const problems = new Problems(file);
    const bytes = createReadStream(join(folder ?? '', 'hcpcs', file));
    const corrections = await parseCorrections(readLines(bytes), problems);
    expect(problems.list()).toEqual([]);
    expect(corrections.length).toBe(count);
    expect([...new Set(corrections.map(({ action }) => action))].sort()).toEqual([...actions].sort());
    expect(corrections.every(({ kind }) => kind !== 'other')).toBe(true);
  });
});
