import { decodeIndicators } from '@plaincode/code-sets';
import { describe, expect, it } from 'vitest';
import type { FactsInForce } from './facts-in-force.ts';
import { type CodeToTell, citedFacts, sectionData, setFacts } from './index.ts';
import { linesOf, linesOfAll, madeFacts, pagesOf } from './testing/made-facts.ts';

const told = (facts: FactsInForce, more: Partial<CodeToTell> = {}) =>
  sectionData(setFacts(facts, pagesOf('A9992'), '2029-10-01'), {
    code: 'A9991',
    codeType: 'procedure',
    indicators: [],
    table: null,
    file: 'file',
    ...more,
  });

describe('sectionData', () => {
  it('is empty in every section where nothing is held', () => {
    expect(Object.values(told({})).flat()).toEqual([]);
  });

  it('puts coverage under Medicare coverage, retired manuals apart, and the last action nowhere', () => {
    const indicators = decodeIndicators({
      coverage: 'C',
      actionCode: 'N',
      carriersManual: ['2130'],
      statute: '1862',
    });
    const data = told({}, { indicators });
    expect(linesOfAll(data['medicare-coverage'] ?? [])).toEqual([
      '== Coverage and payment indicators',
      expect.stringMatching(/^- Medicare coverage: .+ \(C\)$/),
      '- Statute: 1862',
      '== References to retired manuals (historical)',
      '- Medicare Carriers Manual: A reference to a retired manual (2130)',
    ]);
    expect(JSON.stringify(data)).not.toContain('Last action');
    expect(data.crosswalks).toEqual([]);
  });

  it('puts cross-references of the release file under crosswalks, with links', () => {
    const indicators = decodeIndicators({ crossReference: ['A9992', 'A9993'] });
    expect(linesOfAll(told({}, { indicators }).crosswalks ?? [])).toEqual([
      '== Cross-references of the release file',
      '- [A9992](/made/A9992/)',
      '- A9993',
    ]);
  });

  it('names the characters of an inpatient procedure by its table', () => {
    const data = told(
      {},
      {
        code: '0016070',
        codeType: 'inpatient-procedure',
        table: 'Central Nervous System and Cranial Nerves, Bypass',
      },
    );
    const [characters] = data.guidelines ?? [];
    expect(characters?.source).toBe('file');
    const lines = linesOf(characters?.body ?? []);
    expect(lines).toHaveLength(7);
    expect(lines[1]).toBe('- 2. Body System: 0 Central Nervous System and Cranial Nerves');
  });

  it('lists the index entries that lead to a code, a part for each index', () => {
    const facts = {
      'index-diseases': madeFacts('index-diseases', {
        A9991: { terms: [['Feet, cold', 'both'], ['Toe']] },
      }),
      'index-drugs': madeFacts('index-drugs', { A9991: { terms: [['Syrup', 'Underdosing']] } }),
      'index-neoplasms': madeFacts('index-neoplasms', { A9992: { terms: [['Elsewhere']] } }),
    };
    expect(linesOfAll(told(facts).guidelines ?? [])).toEqual([
      '== Index to diseases and injuries: entries that lead here',
      '- Feet, cold, both',
      '- Toe',
      '== Table of drugs and chemicals: entries that lead here',
      '- Syrup, Underdosing',
    ]);
  });

  it('cites the sources that it uses and no others', () => {
    const facts = {
      'index-drugs': madeFacts('index-drugs', { A9991: { terms: [['Syrup']] } }),
      'index-neoplasms': madeFacts('index-neoplasms', { A9992: { terms: [['Elsewhere']] } }),
    };
    expect(citedFacts(setFacts(facts, pagesOf(), '2029-10-01'), told(facts), []).map(({ id }) => id)).toEqual(
      ['index-drugs'],
    );
  });

  it('never shows descriptors of a licensed set', () => {
    const facts = {
      'consumer-descriptors': madeFacts('consumer-descriptors', { A9991: { text: 'canary' } }),
      'clinician-descriptors': madeFacts('clinician-descriptors', { A9991: { texts: ['canary'] } }),
    };
    expect(JSON.stringify(told(facts))).not.toContain('canary');
  });
});
