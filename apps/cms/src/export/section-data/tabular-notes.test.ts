import type { TabularFact } from '@plaincode/code-sets';
import { describe, expect, it } from 'vitest';
import { ownEntry, tabularNotes } from './tabular-notes.ts';
import { linesOf, madeFacts, pagesOf } from './testing/made-facts.ts';

const entry = (title: string, parent: string | null, more: Partial<TabularFact> = {}): TabularFact => ({
  title,
  parent,
  notes: {},
  ...more,
});

const facts = madeFacts('tabular', {
  'chapter:1': entry('Made-up fevers', null, { notes: { useAdditional: ['code for the cause (Z00.-)'] } }),
  'section:A00-A09': entry('First fevers', 'chapter:1'),
  'section:A70-A79': entry('Last fevers', 'chapter:1'),
  A00: entry('Blue fever', 'section:A00-A09', {
    notes: { inclusionTerms: ['Azure fever'], excludes1: ['green fever (A01.1)', 'cold feet (B20)'] },
  }),
  A001: entry('Blue fever, mild', 'A00', { notes: { inclusionTerms: ['Pale fever'] } }),
  B20: entry('Cold feet', 'section:A00-A09', {
    sevenCharacters: {
      note: ['Add a 7th character to each code'],
      characters: [
        { character: 'A', meaning: 'first visit' },
        { character: 'D', meaning: 'later visit' },
      ],
    },
  }),
  B201: entry('Cold left foot', 'B20'),
  B20222: entry('Cold right foot at noon', 'B20'),
  C00: entry('Nothing to say', null),
});

const notes = (code: string, effective = '2029-10-01') => {
  const pathOf = pagesOf('A00', 'A001', 'A011', 'Z00');
  const data = tabularNotes(code, facts, { pathOf, effective });
  return data && linesOf(data.body);
};

describe('tabularNotes', () => {
  it('gives what holds for a code from its own entry up to its chapter, with links', () => {
    expect(notes('A001')).toEqual([
      '# [A00.1](/made/A001/) Blue fever, mild',
      'Inclusion terms',
      '- Pale fever',
      '# [A00](/made/A00/) Blue fever',
      'Excludes1',
      '- green fever ([A01.1](/made/A011/))',
      '- cold feet (B20)',
      '# Chapter 1: Made-up fevers',
      'Use additional code',
      '- code for the cause ([Z00](/made/Z00/).-)',
    ]);
  });

  it('gives a code its own inclusion terms and not those of the entry above', () => {
    expect(notes('A00')).toContain('- Azure fever');
    expect(notes('A001')).not.toContain('- Azure fever');
  });

  it('gives a code of seven characters what holds for the code that it completes', () => {
    const seventh = [
      '# B20 Cold feet',
      'Seventh characters',
      'Add a 7th character to each code',
      '- A first visit',
      '- D later visit',
      '# Chapter 1: Made-up fevers',
      'Use additional code',
      '- code for the cause ([Z00](/made/Z00/).-)',
    ];
    expect(notes('B201XXA')).toEqual(seventh);
    expect(notes('B20222A')).toEqual(seventh);
  });

  it('is nothing where the list says nothing, or does not know the code', () => {
    expect(notes('C00')).toBeNull();
    expect(notes('X99')).toBeNull();
  });

  it('gives a code that is newer than the list what the nearest code above it hands down', () => {
    const inherited = notes('A001')?.slice(3);
    expect(notes('A0023')).toEqual(inherited);
    expect(notes('A001X')).toEqual(inherited);
    expect(notes('A0012')).not.toContain('- Pale fever');
  });

  it('gives a category that is newer than the list what its section or chapter hands down', () => {
    const ofChapter = [
      '# Chapter 1: Made-up fevers',
      'Use additional code',
      '- code for the cause ([Z00](/made/Z00/).-)',
    ];
    expect(notes('A0A')).toEqual(ofChapter);
    expect(notes('A0A12')).toEqual(ofChapter);
    expect(notes('A55')).toEqual(ofChapter);
  });

  it('says first, and once, that the list is older than the edition of the page', () => {
    const older = 'From the 2030 list; codes or wording may have changed since.';
    expect(notes('A001', '2030-10-01')).toEqual([older, ...(notes('A001') ?? [])]);
    expect(notes('C00', '2030-10-01')).toBeNull();
    expect(notes('A001', '2029-04-01')).toEqual(notes('A001'));
  });

  it('cites its source', () => {
    expect(tabularNotes('A00', facts, { pathOf: pagesOf(), effective: '2029-10-01' })).toMatchObject({
      source: 'tabular',
      historical: false,
    });
  });
});

describe('ownEntry', () => {
  it.each([
    ['A001', 'A001'],
    ['B201XXA', 'B201'],
    ['B20222A', 'B20222'],
    ['B20XXXA', 'B20'],
    // A code that the list lacks is not its parent with something left out.
    ['B201X', null],
    ['B2019XA', null],
    ['XXXXXXX', null],
  ])('%s is %s', (code, expected) => {
    expect(ownEntry(code, facts.byCode)).toBe(expected);
  });
});
