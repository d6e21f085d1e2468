import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeRecord } from '../code-record.ts';
import { readLines } from '../container/lines.ts';
import { Problems } from '../problems.ts';
import { readRelease } from '../read-release.ts';
import { kindOf } from './actions.ts';
import { applyCorrections } from './apply.ts';
import type { Correction } from './correction.ts';
import { parseCorrections } from './parse.ts';

const record = (code: string, about: Partial<CodeRecord> = {}): CodeRecord => ({
  code,
  displayCode: code,
  codeType: code.length === 2 ? 'modifier' : 'procedure',
  billable: null,
  parent: null,
  shortDescriptor: `Short ${code}`,
  mediumDescriptor: null,
  longDescriptor: `Long ${code}`,
  dates: { added: null, effective: null, terminated: null },
  indicators: {},
  ...about,
});

const correction = (code: string, action: string, about: Partial<Correction> = {}): Correction => ({
  code,
  line: 1,
  action,
  kind: kindOf(action),
  effective: '2030-01-01',
  short: null,
  long: null,
  indicators: {},
  cutCells: [],
  comments: null,
  ...about,
});

const edition = ['A1', 'A3', 'A0001', 'A0003', 'B0001'].map((code) => record(code));
const none = () => null;
const apply = (
  corrections: Correction[],
  before: (code: string) => CodeRecord | null = none,
  records = edition,
) => applyCorrections(records, corrections, before);
const codes = (records: CodeRecord[]) => records.map(({ code }) => code);

describe('corrections', () => {
  test('add codes in their place, and mark texts that the file cut', () => {
    const { records, applied } = apply([
      correction('A0002', 'ADD CODE', {
        short: { text: 'Whole', cut: false },
        long: { text: 'A long descriptor that is c', cut: true },
        indicators: { coverage: 'D' },
      }),
      correction('A2', 'ADD CODE', { long: { text: 'A modifier', cut: false } }),
      correction('Z9999', 'ADD CODE', { long: { text: 'The last one', cut: false } }),
    ]);
    expect(codes(records)).toEqual(['A1', 'A2', 'A3', 'A0001', 'A0002', 'A0003', 'B0001', 'Z9999']);
    expect(records[4]).toMatchObject({
      codeType: 'procedure',
      shortDescriptor: 'Whole',
      longDescriptor: 'A long descriptor that is c…',
      dates: { added: '2030-01-01' },
      indicators: { coverage: 'D', descriptorCut: 'corrections file' },
    });
    expect(records[1]).toMatchObject({ codeType: 'modifier', indicators: {} });
    expect(applied.map(({ what }) => what)).toEqual([['added'], ['added'], ['added']]);
  });

  test('set only what differs on a code that the edition holds', () => {
    const long = { text: 'Another text', cut: true };
    const { records, applied } = apply([
      correction('A0001', 'ADD CODE', { long, indicators: { coverage: 'C' } }),
    ]);
    expect(records[2]).toEqual(record('A0001', { indicators: { coverage: 'C' } }));
    expect(applied).toEqual([{ code: 'A0001', what: ['coverage set to C'] }]);
  });

  test('discontinue a code: its last day is the day before', () => {
    const { records } = apply([
      correction('A0001', 'Discontin', { indicators: { crossReference: ['A0003'] } }),
    ]);
    expect(records[2]).toMatchObject({
      dates: { effective: '2030-01-01', terminated: '2029-12-31' },
      indicators: { crossReference: ['A0003'] },
    });
  });

  test('add and remove the surgical center indicator', () => {
    const yy = { ascGroup: 'YY', ascEffective: '20300101' };
    const added = apply([correction('A0001', 'Add "YY" A', { indicators: yy })]);
    expect(added.records[2]?.indicators).toEqual(yy);
    const removed = apply([correction('A0001', 'Remove "Y')], none, added.records);
    expect(removed.records).toEqual(edition);
  });

  test('restore what was removed in error, from the edition before', () => {
    const before = record('A2', { longDescriptor: 'As it was' });
    const { records } = apply([correction('A2', 'Removed in')], (code) => (code === 'A2' ? before : null));
    expect(codes(records)).toEqual(['A1', 'A2', 'A3', 'A0001', 'A0003', 'B0001']);
    expect(records[1]).toEqual(before);
  });

  test.each([
    ['a code that the edition before lacks', correction('A2', 'Removed in')],
    ['an unknown action', correction('A0001', 'See note')],
    ['a change without a value', correction('A0001', 'Change Ac')],
    ['a change whose value is cut', correction('A0001', 'Change Lo', { long: { text: 'A', cut: true } })],
    [
      'a change of a code that is not there',
      correction('A0009', 'Change Co', { indicators: { coverage: 'C' } }),
    ],
    ['a new code without a descriptor', correction('A0009', 'ADD CODE')],
    ['an end without a day', correction('A0001', 'Discontin', { effective: null })],
    ['an indicator that is not given', correction('A0001', 'Add "YY" A')],
  ])('are not applied for %s, and say why', (_, given) => {
    const { records, applied, notApplied } = apply([given]);
    expect(records).toEqual(edition);
    expect(applied).toEqual([]);
    expect(notApplied).toEqual([{ code: given.code, line: 1, why: expect.stringMatching(/.{10}/) }]);
  });

  test('applied twice are applied once, leave what they are given alone, and keep the order', () => {
    const text = fc.record({ text: fc.constantFrom('One', 'Two'), cut: fc.boolean() });
    const any = fc
      .record({
        code: fc.constantFrom('A0', 'A1', 'A2', 'A0001', 'A0002', 'C0001'),
        action: fc.constantFrom(
          'ADD CODE',
          'Change Co',
          'Discontin',
          'Removed in',
          'Remove "Y',
          'Add "YY" A',
          'What',
        ),
        effective: fc.constantFrom(null, '2030-01-01', '2030-04-01'),
        short: fc.option(text),
        long: fc.option(text),
        indicators: fc.record(
          {
            coverage: fc.constantFrom('C', 'D'),
            pricing: fc.array(fc.constantFrom('51', '53'), { minLength: 1, maxLength: 2 }),
            ascGroup: fc.constant('YY'),
          },
          { requiredKeys: [] },
        ),
      })
      .map(({ code, action, ...about }) => correction(code, action, about));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (corrections) => {
        const before = (code: string) => (code === 'A2' ? record('A2') : null);
        const given = structuredClone(edition);
        const once = apply(corrections, before);
        const twice = apply(corrections, before, once.records);
        expect(twice.records).toEqual(once.records);
        expect(edition).toEqual(given);
        expect(once.applied.length + once.notApplied.length).toBe(corrections.length);
        for (const type of ['modifier', 'procedure']) {
          const inOrder = codes(once.records.filter(({ codeType }) => codeType === type));
          expect(inOrder).toEqual([...inOrder].sort());
        }
      }),
    );
  });
});

