import { describe, expect, it } from 'vitest';
import { codesNamed } from './codes-named.ts';
import { complete } from './complete.ts';
import { houseStyle, occurrences } from './house-style.ts';
import { images } from './images.ts';
import { blockingOf, readinessFindings } from './index.ts';
import { length } from './length.ts';
import { links } from './links.ts';
import { noticeOfAuthor } from './notice-of-author.ts';
import { longestCommonRun, overlap } from './overlap.ts';
import { gradeOf, readingGrade } from './reading-grade.ts';
import { sectionsEmpty } from './sections-empty.ts';
import { madeFacts as facts, madeText, paragraphOf } from './testing/made-text.ts';

const messages = (found: { message: string }[]) => found.map(({ message }) => message);

describe('complete', () => {
  it('finds nothing wrong with a whole text, with or without a plain title', () => {
    expect(complete(madeText(), facts)).toEqual([]);
    expect(complete(madeText({ plainTitle: null }), facts)).toEqual([]);
  });

  it('names everything that is missing, and all of it blocks', () => {
    const empty = madeText({ plainTitle: null, body: [], notice: null });
    const found = complete(empty, { ...facts, codeKnown: false, editionKnown: false, licensed: true });
    expect(found).toHaveLength(5);
    expect(blockingOf(found)).toHaveLength(5);
  });

  it('says what helps where the edition of the text is no longer held', () => {
    const left = complete(madeText(), { ...facts, editionKnown: false, editionLeft: '2026 (sample)' });
    expect(messages(left)).toEqual([
      expect.stringMatching(
        /^The edition 2026 \(sample\) is no longer held\. .*write a new one of this code/,
      ),
    ]);
  });

  it('lets nothing through for which there is no page', () => {
    const found = complete(madeText(), { ...facts, pageToCome: false });
    expect(messages(found)).toEqual([expect.stringContaining('no page can show it')]);
    expect(blockingOf(found)).toHaveLength(1);
  });

  it('wants a notice that is in use and printed under texts, and says which of the two it is not', () => {
    const under = complete(madeText(), { ...facts, noticeUnderTexts: false });
    expect(messages(under)).toEqual([expect.stringContaining('not one that is printed under a text')]);
    const unknown = { ...facts, noticeInUse: false, noticeUnderTexts: false };
    expect(messages(complete(madeText(), unknown))).toEqual([expect.stringContaining('no longer in use')]);
  });

  it('wants both halves of a section', () => {
    const body = [paragraphOf('Words.')];
    const sections = [
      { id: 'guidelines' as const, tier: null, summary: null, body },
      { id: 'compliance' as const, tier: null, summary: 'What is checked.', body: [] },
    ];
    expect(complete(madeText({ sections }), facts)).toHaveLength(2);
  });

  it('refuses a title with blanks around it', () => {
    expect(messages(complete(madeText({ plainTitle: ' A title' }), facts))).toEqual([
      'Take out blanks at the beginning and end of titles and summaries.',
    ]);
  });
});

describe('noticeOfAuthor', () => {
  it('asks whether whoever maintains the codes wrote the text, and refuses nothing', () => {
    const found = noticeOfAuthor(madeText(), { ...facts, noticeOfOfficial: 'National Center' });
    expect(messages(found)).toEqual([expect.stringContaining('is that of National Center')]);
    expect(blockingOf(found)).toEqual([]);
    expect(noticeOfAuthor(madeText(), facts)).toEqual([]);
  });
});

describe('length', () => {
  const words = (count: number) => madeText({ body: [paragraphOf(Array(count).fill('word').join(' '))] });
  it('tells of too few and too many words and of a long paragraph, and blocks nothing', () => {
    expect(messages(length(words(39), facts))[0]).toContain('has 39 words');
    expect(length(words(40), facts)).toEqual([]);
    expect(messages(length(words(131), facts))).toEqual(['A paragraph has more than 130 words. Divide it.']);
    expect(messages(length(words(451), facts))).toHaveLength(2);
    expect(blockingOf(length(words(451), facts))).toEqual([]);
    expect(length(madeText({ body: [] }), facts)).toEqual([]);
  });
});

describe('reading grade', () => {
  const plain = 'The nurse puts the drug into a vein. It runs for an hour. The dose is on the label. '.repeat(
    3,
  );
  const hard =
    'Administration of antineoplastic pharmaceuticals necessitates multidisciplinary documentation demonstrating individualized therapeutic appropriateness notwithstanding institutional authorization requirements. '.repeat(
      3,
    );
  it('grows with long words and long sentences', () => {
    expect(gradeOf(plain)).toBeLessThan(5);
    expect(gradeOf(hard)).toBeGreaterThan(20);
    expect(gradeOf('Too few words.')).toBeNull();
  });

  it('warns and never blocks', () => {
    expect(readingGrade(madeText({ body: [paragraphOf(plain)] }), facts)).toEqual([]);
    const found = readingGrade(madeText({ body: [paragraphOf(hard)] }), facts);
    expect(found).toMatchObject([{ blocks: false, message: expect.stringContaining('grade') }]);
  });
});

