import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workbook } from '../../fixtures/made-files.ts';
import { readDelimited } from '../container/delimited.ts';
import { openWorkbook } from '../container/workbook.ts';
import { listMembers } from '../container/zip.ts';
import { Problems } from '../problems.ts';
import { hasMueHeader, looksLikeMue, parseMue } from './mue.ts';

/** Invented codes; those of five digits stand for licensed ones. */
const text = [
  '"An invented notice, of several lines.',
  '',
  'All rights reserved.",,,',
  '"HCPCS/',
  'CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  'A9991,3,2 Date of Service Edit: Policy,"Code Descriptor, invented"',
  '00199,1,1 Line Edit,Anatomic Consideration',
  'D9991,1,1 Line Edit,Anatomic Consideration',
  'B9991,0,3 Date of Service Edit: Clinical,',
];

const linesOf = (texts: string[]) => texts.map((line, index) => ({ text: line, number: index + 1 }));

async function parse(texts: string[], keep: (code: string) => boolean = () => false) {
  const problems = new Problems('mue.csv');
  async function* batches() {
    yield linesOf(texts);
  }
  const table = await parseMue(readDelimited(batches(), problems), problems, keep);
  return {
    ...table,
    places: problems.list().map(({ code, line, column }) => [code, line, column]),
    messages: JSON.stringify(problems.list()),
  };
}

describe('a table of MUE values', () => {
  test('gives the values of Level II codes, and drops and counts the others', async () => {
    const { values, droppedLicensed, setting, places } = await parse(text);
    expect(places).toEqual([]);
    expect(droppedLicensed).toBe(2);
    expect(setting).toBe('practitioner');
    expect(values).toEqual([
      { code: 'A9991', value: 3, adjudication: '2', rationale: 'Code Descriptor, invented', line: 6 },
      { code: 'B9991', value: 0, adjudication: '3', rationale: null, line: 9 },
    ]);
    expect((await parse(text, (code) => code === '00199')).values.length).toBe(3);
  });

  test.each([
    [
      'HCPCS/CPT Code,Outpatient Hospital Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
      'outpatient-hospital',
    ],
    [
      'HCPCS/CPT Code,DME Supplier Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
      'dme-supplier',
    ],
    ['HCPCS Code,MUE Value,MAI,Rationale', null],
  ])('headed "%s" is for %s', async (header, setting) => {
    const table = await parse([header, ...text.slice(5)]);
    expect(table.places).toEqual([]);
    expect(table.setting).toBe(setting);
    expect(looksLikeMue(linesOf([header]))).toBe(true);
  });

  test('is read from a workbook alike', async () => {
    const cells = [
      ['An invented notice'],
      ['HCPCS/\nCPT Code', 'Practitioner Services MUE Values', 'MUE Adjudication Indicator', 'MUE Rationale'],
      ['A9991', '3', '2 Date of Service Edit: Policy', 'Code Descriptor, invented'],
    ];
    const problems = new Problems('mue.xlsx');
    const [sheet] = await openWorkbook(await listMembers(workbook(cells)));
    const { values } = await parseMue(sheet?.rows(problems) ?? empty(), problems, () => false);
    expect(problems.list()).toEqual([]);
    expect(values).toEqual([
      { code: 'A9991', value: 3, adjudication: '2', rationale: 'Code Descriptor, invented', line: 3 },
    ]);
    expect(hasMueHeader(cells.map((row, index) => ({ number: index + 1, cells: row })))).toBe(true);
  });

  test('is known by its header', () => {
    expect(looksLikeMue(linesOf(text))).toBe(true);
    expect(looksLikeMue(linesOf(text.slice(5)))).toBe(false);
    expect(looksLikeMue([])).toBe(false);
  });

  test.each<[string, string, unknown[]]>([
    ['a code that is none', 'A999,3,2 Policy,x', ['bad-code', 6, 1]],
    ['a code twice', 'B9991,3,2 Policy,x', ['duplicate-code', 9, 1]],
    ['a value that is none', 'A9991,3.5,2 Policy,x', ['bad-field', 6, 2]],
    ['an indicator that is none', 'A9991,3,4 Policy,x', ['bad-field', 6, 3]],
    ['an indicator of two digits', 'A9991,3,12 Policy,x', ['bad-field', 6, 3]],
    ['a comma lost', 'A9991,3,2 Policy|x', ['bad-field', 6, 3]],
    ['columns that changed places', 'A9991,2 Policy,3,x', ['bad-field', 6, 2]],
    ['its end missing', 'A9991', ['truncated-record', 6, 2]],
    ['another row behind it', 'A9991,3,2 Policy,x,C9991,1', ['overlong-record', 6, 5]],
    ['a quotation mark too many', 'A9991,3,"2 Policy,x', ['bad-field', 6, 9]],
    ['a control character', 'A9991,3,2 Policy,x\u0000', ['bad-character', 6, 2]],
  ])('with %s is refused at that row', async (_, row, place) => {
    expect((await parse(text.with(5, row))).places).toContainEqual(place);
  });

  test('without its indicators or header is refused', async () => {
    const header = 'HCPCS/CPT Code,Practitioner Services MUE Values';
    expect((await parse([header, 'A9991,3'])).places).toContainEqual(['missing-column', 1, null]);
    expect((await parse(text.slice(5))).places).toEqual([['missing-column', 1, 1]]);
  });

  test('does not tell licensed codes in what it says of dropped rows', async () => {
    const { messages } = await parse(text.with(6, '00199,many,1 Line Edit,x'));
    expect(messages).toContain('number of units');
    expect(messages).not.toContain('00199');
  });

  test('ends in values of the right shapes or in problems whatever is done to it', async () => {
    const whole = text.join('\n');
    const patch = fc.tuple(
      fc.nat(whole.length - 1),
      fc.nat(3),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 1, maxLength: 4 }), async (patches) => {
        let damaged = whole;
        for (const [at, cut, put] of patches) damaged = damaged.slice(0, at) + put + damaged.slice(at + cut);
        const { values, places } = await parse(damaged.split('\n'));
        if (places.length > 0) return;
        for (const { code, value, adjudication } of values) {
          expect(code).toMatch(/^[A-Z]\d{4}$/);
          expect(Number.isInteger(value)).toBe(true);
          expect(['1', '2', '3']).toContain(adjudication);
        }
      }),
      { numRuns: 500 },
    );
  });
});

async function* empty() {}
