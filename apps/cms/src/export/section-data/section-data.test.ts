import type { FactContents, FactKind } from '@plaincode/code-sets';
import type { Block, SectionData, Source } from '@plaincode/content-schemas';
import { describe, expect, it } from 'vitest';
import { linkedText } from './code-text.ts';
import { icd9WithDot } from './crosswalks.ts';
import type { FactsInForce, SourceFacts } from './facts-in-force.ts';
import { citedFacts, sectionData, setFacts } from './index.ts';
import { ownEntry } from './tabular-notes.ts';

function source<Kind extends FactKind>(
  kind: Kind,
  entries: Record<string, FactContents[Kind]>,
): SourceFacts<Kind> {
  const from: Source = {
    kind: 'release-file',
    id: kind,
    rightsHolder: 'nchs',
    edition: 'set-2025-01-01',
    editionLabel: '2025',
    fileName: `${kind}.txt`,
    member: null,
    sha256: '0'.repeat(64),
    imported: '2026-01-01T00:00:00Z',
  };
  return { label: '2025', effective: '2024-10-01', source: from, byCode: new Map(Object.entries(entries)) };
}

const pages = new Set(['T361X1', 'T36', 'T201', 'A0002', 'E1165']);
const pathOf = (code: string) => (pages.has(code) ? `/set/${code}/` : null);

const facts: FactsInForce = {
  tabular: source('tabular', {
    'chapter:19': { title: 'Made-up injuries', parent: null, notes: { excludes1: ['burns (T20.1)'] } },
    'section:T36-T50': { title: 'Made-up poisoning', parent: 'chapter:19', notes: {} },
    T36: {
      title: 'Made-up poisoning by one drug',
      parent: 'section:T36-T50',
      notes: { inclusionTerms: ['not for those below'], useAdditional: ['code for the place (Y92.-)'] },
      sevenCharacters: { note: [], characters: [{ character: 'A', meaning: 'first visit' }] },
    },
    T361X1: { title: 'By accident', parent: 'T36', notes: { inclusionTerms: ['taken by mistake'] } },
  }),
  'index-drugs': source('index-drugs', { T361X1: { terms: [['Drug', 'made-up', 'Poisoning, accidental']] } }),
  conversion: source('conversion', {
    T361X1A: { effective: '2020-10-01', former: ['T369'], formerText: 'T36.9' },
  }),
  'gem-to-icd-9': source('gem-to-icd-9', {
    T361X1A: {
      lines: [
        { other: '9600', approximate: true, combination: true, scenario: 1, choiceList: 2 },
        { other: null, approximate: false, combination: false, scenario: 0, choiceList: 0 },
      ],
    },
  }),
  'ncci-ptp-practitioner': source('ncci-ptp-practitioner', {
    A0001: {
      edits: [
        {
          other: 'A0002',
          column: 2,
          effective: '2019-01-01',
          deletion: '2020-12-31',
          modifier: '0',
          rationale: null,
        },
      ],
    },
  }),
  'mue-dme': source('mue-dme', { A0001: { value: 1, adjudication: '2', rationale: 'A made-up reason' } }),
};
const set = setFacts(facts, pathOf, '2024-10-01');

const told = (code: string, more: Partial<Parameters<typeof sectionData>[1]> = {}) =>
  sectionData(set, { code, codeType: 'diagnosis', indicators: [], table: null, file: 'file', ...more });

/** The words of a part, links in brackets, a line for each paragraph, heading and item. */
const linesOf = ({ body }: SectionData): string[] => body.flatMap((block) => wordsOf(block));
function wordsOf(block: Block): string[] {
  if (block.type === 'image') return [];
  const rows = block.type === 'list' ? block.items : [block.content];
  return rows.map((row) => row.map(({ text, href }) => (href ? `[${text}]` : text)).join(''));
}