describe('overlap', () => {
  const official = { displayCode: '9X110', descriptor: 'Grip endurance course with graded resistance loops' };
  const copied = madeText({
    body: [paragraphOf('This is a grip endurance course, with GRADED resistance in a room.')],
  });
  it('shows the words that a licensed descriptor and the text have in a row', () => {
    const found = overlap(copied, { ...facts, licensed: true, official });
    expect(found).toMatchObject([{ blocks: false }]);
    expect(messages(found)[0]).toContain('"grip endurance course with graded resistance"');
  });

  it('lets more pass where the descriptor is in the public domain, and is silent without one', () => {
    expect(overlap(copied, { ...facts, official })).toEqual([]);
    expect(overlap(copied, { ...facts, licensed: true, official: null })).toEqual([]);
  });

  it('finds the longest run', () => {
    expect(longestCommonRun(['a', 'b', 'c', 'd'], ['b', 'c', 'x', 'b', 'c', 'd'])).toEqual(['b', 'c', 'd']);
    expect(longestCommonRun(['a'], [])).toEqual([]);
  });
});

describe('links', () => {
  const text = madeText({
    body: [
      paragraphOf(
        { text: 'one', href: '/hcpcs/J9001/' },
        { text: 'two', href: '/hcpcs/J0000/' },
        { text: 'three', href: '/hcpcs/S0144/' },
        { text: 'four', href: 'https://www.cms.gov/' },
      ),
    ],
  });
  const linked = new Map([
    ['/hcpcs/J9001/', 'valid'],
    ['/hcpcs/J0000/', 'unknown'],
    ['/hcpcs/S0144/', 'deleted'],
  ] as const);
  it('blocks a link to no code, and warns of one to a code that left', () => {
    const found = links(text, { ...facts, linked });
    expect(found.map(({ blocks }) => blocks)).toEqual([true, false]);
    expect(messages(found)[0]).toContain('/hcpcs/J0000/');
    expect(messages(found)[1]).toContain('a code that is deleted');
  });
});

describe('codes named', () => {
  it('asks for a reference where a code stands in plain words', () => {
    const text = madeText({
      body: [
        paragraphOf('J9000, not J9001 or E11.9; never Z2 or 2025; ', {
          text: 'J9002',
          href: '/hcpcs/J9002/',
        }),
      ],
    });
    expect(messages(codesNamed(text, facts))[0]).toContain('J9001, E11.9 are named without a link');
    expect(codesNamed(madeText(), facts)).toEqual([]);
  });
});

describe('images', () => {
  const image = (alt: string) =>
    madeText({ body: [{ type: 'image', src: '/media/scan.png', alt, width: 10, height: 10 }] });
  it.each(['IMG_0042', 'scan.png', 'x'])('blocks "%s" as the words for an image', (alt) => {
    expect(images(image(alt), facts)).toMatchObject([
      { blocks: true, message: expect.stringContaining('scan.png') },
    ]);
  });
  it('takes words', () => {
    expect(images(image('A hand holds a syringe'), facts)).toEqual([]);
  });
});

describe('sections', () => {
  it('names the empty ones', () => {
    expect(messages(sectionsEmpty(madeText(), facts))[0]).toContain('Guidelines, Modifiers');
    expect(sectionsEmpty(madeText({ body: [] }), facts)).toEqual([]);
  });
});

describe('house style', () => {
  const style = [
    { kind: 'form', avoid: 'CPT', use: 'CPT®' },
    { kind: 'banned', avoid: 'obviously', use: null },
    { kind: 'preferred', avoid: 'utilize', use: 'use' },
    { kind: 'abbreviation', avoid: 'PT', use: 'physical therapist' },
  ] as const;
  const found = (words: string) =>
    houseStyle(madeText({ plainTitle: null, body: [paragraphOf(words)] }), { ...facts, style });
  it('holds words against the rules; a banned one blocks', () => {
    expect(found('A CPT® code. The pt. Utilized.')).toEqual([]);
    expect(messages(found('A CPT code and a CPT® code'))).toEqual(['House style: not "CPT". Write "CPT®".']);
    expect(found('Obviously. Obviously!')).toMatchObject([
      { blocks: true, message: 'House style: not "obviously" (2 times). Leave it out.' },
    ]);
    expect(messages(found('PT may utilize it'))).toHaveLength(2);
  });

  it('takes signs in a rule as they are', () => {
    expect(occurrences('a (b) c', { kind: 'preferred', avoid: '(b)', use: null })).toBe(1);
    expect(occurrences('a b c', { kind: 'preferred', avoid: ' ', use: null })).toBe(0);
  });
});

describe('all rules together', () => {
  it('put what blocks first', () => {
    const found = readinessFindings(madeText({ notice: null }), facts);
    const blocking = found.filter(({ blocks }) => blocks);
    expect(blocking).toHaveLength(1);
    expect(found.slice(0, 1)).toEqual(blocking);
    expect(found.length).toBeGreaterThan(1);
  });
});
