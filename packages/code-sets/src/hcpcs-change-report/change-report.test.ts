import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinLines } from '../../fixtures/made-files.ts';
import type { CodeRecord } from '../code-record.ts';
import { type Line, readLines } from '../container/lines.ts';
import { Problems, Unreadable } from '../problems.ts';
import { readRelease } from '../read-release.ts';
import { compareChangeReport } from './compare.ts';
import { computeChanges } from './compute.ts';
import { looksLikeChangeReport, parseChangeReport } from './parse.ts';
import { kindsOf, type ReportedChange } from './reported-change.ts';

const header = ' HCPCS/MOD      TYPE OF CHANGE    SHORT DESCRIPTION              LONG DESCRIPTION';
const centred = (text: string, width: number): string =>
  (' '.repeat(Math.floor((width - text.length) / 2)) + text).padEnd(width);
/** One row in the report's widths: 12, 22, 31 and 62. */
const row = (code: string, change: string, short: string, long: string): string =>
  centred(code, 12) + centred(change.slice(0, 22), 22) + short.padEnd(31) + long.slice(0, 62).trimEnd();

const long = 'A made-up supply with a long descriptor that goes on past the edge of its column';
const rows = [
  row('QZ', 'ADD', 'Made-up modifier', 'A made-up modifier'),
  row('A1234', 'Long Description Change', 'Made-up supply', long),
  row('A1235', 'Short Description Change', 'Another supply', long.replace('made-up', 'second')),
  row('B0001', 'No Change', 'Made-up', long.replace('made-up', 'fourth')),
  row('D0120', 'No Change', 'Dropped', 'Dropped'),
  row('C0001', 'Discontinued', 'Gone', 'A supply that is gone'),
  row('E0001', 'See note', '', 'A supply without a short descriptor'),
];

const read = async (bytes: AsyncIterable<Buffer>) => {
  const problems = new Problems('changes.prn');
  const reported = await parseChangeReport(readLines(bytes), problems);
  return { reported, problems: problems.list() };
};
async function* chunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
const text = (lines: string[]) => chunk(Buffer.from(joinLines(lines)));

describe('a change report, on invented rows', () => {
  test('is read to codes, kinds and descriptors', async () => {
    const { reported, problems } = await read(text([header, ...rows]));
    expect(problems).toEqual([]);
    expect(reported.map(({ code, kinds, line }) => [code, kinds, line])).toEqual([
      ['QZ', ['added'], 2],
      ['A1234', ['long-changed'], 3],
      ['A1235', ['short-changed'], 4],
      ['B0001', ['none'], 5],
      ['C0001', ['discontinued'], 7],
      ['E0001', ['other'], 8],
    ]);
    expect(reported[1]).toMatchObject({
      change: 'Long Description Chang',
      short: 'Made-up supply',
      long: long.slice(0, 62).trim(),
      longCut: true,
    });
    expect(reported[0]?.longCut).toBe(false);
    expect(reported[5]).toMatchObject({ change: 'See note', short: '' });
  });

  test.each([
    ['ADD', ['added']],
    ['Coverage and Long Des', ['long-changed', 'coverage-changed']],
    ['Payment Change', ['payment-changed']],
    ['Reinstated', ['reinstated']],
    ['Administrative Data', ['administrative-changed']],
    ['TOS/BETOS change', ['miscellaneous']],
    ['Along with others', ['other']],
  ])('knows %s', (change, kinds) => {
    expect(kindsOf(change)).toEqual(kinds);
  });

  test('tells damaged and doubled rows, and is not to be read without headings', async () => {
    const { problems } = await read(
      text([header, ...rows, rows[0] ?? '', row('A12', 'ADD', 'x', 'y'), row('A1236', '', 'x', 'y')]),
    );
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['duplicate-code', 9],
      ['bad-code', 10],
      ['missing-text', 11],
    ]);
    await expect(read(text(rows))).rejects.toBeInstanceOf(Unreadable);
    const lines: Line[] = [header, ...rows].map((line, index) => ({ text: line, number: index + 1 }));
    expect(looksLikeChangeReport(lines)).toBe(true);
    expect(looksLikeChangeReport(lines.slice(1))).toBe(false);
  });

  test('that is damaged anywhere ends in rows or in problems, never in a crash', async () => {
    const original = Buffer.from(joinLines([header, ...rows]));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { maxLength: 30 }),
        async (changes) => {
          const bytes = Buffer.from(original);
          for (const [at, value] of changes) bytes[at] = value;
          await read(chunk(bytes)).catch((error) => expect(error).toBeInstanceOf(Unreadable));
        },
      ),
      { numRuns: 300 },
    );
  });
});

