import { describe, expect, test } from 'vitest';
import { madeDrugTable, madeIndex, madeTabular, partOf } from '../../fixtures/made-icd-10-cm.ts';
import { parseGem } from '../gems/parse.ts';
import { parseIndex } from '../icd-10-cm-index/parse.ts';
import { parseTabular } from '../icd-10-cm-tabular/parse.ts';
import type { Conversion } from '../icd-10-conversion/parse.ts';
import type { PtpEdit } from '../ncci/ptp.ts';
import { Problems } from '../problems.ts';
import { conversionFacts, gemCodeSet, gemFactKind, gemFacts } from './crosswalk-facts.ts';
import { descriptorFacts } from './descriptor-facts.ts';
import { factKindNames, factKinds } from './facts.ts';
import { indexFacts } from './index-facts.ts';
import { mueFacts, ptpFacts } from './ncci-facts.ts';
import { tabularFacts } from './tabular-facts.ts';

const byCode = <Content>(facts: { code: string; content: Content }[]): Record<string, Content> =>
  Object.fromEntries(facts.map(({ code, content }) => [code, content]));

test('every kind has a name of its own', () => {
  expect(new Set(factKinds.map((kind) => factKindNames[kind])).size).toBe(factKinds.length);
});

test('the tabular list becomes one fact for each entry, without the notes that it lacks', async () => {
  const list = await parseTabular(partOf(madeTabular), new Problems('tabular.xml'));
  const facts = byCode(tabularFacts(list));
  expect(facts.A00).toEqual({
    title: 'Blue fever',
    parent: 'section:A00-A09',
    notes: {
      inclusionTerms: ['Azure fever', 'Fièvre bleue'],
      excludes2: ['green fever (A0A)'],
      codeFirst: ['its cause'],
      codeAlso: ['its colour'],
    },
  });
  expect(facts.A000).toEqual({ title: 'Blue fever, mild', parent: 'A00', notes: {} });
  expect(facts['chapter:1']).toMatchObject({ parent: null });
  expect(facts.B20?.sevenCharacters?.characters).toEqual([
    { character: 'A', meaning: expect.stringContaining('first visit') },
    { character: 'D', meaning: 'later visit' },
  ]);
});

describe('an index', () => {
  test('becomes one fact for each code that it leads to, its terms from the main one down', async () => {
    const index = await parseIndex(partOf(madeIndex), new Problems('index.xml'));
    const facts = byCode(indexFacts(index));
    expect(facts.B202?.terms).toContainEqual([expect.stringContaining('Feet, cold'), 'both']);
    expect(Object.keys(facts)).toContain('B20');
  });

  test('that is a table names the column last', async () => {
    const table = await parseIndex(partOf(madeDrugTable), new Problems('drugs.xml'));
    expect(byCode(indexFacts(table)).T902X6?.terms).toEqual([['Made-up syrup', 'thick', 'Underdosing']]);
  });
});

describe('a conversion table', () => {
  const row = (code: string, effective: string | null, former: string[], more: Partial<Conversion> = {}) => ({
    code,
    effective,
    former,
    formerRanges: [],
    formerText: former.join(', ') || 'None',
    line: 1,
    ...more,
  });

  test('joins the rows of a code: the last day is its own, no former code comes twice', () => {
    const facts = conversionFacts([
      row('A0011', '2018-10-01', ['A001', 'A002']),
      row('A0011', '2016-10-01', ['A001']),
      row('B12', null, [], { formerRanges: [{ from: 'B11', to: 'B13' }], formerText: 'B11-B13' }),
      row('C12', null, []),
    ]);
    expect(byCode(facts)).toEqual({
      A0011: { effective: '2018-10-01', former: ['A001', 'A002'], formerText: 'A001, A002; A001' },
      B12: { effective: null, former: [], ranges: [{ from: 'B11', to: 'B13' }], formerText: 'B11-B13' },
      C12: { effective: null, former: [], formerText: 'None' },
    });
  });
});

describe('a general equivalence mapping', () => {
  async function read(rows: string[]) {
    async function* lines() {
      yield rows.map((text, index) => ({ text, number: index + 1 }));
    }
    return parseGem(lines(), new Problems('gem.txt'));
  }

  test('stands on the ICD-10 code, whichever way it leads', async () => {
    const toNine = await read(['A000    0010  00000', 'A001    0011  10111', 'A001    E0012 10112']);
    const toTen = await read(['0010  A000    00000', '0011  A001    10000', 'V5678 NoDx    11000']);
    expect([gemFactKind(toNine.direction), gemFactKind(toTen.direction)]).toEqual([
      'gem-to-icd-9',
      'gem-from-icd-9',
    ]);
    expect(byCode(gemFacts(toNine)).A001?.lines).toEqual([
      { other: '0011', approximate: true, combination: true, scenario: 1, choiceList: 1 },
      { other: 'E0012', approximate: true, combination: true, scenario: 1, choiceList: 2 },
    ]);
    expect(gemFacts(toTen).map(({ code, content }) => [code, content.lines[0]?.other])).toEqual([
      ['A000', '0010'],
      ['A001', '0011'],
    ]);
  });

  test('says where no code corresponds, and which set it is for', async () => {
    const gem = await read(['B00B0ZZ NoPCS 11000', '0016070 0234  10000']);
    expect(gemCodeSet(gem.direction)).toBe('icd-10-pcs');
    expect(byCode(gemFacts(gem)).B00B0ZZ?.lines[0]).toMatchObject({ other: null });
  });
});

describe('tables of NCCI', () => {
  const edit = (column1: string, column2: string, effective = '2020-01-01'): PtpEdit => ({
    column1,
    column2,
    before1996: false,
    effective,
    deletion: null,
    modifier: '1',
    rationale: null,
    line: 1,
  });
  const edits = [edit('A2', 'A1'), edit('A1', 'A3', '2021-01-01'), edit('A1', 'A3', '2019-01-01')];
  const all = () => true;

  test('put a pair on both of its codes, each with its column', () => {
    const facts = byCode(ptpFacts(edits, all));
    expect(facts.A1?.edits.map(({ other, column, effective }) => [other, column, effective])).toEqual([
      ['A3', 1, '2019-01-01'],
      ['A3', 1, '2021-01-01'],
      ['A2', 2, '2020-01-01'],
    ]);
    expect(facts.A3?.edits.every(({ column }) => column === 2)).toBe(true);
  });

  test('say the same in whatever order their parts come', () => {
    expect(byCode(ptpFacts(edits.toReversed(), all))).toEqual(byCode(ptpFacts(edits, all)));
  });

  test('put nothing on codes of another set', () => {
    expect(ptpFacts(edits, (code) => code === 'A3').map(({ code }) => code)).toEqual(['A3']);
    const values = ['A1', 'A2'].map((code) => ({
      code,
      value: 2,
      adjudication: '3' as const,
      rationale: null,
      line: 1,
    }));
    expect(mueFacts(values, (code) => code === 'A2')).toEqual([
      { code: 'A2', content: { value: 2, adjudication: '3', rationale: null } },
    ]);
  });
});

test('descriptors for consumers and clinicians are two sources, one left out where it has none', () => {
  const rows = new Map([
    ['9X101', { consumer: 'Made up', clinician: [] }],
    ['9X102', { consumer: null, clinician: [] }],
  ]);
  expect(descriptorFacts(rows)).toEqual([
    {
      factKind: 'consumer-descriptors',
      facts: [{ code: '9X101', content: { text: 'Made up' } }],
      droppedLicensed: 0,
    },
  ]);
});
