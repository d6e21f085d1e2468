import {
  type AccessTier,
  type CodePageRecord,
  codePageRecord,
  mostEnvelopes,
  publicCodePage,
  type RichText,
} from '@plaincode/content-schemas';
import { codePageExamples } from '@plaincode/content-schemas/examples';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testKeys } from '../publish/fixtures/plain-publisher.ts';
import { findLeaks } from './find-leaks.ts';
import { createPagePreparer } from './render-record.ts';
import { splitCodePage } from './split-code-page.ts';

const blind = (hash: string) => hash.replaceAll(/[0-9a-f]/g, '0');
const licensed = codePageExamples['licensed-code-all-sections-locked'];

describe('splitting a code page', () => {
  it.each(Object.entries(codePageExamples))('keeps the contract: %s', (_, record) => {
    const prepared = createPagePreparer(
      { renderPart: (part) => `<p>${part}</p>`, readEnvelope: () => null },
      testKeys,
    )(record);
    const page = 'page' in prepared ? prepared.page : null;
    expect(publicCodePage.parse(page)).toEqual(page);
  });

  it('leaves of a licensed code no descriptor, no section, and no hash of a sealed text', () => {
    const { page, sealed } = splitCodePage(licensed, blind);
    const [notice] = licensed.notices.filter(({ uses }) => uses.includes('first-display'));
    expect(page.descriptors).toEqual({
      locked: true,
      tier: 'registered',
      terms: { notice: notice?.id, text: notice?.text, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const reference = { notice: notice?.id, hash: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(sealed).toEqual([
      { tier: 'metered', terms: null, parts: ['explanation'] },
      {
        tier: 'registered',
        terms: null,
        parts: ['guidelines', 'modifiers', 'crosswalks', 'ncci-edits', 'medicare-coverage'],
      },
      { tier: 'registered', terms: reference, parts: ['descriptor'] },
      { tier: 'subscriber', terms: null, parts: ['compliance'] },
    ]);
    const open = JSON.stringify(page);
    expect(open).not.toContain(licensed.descriptors.long.value);
    for (const source of licensed.sources)
      if (source.kind === 'editorial') expect(open).not.toContain(source.revision);
  });

  it('takes nothing out of a record whose texts are all open', () => {
    const record = withTiers(licensed, () => 'open');
    const { page, sealed } = splitCodePage(record, blind);
    expect(sealed).toEqual([]);
    expect(page.sources).toEqual(record.sources);
    expect(page.descriptors).toEqual({ locked: false, ...record.descriptors });
  });

  it('leaves no mark that was put into a sealed text, whatever the tiers', () => {
    const tier = fc.constantFrom<AccessTier>('open', 'metered', 'registered', 'subscriber');
    const any = fc.constantFrom(...Object.values(codePageExamples));
    fc.assert(
      fc.property(any, fc.array(tier, { minLength: 8, maxLength: 8 }), fc.nat(3), (example, tiers, lists) => {
        const { record, marks } = withMarks(
          withTiers(example, (at) => tiers[at] ?? 'metered'),
          lists,
        );
        const { page, sealed } = splitCodePage(codePageRecord.parse(record), blind);
        const open = JSON.stringify(page);
        for (const mark of marks.sealed) expect(open).not.toContain(mark);
        for (const mark of marks.open) expect(open).toContain(mark);
        expect(sealed.flatMap(({ parts }) => parts).length).toBe(marks.places);
      }),
      { numRuns: 300 },
    );
  });
});

describe('licence terms', () => {
  const termsHolder = licensed.codeSet.rightsHolder;
  /** The example with the texts of these parts being the descriptor's rights holder's. */
  const withTextsOf = (record: CodePageRecord, parts: readonly string[]): CodePageRecord => {
    const sourceOf = (part: string, source: string) => (parts.includes(part) ? 'theirs' : source);
    return codePageRecord.parse({
      ...record,
      explanation: record.explanation && {
        ...record.explanation,
        source: sourceOf('explanation', record.explanation.source),
      },
      sections: record.sections.map((section) =>
        section.held ? { ...section, source: sourceOf(section.id, section.source) } : section,
      ),
      sources: [...record.sources, { ...record.sources[0], id: 'theirs', rightsHolder: termsHolder }],
    });
  };

  it('cover what else is the rights holder’s in the descriptor’s tier, and the page says so of it', () => {
    const { page, sealed } = splitCodePage(withTextsOf(licensed, ['explanation', 'modifiers']), blind);
    const covered = sealed.filter(({ terms }) => terms !== null);
    expect(covered).toMatchObject([{ tier: 'registered', parts: ['descriptor', 'modifiers'] }]);
    expect(page.explanation).not.toHaveProperty('underTerms');
    const marked = page.sections.filter((section) => section.state === 'locked' && section.underTerms);
    expect(marked.map(({ id }) => id)).toEqual(['modifiers']);
  });

  it('part what they cover from what they do not, whatever the tiers and whosever the texts', () => {
    const tier = fc.constantFrom<AccessTier>('open', 'metered', 'registered', 'subscriber');
    const parts = fc.subarray(['explanation', ...licensed.sections.map(({ id }) => id)]);
    fc.assert(
      fc.property(fc.array(tier, { minLength: 8, maxLength: 8 }), parts, (tiers, theirs) => {
        const record = withTextsOf(
          withTiers(licensed, (at) => tiers[at] ?? 'open'),
          theirs,
        );
        const { page, sealed } = splitCodePage(record, blind);
        const asked = record.descriptors.tier;
        const marked = new Set<string>(asked === 'open' ? [] : ['descriptor']);
        if (page.explanation?.locked && page.explanation.underTerms) marked.add('explanation');
        for (const section of page.sections)
          if (section.state === 'locked' && section.underTerms) marked.add(section.id);
        for (const { tier: at, terms, parts: held } of sealed) {
          expect(held.length).toBeGreaterThan(0);
          for (const part of held) {
            const covered = at === asked && (part === 'descriptor' || theirs.includes(part));
            expect(terms !== null).toBe(covered);
            expect(marked.has(part)).toBe(covered);
          }
        }
        const names = sealed.map(({ tier: at, terms }) => `${at} ${terms?.hash}`);
        expect(new Set(names).size).toBe(names.length);
        expect(names.length).toBeLessThanOrEqual(mostEnvelopes);
      }),
      { numRuns: 300 },
    );
  });

  it('that nobody gives leave one envelope to a tier, and no word of terms', () => {
    const notices = licensed.notices.map((notice) => ({
      ...notice,
      uses: notice.uses.filter((use) => use !== 'first-display'),
    }));
    const { page, sealed } = splitCodePage({ ...withTextsOf(licensed, ['modifiers']), notices }, blind);
    expect(sealed.map(({ tier, terms }) => [tier, terms])).toEqual([
      ['metered', null],
      ['registered', null],
      ['subscriber', null],
    ]);
    expect(JSON.stringify(page)).not.toContain('underTerms');
  });
});

describe('a sealed descriptor that stands elsewhere in the open', () => {
  const leaksOf = (record: CodePageRecord) => findLeaks(record, splitCodePage(record, blind).page);

  it.each(Object.entries(codePageExamples))('is not found in the example %s', (_, record) => {
    expect(leaksOf(record)).toEqual([]);
  });

  it('is found in a title, a link and an indicator, and not repeated in the finding', () => {
    const text = licensed.descriptors.long.value;
    const link = { path: '/spt/1/', displayCode: '1', title: text.toUpperCase(), state: 'active' } as const;
    const indicator = {
      name: 'Note',
      value: `See: ${text}.`,
      meaning: null,
      historical: false,
      source: 'none',
    };
    const record = {
      ...licensed,
      title: text,
      indicators: [indicator],
      related: { ...licensed.related, next: link },
    };
    const leaks = leaksOf(record);
    expect(leaks.map((leak) => leak.split(' ')[0]).sort()).toEqual([
      'indicators.value',
      'related.next.title',
      'title',
    ]);
    expect(leaks.join()).not.toContain(text);
  });

  it('is no matter where the descriptor is open', () => {
    const open = { ...licensed, descriptors: { ...licensed.descriptors, tier: 'open' as const } };
    expect(leaksOf({ ...open, title: open.descriptors.long.value })).toEqual([]);
  });
});

/** Sets every tier by its place: descriptors, explanation, sections. */
function withTiers(record: CodePageRecord, tierAt: (at: number) => AccessTier): CodePageRecord {
  return {
    ...record,
    descriptors: { ...record.descriptors, tier: tierAt(0) },
    explanation: record.explanation && { ...record.explanation, tier: tierAt(1) },
    sections: record.sections.map((section, at) =>
      section.held ? { ...section, tier: tierAt(at + 2) } : section,
    ),
  };
}

/** Puts marks into all texts that have a tier, behind what a lead may show. */
function withMarks(record: CodePageRecord, lists: number) {
  const marks = { sealed: [] as string[], open: [] as string[], places: 0 };
  const mark = (tier: AccessTier, name: string) => {
    const text = `MARK-${name}-END`;
    marks[tier === 'open' ? 'open' : 'sealed'].push(text);
    return text;
  };
  const count = (tier: AccessTier) => {
    if (tier !== 'open') marks.places += 1;
  };
  const body = (text: RichText, tier: AccessTier, name: string): RichText => [
    ...text,
    { type: 'paragraph', content: [{ text: mark(tier, `${name}-p`), href: `/${mark(tier, `${name}-h`)}/` }] },
    ...Array.from({ length: lists }, (_, at) => ({
      type: 'list' as const,
      ordered: false,
      items: [[{ text: mark(tier, `${name}-l${at}`) }]],
    })),
    {
      type: 'image',
      src: `/media/${mark(tier, `${name}-s`)}`,
      alt: mark(tier, `${name}-a`),
      width: 1,
      height: 1,
    },
  ];
  const d = record.descriptors;
  const fact = (name: string) => ({ value: mark(d.tier, name), source: d.long.source });
  count(d.tier);
  if (record.explanation) count(record.explanation.tier);
  for (const section of record.sections) if (section.held) count(section.tier);
  const marked: CodePageRecord = {
    ...record,
    descriptors: {
      tier: d.tier,
      long: fact('long'),
      medium: fact('medium'),
      short: fact('short'),
      consumer: fact('consumer'),
      clinician: [fact('clinician-1'), fact('clinician-2')],
      wordings: [
        {
          edition: record.edition,
          long: fact('long'),
          changed: [
            { kind: 'removed', text: mark(d.tier, 'removed') },
            { kind: 'added', text: mark(d.tier, 'added') },
          ],
        },
        { edition: record.edition, long: fact('wording'), changed: null },
      ],
    },
    explanation: record.explanation && {
      ...record.explanation,
      body: body(record.explanation.body, record.explanation.tier, 'explanation'),
    },
    sections: record.sections.map((section) =>
      section.held ? { ...section, body: body(section.body, section.tier, section.id) } : section,
    ),
  };
  return { record: marked, marks };
}