const record = (code: string, about: Partial<CodeRecord> = {}): CodeRecord => ({
  code,
  displayCode: code,
  codeType: 'procedure',
  billable: null,
  parent: null,
  shortDescriptor: 'Short',
  mediumDescriptor: null,
  longDescriptor: 'Long',
  dates: { added: null, effective: null, terminated: null },
  indicators: {},
  ...about,
});
const ended = { dates: { added: null, effective: null, terminated: '2030-01-01' } };
const reportedAs = (code: string, change: string): ReportedChange => ({
  code,
  change,
  kinds: kindsOf(change),
  short: 'Short',
  long: 'Long',
  longCut: false,
  line: 1,
});

describe('a change report against the records', () => {
  const before = [record('A1'), record('A2'), record('A3'), record('A4', ended), record('A5'), record('A7')];
  const after = [
    record('A1', { longDescriptor: 'New', shortDescriptor: 'New' }),
    record('A2', ended),
    record('A3', { indicators: { coverage: 'C' } }),
    record('A4'),
    record('A6', ended),
    record('A7'),
  ];
  const changes = computeChanges(before, after);

  test('finds each kind of change', () => {
    expect(Object.fromEntries(Object.entries(changes).map(([kind, codes]) => [kind, [...codes]]))).toEqual({
      added: ['A6'],
      dropped: ['A5'],
      terminated: ['A2'],
      reinstated: ['A4'],
      longRevised: ['A1'],
      shortRevised: ['A1'],
      coverageChanged: ['A3'],
      paymentChanged: [],
    });
    expect(Object.values(computeChanges(after, after)).every(({ size }) => size === 0)).toBe(true);
  });

  test('counts agreements, and a weightier change hides the others', () => {
    const { agreements, differences } = compareChangeReport(
      [
        reportedAs('A1', 'Long Description Chang'),
        reportedAs('A2', 'Discontinued'),
        reportedAs('A3', 'Coverage Change'),
        reportedAs('A4', 'Reinstated'),
        reportedAs('A6', 'ADD'),
        reportedAs('A7', 'No Change'),
        reportedAs('A7', 'Misc'),
      ],
      changes,
    );
    expect(agreements).toMatchObject({
      added: 1,
      discontinued: 1,
      'long-changed': 1,
      reinstated: 1,
      none: 1,
    });
    expect(differences.map(({ code, reported }) => [code, reported])).toEqual([['A5', null]]);
  });

  test('tells where they differ', () => {
    const { differences } = compareChangeReport(
      [
        reportedAs('A1', 'Short Description Chan'),
        reportedAs('A2', 'No Change'),
        reportedAs('A3', 'Payment Change'),
        reportedAs('A6', 'Discontinued'),
        reportedAs('A7', 'ADD'),
      ],
      changes,
    );
    expect(differences.map(({ code, reported, computed }) => [code, reported, computed])).toEqual([
      ['A1', 'Short Description Chan', ['long-changed', 'short-changed']],
      ['A2', 'No Change', ['discontinued']],
      ['A3', 'Payment Change', ['coverage-changed']],
      ['A6', 'Discontinued', ['added']],
      ['A7', 'ADD', []],
      ['A5', null, ['discontinued']],
      ['A4', null, ['reinstated']],
    ]);
    expect(differences.every(({ note }) => note.length > 20)).toBe(true);
  });
});

const folder = process.env.PLAINCODE_CODE_SETS;

describe('the official change report of 2019', () => {
  const records = async (file: string) => {
    const result = await readRelease(join(folder ?? '', 'hcpcs', file));
    if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
    return result.release.records;
  };

  test.runIf(folder !== undefined)('agrees with the records of 2018 and 2019 but for 49 codes', async () => {
    const file = createReadStream(join(folder ?? '', 'hcpcs', '2019_Changes_by_ActionCode.prn.gz'));
    const { reported, problems } = await read(file.pipe(createGunzip()));
    expect(problems).toEqual([]);
    expect(reported.length).toBe(6_800);
    const after = await records('HCPC2019_CONTR_ANWEB.txt.gz');
    const byCode = new Map(after.map((one) => [one.code, one]));
    for (const { code, short, long: text, longCut } of reported) {
      expect(byCode.get(code)?.shortDescriptor).toBe(short);
      const whole = byCode.get(code)?.longDescriptor ?? '';
      expect(longCut ? whole.startsWith(text) : whole === text).toBe(true);
    }

    const changes = computeChanges(await records('HCPC2018_CONTR_ANWEB_disc.txt.gz'), after);
    const procedures = (codes: ReadonlySet<string>) => [...codes].filter((code) => code.length === 5).length;
    expect(procedures(changes.added)).toBe(237);
    expect(procedures(changes.terminated)).toBe(30);
    expect(procedures(changes.longRevised)).toBe(111);
    const { agreements, differences } = compareChangeReport(reported, changes);
    expect(agreements).toMatchObject({
      added: 224,
      discontinued: 33,
      'long-changed': 94,
      'short-changed': 8,
      'coverage-changed': 2,
      'payment-changed': 47,
      none: 6_347,
      other: 0,
    });
    expect(differences.length).toBe(49);
  });
});
