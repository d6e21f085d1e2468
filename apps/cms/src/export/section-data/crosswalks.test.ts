import type { GemLine } from '@plaincode/code-sets';
import { describe, expect, it } from 'vitest';
import { conversionData, conversionsOf, icd9WithDot, mappingData } from './crosswalks.ts';
import { linesOfAll, madeFacts, pagesOf } from './testing/made-facts.ts';

describe('conversionData', () => {
  const conversions = conversionsOf({
    conversion: madeFacts('conversion', {
      A0011: { effective: '2016-10-01', former: ['A001', 'A002'], formerText: 'A00.1, A00.2' },
      A0012: { effective: null, former: ['A001'], formerText: 'A00.1' },
      A002: { effective: '2018-10-01', former: ['A002'], formerText: 'A00.2' },
      B12: {
        effective: '2020-10-01',
        former: [],
        ranges: [
          { from: 'B01', to: 'B03' },
          { from: 'B07', to: 'B07' },
        ],
        formerText: 'B01-B03, B07.-',
      },
      C12: { effective: '2020-10-01', former: [], formerText: 'None' },
    }),
  });
  const told = (code: string) =>
    linesOfAll(conversionData(code, conversions, pagesOf('A0011', 'A0012', 'A001', 'B12')));

  it('tells a new code what was used before, and until when', () => {
    expect(told('A0011')).toEqual([
      '== Conversion table: where this was coded before',
      '- [A00.1](/made/A001/), until September 30, 2016',
      '- A00.2, until September 30, 2016',
    ]);
    expect(told('A0012')).toEqual([
      '== Conversion table: where this was coded before',
      '- [A00.1](/made/A001/)',
    ]);
  });

  it('tells a former code what is used now', () => {
    expect(told('A001')).toEqual([
      '== Conversion table: newer codes for cases once coded here',
      '- [A00.11](/made/A0011/), since October 1, 2016',
      '- [A00.12](/made/A0012/)',
    ]);
  });

  it('does not send a code to itself', () => {
    expect(told('A002')).toEqual([
      '== Conversion table: newer codes for cases once coded here',
      '- [A00.11](/made/A0011/), since October 1, 2016',
    ]);
  });

  it('tells ranges on both sides', () => {
    expect(told('B12')).toEqual([
      '== Conversion table: where this was coded before',
      '- B01 to B03, until September 30, 2020',
      '- codes under B07, until September 30, 2020',
    ]);
    const now = [
      '== Conversion table: newer codes for cases once coded here',
      '- [B12](/made/B12/), since October 1, 2020',
    ];
    expect(told('B02')).toEqual(now);
    expect(told('B031')).toEqual(now);
    expect(told('B079')).toEqual(now);
    expect(told('B04')).toEqual([]);
  });

  it('is empty for a code without a former one, a stranger, and a set without a table', () => {
    expect(told('C12')).toEqual([]);
    expect(told('Z99')).toEqual([]);
    expect(conversionsOf({})).toBeNull();
    expect(conversionData('A001', null, pagesOf())).toEqual([]);
  });
});

describe('mappingData', () => {
  const line = (other: string | null, more: Partial<GemLine> = {}): GemLine => ({
    other,
    approximate: false,
    combination: false,
    scenario: 0,
    choiceList: 0,
    ...more,
  });
  const facts = {
    'gem-to-icd-9': madeFacts('gem-to-icd-9', {
      A000: { lines: [line('0010'), line('E8490', { approximate: true })] },
      A001: { lines: [line(null)] },
      B00: { lines: [line('25000', { combination: true, scenario: 1, choiceList: 2 })] },
    }),
    'gem-from-icd-9': madeFacts('gem-from-icd-9', { A000: { lines: [line('V123')] } }),
  };

  it('labels each line, in both directions, and marks them as historical', () => {
    expect(linesOfAll(mappingData('A000', facts, 'diagnosis'))).toEqual([
      '== General equivalence mapping to ICD-9-CM, 2030 (historical)',
      '- 001.0: identical',
      '- E849.0: approximate',
      '== General equivalence mapping from ICD-9-CM, 2030 (historical)',
      '- V12.3: identical',
    ]);
    expect(linesOfAll(mappingData('B00', facts, 'diagnosis'))).toContain(
      '- 250.00: identical, one of a combination (scenario 1, choice 2)',
    );
  });

  it('says where no code corresponds', () => {
    expect(linesOfAll(mappingData('A001', facts, 'diagnosis'))).toContain('- No code corresponds');
  });

  it('is empty where nothing is held', () => {
    expect(mappingData('Z99', facts, 'diagnosis')).toEqual([]);
    expect(mappingData('A000', {}, 'diagnosis')).toEqual([]);
  });
});

it.each([
  ['25000', 'diagnosis', '250.00'],
  ['E8490', 'diagnosis', 'E849.0'],
  ['E849', 'diagnosis', 'E849'],
  ['V123', 'diagnosis', 'V12.3'],
  ['042', 'diagnosis', '042'],
  ['0010', 'procedure', '00.10'],
  ['99', 'procedure', '99'],
] as const)('%s as a %s is %s', (code, volume, written) => {
  expect(icd9WithDot(code, volume)).toBe(written);
});
