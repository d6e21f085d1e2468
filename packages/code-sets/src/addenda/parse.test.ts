import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codesAddenda,
  flaggedRow,
  madeRows,
  orderAddenda,
  procedureAddenda,
  summaryBlock,
} from '../../fixtures/made-addenda.ts';
import { joinLines } from '../../fixtures/made-files.ts';
import { readLines } from '../container/lines.ts';
import { Problems, Unreadable } from '../problems.ts';
import { looksLikeAddenda } from './looks-like-addenda.ts';
import { parseAddenda } from './parse.ts';

async function parseBytes(bytes: Buffer) {
  const problems = new Problems('made.txt');
  async function* whole() {
    yield bytes;
  }
  try {
    return { addenda: await parseAddenda(readLines(whole()), problems), problems: problems.list() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return {
      addenda: null,
      problems: [{ code: error.code, line: error.place.line ?? null, hint: error.hint }],
    };
  }
}

async function parse(lines: string[]) {
  const { addenda, problems } = await parseBytes(Buffer.from(joinLines(lines)));
  return { addenda, places: problems.map(({ code, line }) => [code, line]) };
}

const numbered = (lines: string[]) => lines.map((text, index) => ({ text, number: index + 1 }));

describe('addenda', () => {
  test('of ICD-10-CM in the order form have flags, and both lines of a revision in one row', async () => {
    const { addenda, places } = await parse(orderAddenda);
    expect(places).toEqual([]);
    expect(addenda).toMatchObject({ form: 'order', set: 'icd-10-cm' });
    expect(addenda?.rows.map(({ action, code, billable, line }) => [action, code, billable, line])).toEqual([
      ['revise', 'A00', false, 1],
      ['delete', 'A001', true, 3],
      ['add', 'A001', false, 4],
      ['add', 'A0010', true, 5],
      ['delete', 'A002', true, 6],
      ['revise', 'A003', true, 7],
    ]);
    expect(addenda?.rows.at(-1)).toMatchObject({
      before: { short: 'Made-up fever, chronc', long: 'Made-up fever, chronc' },
      after: { short: 'Made-up fever, chronic', long: 'Made-up fever, chronic' },
    });
    expect(addenda?.summary?.headers).toMatchObject({ additions: 1, deletions: 0, revisions: 1, both: 1 });
    expect(addenda?.summary?.codes).toEqual({
      from: { count: 100, file: 'icd10cm_order_2029.txt' },
      to: { count: 99, file: 'icd10cm_order_2030.txt' },
      additions: 1,
      deletions: 2,
      revisions: 1,
      both: 1,
      longOnly: 0,
      shortOnly: 0,
    });
  });

  test('in the codes form have long descriptors alone', async () => {
    const { addenda, places } = await parse(codesAddenda);
    expect(places).toEqual([]);
    expect(addenda).toMatchObject({ form: 'codes', set: 'icd-10-cm' });
    expect(addenda?.rows[1]).toEqual({
      action: 'add',
      code: 'A0010',
      billable: null,
      before: null,
      after: {
        short: null,
        long: 'Made-up fever with rash of the hand, first encounter of several that follow it',
      },
      line: 2,
    });
    expect(addenda?.summary?.headers).toBeUndefined();
  });

  test('of ICD-10-PCS have no flag', async () => {
    const { addenda, places } = await parse(procedureAddenda);
    expect(places).toEqual([]);
    expect(addenda).toMatchObject({ form: 'order', set: 'icd-10-pcs' });
    expect(addenda?.rows.map(({ code, billable, after }) => [code, billable, after?.short])).toEqual([
      ['0X1', null, 'Made-up region, bypass'],
      ['0X10AZ1', null, 'Bypass of a made-up region with an invented device, open app'],
      ['0X10AZ2', null, undefined],
    ]);
  });

  test('may have changed nothing', async () => {
    const blocks = (['headers', 'codes'] as const).flatMap((subject) =>
      summaryBlock(subject, 'icd10cm_order', [0, 0, 0], true),
    );
    const { addenda, places } = await parse(blocks);
    expect(places).toEqual([]);
    expect(addenda).toMatchObject({ form: 'order', rows: [] });
  });

  test('may differ in case, blanks and a plural', async () => {
    const lines = orderAddenda.map((line) =>
      line.replace('Add:', 'ADD:').replace('Headers', ' HEADERS:').replace('1 revisions', ' 1 revision'),
    );
    const [addenda, plain] = await Promise.all([parse(lines), parse(orderAddenda)]);
    expect(addenda).toEqual(plain);
  });

  const row = (at: number, text: string) => orderAddenda.with(at, text);
  const line = (at: number) => orderAddenda[at] ?? '';
  test.each<[string, string[], unknown[]]>([
    ['a revision without its second row', orderAddenda.toSpliced(1, 1), ['bad-sequence', 1]],
    ['a revision without its first row', orderAddenda.toSpliced(0, 1), ['bad-sequence', 1]],
    ['a revision of two codes', row(1, line(1).replace('A00 ', 'A01 ')), ['bad-sequence', 1]],
    ['a flag that changes in a revision', row(1, line(1).replace('0 A00', '1 A00')), ['bad-field', 2]],
    ['a flag that is none', row(4, line(4).replace('1 A', '7 A')), ['bad-field', 5]],
    ['a row twice', orderAddenda.toSpliced(5, 0, line(4)), ['duplicate-code', 6]],
    ['a row that is cut', row(4, line(4).slice(0, 84)), ['truncated-record', 5]],
    ['a row that is shifted', row(4, ` ${line(4)}`), ['stray-line', 5]],
    ['columns that are shifted', row(4, line(4).replace(' Made', '  Made')), ['bad-field', 5]],
    ['a code that cannot be', row(4, line(4).replace('A0010', 'AX010')), ['bad-code', 5]],
    ['no short descriptor', row(2, line(2).replace(/Made.*? {5}/, ' '.repeat(28))), ['missing-text', 3]],
    ['an unknown action', row(4, line(4).replace('Add:', 'And:')), ['stray-line', 5]],
    ['a character that no text holds', row(4, line(4).replace('rash', 'ra\u0001h')), ['bad-character', 5]],
    ['a row less', orderAddenda.toSpliced(4, 1), ['unequal-counts', 29]],
    ['a row behind the summary', [...orderAddenda, line(4)], ['stray-line', 31]],
    ['no summary', madeRows.map(flaggedRow), ['truncated-file', 8]],
    ['half a summary', orderAddenda.slice(0, 20), ['truncated-file', 20]],
    ['a summary without its titles', orderAddenda.slice(0, -4), ['truncated-file', 26]],
    ['a summary cut in its titles', orderAddenda.slice(0, -1), ['truncated-file', 29]],
    ['a count twice', orderAddenda.toSpliced(12, 0, orderAddenda[12] ?? ''), ['stray-line', 14]],
    [
      'counts that do not add up',
      orderAddenda.map((text) => text.replace(' 99 ', ' 98 ')),
      ['unequal-counts', 30],
    ],
    ['another file altogether', ['<html>', 'no addenda'], ['stray-line', 1]],
    ['nothing', [''], ['truncated-file', 1]],
  ])('with %s are refused', async (_, lines, place) => {
    expect((await parse(lines)).places).toContainEqual(place);
  });

  const files = [orderAddenda, codesAddenda, procedureAddenda].map((lines) => Buffer.from(joinLines(lines)));

  test('are refused wherever they are cut', async () => {
    for (const bytes of files)
      for (let length = 0; length < bytes.length; length += 1)
        expect((await parseBytes(bytes.subarray(0, length))).problems).not.toEqual([]);
  });

  test('end in rows or problems with a mend, whatever is done to them', async () => {
    const patches = fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 8 })), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), patches, async (file, changes) => {
        const bytes = Buffer.from(file);
        for (const [at, patch] of changes) Buffer.from(patch).copy(bytes, at % bytes.length);
        const { addenda, problems } = await parseBytes(bytes);
        expect(problems.length > 0 || (addenda !== null && addenda.rows.length > 2)).toBe(true);
        for (const { hint, line: at } of problems) {
          expect(hint).not.toBe('');
          expect(at).not.toBeNull();
        }
      }),
      { numRuns: 500 },
    );
  });

  test('never change an action, a flag or a count by a flipped bit', async () => {
    const [file = Buffer.alloc(0)] = files;
    const whole = await parse(orderAddenda);
    const told = (rows: NonNullable<typeof whole.addenda>['rows'] = []) =>
      rows.map(({ action, billable, line: at }) => [action, billable, at]);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(file);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const { addenda, problems } = await parseBytes(bytes);
        if (problems.length === 0) expect(told(addenda?.rows)).toEqual(told(whole.addenda?.rows));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a text', () => {
  test.each([
    ['the order form', orderAddenda, true],
    ['the codes form', codesAddenda, true],
    ['addenda without a change', summaryBlock('codes', 'icd10cm_order', [0, 0, 0], false), true],
    ['a revision after blank lines', ['', '  ', 'Revise from: 1 A00'], true],
    ['prose', ['Codes', 'are given here.'], false],
    ['an order file', ['00001 A00     0 Made-up'], false],
    ['nothing', [], false],
  ])('looks like addenda: %s', (_, lines, expected) => {
    expect(looksLikeAddenda(numbered(lines))).toBe(expected);
  });
});