describe('the instructions of the tabular list', () => {
  it('go from the code itself up to its chapter; inclusion terms stay where they stand', () => {
    const [notes] = told('T361X1A').guidelines ?? [];
    expect(notes && linesOf(notes)).toEqual([
      '[T36.1X1] By accident',
      'Inclusion terms',
      'taken by mistake',
      '[T36] Made-up poisoning by one drug',
      'Use additional code',
      'code for the place (Y92.-)',
      'Seventh characters',
      'A first visit',
      'Chapter 19: Made-up injuries',
      'Excludes1',
      'burns ([T20.1])',
    ]);
  });

  it('find the entry that a seventh character completes, placeholders put aside', () => {
    const entries = new Map(Object.entries({ T36: 0, S521: 0 })) as never;
    expect(ownEntry('S521XXA', entries)).toBe('S521');
    expect(ownEntry('S5219XA', entries)).toBeNull();
    expect(ownEntry('T36', entries)).toBe('T36');
    expect(ownEntry('T3', entries)).toBeNull();
  });

  it('link whole codes only', () => {
    expect(linkedText('see E11.65, not E11.651 or XE11.65', pathOf).filter(({ href }) => href)).toEqual([
      { text: 'E11.65', href: '/set/E1165/' },
    ]);
  });
});

it('the entries of an index stand at every code that completes theirs', () => {
  const [, index] = told('T361X1A').guidelines ?? [];
  expect(index && linesOf(index)).toEqual(['Drug, made-up, Poisoning, accidental']);
});

describe('crosswalks', () => {
  it('tell both ways of the conversion table, and mark the mappings as historical', () => {
    const [before, mapping] = told('T361X1A').crosswalks ?? [];
    expect(before && linesOf(before)).toEqual(['T36.9, until September 30, 2020']);
    expect(mapping).toMatchObject({ historical: true });
    expect(mapping && linesOf(mapping)).toEqual([
      '960.0: approximate, one of a combination (scenario 1, choice 2)',
      'No code corresponds',
    ]);
    const [since] = told('T369').crosswalks ?? [];
    expect(since && linesOf(since)).toEqual(['T36.1X1A, since October 1, 2020']);
  });

  it('write ICD-9 codes with their dots', () => {
    expect(icd9WithDot('25000', 'diagnosis')).toBe('250.00');
    expect(icd9WithDot('E8490', 'diagnosis')).toBe('E849.0');
    expect(icd9WithDot('V5889', 'diagnosis')).toBe('V58.89');
    expect(icd9WithDot('0010', 'procedure')).toBe('00.10');
    expect(icd9WithDot('042', 'diagnosis')).toBe('042');
  });
});

describe('edits and coverage', () => {
  it('say in words what is allowed, from when to when, and how many units', () => {
    const [pair, units] = told('A0001', { codeType: 'procedure' })['ncci-edits'] ?? [];
    expect(pair && linesOf(pair)).toEqual([
      'This code in column 2; it is not paid beside:',
      '[A0002]: no modifier allowed, January 1, 2019 to December 31, 2020',
    ]);
    expect(units && linesOf(units)).toEqual([
      'At most 1 unit per date of service, by policy. Rationale: A made-up reason',
    ]);
  });

  it('part what is in force from references to retired manuals', () => {
    const indicator = { value: 'C', meaning: 'Made up', historical: false, about: 'coverage' as const };
    const data = told('A0001', {
      indicators: [
        { ...indicator, name: 'Medicare coverage' },
        { ...indicator, name: 'A manual', historical: true },
        { ...indicator, name: 'Cross-reference', value: 'A0002', about: 'crosswalk' },
        { ...indicator, name: 'Last action', about: 'code' },
      ],
    });
    expect((data['medicare-coverage'] ?? []).map((one) => [one.historical, linesOf(one)])).toEqual([
      [false, ['Medicare coverage: Made up (C)']],
      [true, ['A manual: Made up (C)']],
    ]);
    expect((data.crosswalks ?? []).map(linesOf)).toEqual([['[A0002]']]);
  });
});

it('names the characters of an inpatient procedure as far as its table tells them', () => {
  const [data] =
    told('0016070', { codeType: 'inpatient-procedure', table: 'Made-up System, Made-up Operation' })
      .guidelines ?? [];
  expect(data && linesOf(data).slice(0, 4)).toEqual([
    '1. Section: 0 Medical and Surgical',
    '2. Body System: 0 Made-up System',
    '3. Operation: 1 Made-up Operation',
    '4. Body Part: 6',
  ]);
});

it('says nothing where nothing is held, and cites what is said', () => {
  const none = told('Z999');
  expect(Object.values(none).flat()).toEqual([]);
  expect(citedFacts(set, none, [])).toEqual([]);
  expect(citedFacts(set, told('T361X1A'), ['mue-dme']).map(({ id }) => id)).toEqual([
    'tabular',
    'index-drugs',
    'conversion',
    'gem-to-icd-9',
    'mue-dme',
  ]);
});