const folder = process.env.PLAINCODE_CODE_SETS;

describe('the official corrections on the edition of 2019', () => {
  const read = async (file: string) => {
    const result = await readRelease(join(folder ?? '', 'hcpcs', file));
    if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
    return result.release.records;
  };
  const corrections = async (file: string) => {
    const problems = new Problems(file);
    const parsed = await parseCorrections(
      readLines(createReadStream(join(folder ?? '', 'hcpcs', file))),
      problems,
    );
    expect(problems.any).toBe(false);
    return parsed;
  };

  test.runIf(folder !== undefined)('add five codes and bring modifier DA back', async () => {
    const earlier = new Map((await read('HCPC2018_CONTR_ANWEB_disc.txt.gz')).map((one) => [one.code, one]));
    const records = await read('HCPC2019_CONTR_ANWEB.txt.gz');
    const before = (code: string) => earlier.get(code) ?? null;
    expect(records.some(({ code }) => code === 'DA')).toBe(false);

    const first = applyCorrections(records, await corrections('HCPC2019_Corrections_ALPHA.prn'), before);
    const held = new Set(codes(records));
    expect(codes(first.records).filter((code) => !held.has(code))).toEqual([
      'C1890',
      'J1095',
      'J2186',
      'J2787',
      'Q5111',
    ]);
    expect(first.notApplied.map(({ code }) => code)).toEqual(['A5513', 'C9468']);
    expect(first.records.find(({ code }) => code === 'C9034')?.dates.terminated).toBe('2018-12-31');

    const second = await corrections('HCPC2019_Corrections_ALPHA_v2.prn');
    const both = applyCorrections(first.records, second, before);
    expect(both.notApplied).toEqual([]);
    expect(both.records.find(({ code }) => code === 'DA')).toEqual(earlier.get('DA'));
    expect(both.records.find(({ code }) => code === 'J7329')?.indicators.ascGroup).toBe('YY');
    const modifiers = codes(both.records.filter(({ codeType }) => codeType === 'modifier'));
    expect(modifiers).toEqual([...modifiers].sort());

    const alone = applyCorrections(records, second, before);
    expect(alone.notApplied.map(({ code }) => code)).toEqual(['C1890']);
    expect(alone.records.length).toBe(records.length + 1);
  });
});
