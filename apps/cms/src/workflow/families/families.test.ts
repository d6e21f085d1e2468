import type { FamilyValues } from '@plaincode/code-sets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvedContent, contentHash, type ExplanationContent } from '../content.ts';
import { blockingOf, readinessFindings } from '../readiness/index.ts';
import { slots } from '../readiness/slots.ts';
import { madeFacts, madeText, paragraphOf } from '../readiness/testing/made-text.ts';
import { textDiff } from '../text-diff.ts';
import { type FamilyFacts, familyFacts } from './family-facts.ts';
import { familyTemplate } from './family-template.ts';
import { familyFinder } from './nearest-family.ts';
import { hasLooseBraces, referencesIn } from './references.ts';
import { parseSlots, type Slot, wordsFor } from './slot.ts';

const values = (parts: Partial<FamilyValues> = {}): FamilyValues => ({
  'seventh-character': null,
  laterality: null,
  'dose-unit': null,
  difference: null,
  ...parts,
});
const value = (key: string, said = key) => ({ key, said });
const side: Slot = {
  name: 'side',
  source: 'laterality',
  asSaid: false,
  words: [
    { value: '', words: '' },
    { value: 'left', words: 'left' },
  ],
};
const visit: Slot = {
  name: 'visit',
  source: 'seventh-character',
  asSaid: false,
  words: [
    { value: '', words: 'any visit' },
    { value: 'A', words: 'the first visits' },
    { value: 'A initial encounter for open break', words: 'the first visits, with an open break' },
  ],
};
const text = (words: string, parts: Partial<ExplanationContent> = {}) =>
  madeText({ body: [paragraphOf(words)], family: { slots: [side, visit] }, ...parts });
const read = (words: string, given: FamilyValues) => {
  const filled = familyTemplate(text(words).content).fill(given);
  const [block] = filled.ok ? filled.content.body : [];
  return block?.type === 'paragraph' ? block.content.map((run) => run.text).join('') : filled;
};

describe('a slot', () => {
  it('stands in double braces, whatever its blanks and capitals', () => {
    expect(referencesIn('A {{ side }} and {{Dose  unit}}.')).toEqual([
      { name: 'side', capital: false },
      { name: 'dose unit', capital: true },
    ]);
    expect(['a {{b}} c', 'a } b { c'].map(hasLooseBraces)).toEqual([false, false]);
    expect(['a {{b c', 'b}} c', '{{a {{b}}'].map(hasLooseBraces)).toEqual([true, true, true]);
  });

  it('is filled with the words for the value, its meaning before its key', () => {
    const open = value('A', 'initial encounter for open break');
    expect(wordsFor(visit, value('A', 'Initial  encounter for OPEN break'))).toBe(wordsFor(visit, open));
    expect(wordsFor(visit, open)).toBe('the first visits, with an open break');
    expect(wordsFor(visit, value('A', 'initial encounter for closed break'))).toBe('the first visits');
    expect(wordsFor(visit, value('D', 'subsequent encounter'))).toBeNull();
    expect(wordsFor({ ...visit, asSaid: true }, value('D', 'subsequent encounter'))).toBe(
      'subsequent encounter',
    );
    expect(wordsFor({ ...side, words: [] }, null)).toBeNull();
  });

  it('closes up where it is left out, and begins a sentence where it is asked to', () => {
    expect(read('The {{side}} wrist, at {{visit}}.', values())).toBe('The wrist, at any visit.');
    expect(read('Broken {{side}}, at {{visit}}.', values())).toBe('Broken, at any visit.');
    expect(read('{{Visit}}: a break.', values())).toBe('Any visit: a break.');
    expect(read('A break.', values())).toBe('A break.');
  });

  it('leaves no hole: what has no words is named', () => {
    const filled = familyTemplate(text('The {{side}} wrist, {{visit}}.').content).fill(
      values({ laterality: value('right'), 'seventh-character': value('S', 'sequela') }),
    );
    expect(filled).toEqual({
      ok: false,
      missing: [
        { slot: 'side', source: 'laterality', value: value('right') },
        { slot: 'visit', source: 'seventh-character', value: value('S', 'sequela') },
      ],
      unfit: null,
    });
    expect(familyTemplate(text('{{Side}}').content).fill(values())).toMatchObject({ ok: false });
    expect(familyTemplate(text('The {{other}} wrist').content).fill(values())).toMatchObject({ ok: false });
  });

  it('of a table that nothing names asks for nothing', () => {
    expect(read('The {{side}} wrist.', values({ 'seventh-character': value('Z') }))).toBe('The wrist.');
  });
});

describe('a filled text', () => {
  const anything = fc.record({
    laterality: fc.constantFrom(null, value('left'), value('right')),
    'seventh-character': fc.constantFrom(null, value('A', 'one'), value('D', 'two')),
    'dose-unit': fc.constant(null),
    difference: fc.constant(null),
  });
  const parts = fc.constantFrom('{{side}}', '{{ Visit }}', 'the', ',', 'wrist', '{{visit}}', '.');
  const words = fc.array(parts, { minLength: 1, maxLength: 12 }).map((some) => some.join(' '));

  it('has no braces and is a whole text of its own, or is none', () => {
    fc.assert(
      fc.property(words, words, anything, (one, two, given) => {
        const { content } = text(one, { plainTitle: null, body: [paragraphOf(one), paragraphOf(two, '!')] });
        const filled = familyTemplate(content).fill(given);
        if (!filled.ok) return;
        expect(JSON.stringify(filled.content)).not.toMatch(/\{\{|\}\}/);
        expect(approvedContent.safeParse(filled.content).success).toBe(true);
      }),
    );
  });

  it('depends on the values alone, in whatever order codes are asked', () => {
    fc.assert(
      fc.property(words, fc.array(anything, { maxLength: 6 }), (one, some) => {
        const template = familyTemplate(text(one).content);
        const first = some.map((given) => template.fill(given));
        const again = some.toReversed().map((given) => familyTemplate(text(one).content).fill(given));
        expect(again.toReversed()).toEqual(first);
      }),
    );
  });
});

describe('what an approval is bound to', () => {
  it('holds the words of the slots, and stays as it was for a text for its code alone', () => {
    const template = text('The {{side}} wrist.');
    const { family: _, ...alone } = template.content;
    const changed = { ...side, words: [...side.words, { value: 'right', words: 'right' }] };
    const other = { ...template, content: { ...template.content, family: { slots: [changed, visit] } } };
    expect(new Set([template, other, { ...template, content: alone }].map(contentHash)).size).toBe(3);
    expect(contentHash(madeText())).toBe('5c8f9478ceda9c0e8e4063b6c77db8f5c23192c77fe4357aad4368784e7dd8d6');
    expect(contentHash({ ...madeText(), content: { ...madeText().content, family: undefined } })).toBe(
      contentHash(madeText()),
    );
    expect(textDiff(template.content, other.content).map(({ part }) => part)).toEqual(['Slot side']);
    expect(textDiff(alone, template.content).map(({ part }) => part)).toContain('Written for');
  });

  it('does not hang on how a table was typed', () => {
    const typed = [{ ...side, name: ' Side ', words: [...side.words].reverse() }];
    expect(parseSlots(typed)).toEqual([side]);
    expect(parseSlots([{ name: 'side' }])).toBeNull();
    expect(parseSlots(null)).toEqual([]);
  });
});

describe('readiness', () => {
  const code = (displayCode: string) => ({
    code: displayCode,
    displayCode,
    codeType: 'diagnosis' as const,
    parent: null,
    longDescriptor: displayCode,
    billable: true,
  });
  const byCode: Record<string, FamilyValues> = {
    S1: values(),
    S11: values({ laterality: value('left'), 'seventh-character': value('A', 'initial one') }),
    S12: values({ laterality: value('right'), 'seventh-character': value('A', 'initial other') }),
  };
  const family: FamilyFacts = familyFacts(
    Object.keys(byCode).map(code),
    (one) => byCode[one.code] ?? values(),
  );
  const found = (...given: Parameters<typeof text>) => slots(text(...given), { ...madeFacts, family });

  it('lists every value without words, with the codes that have it', () => {
    expect(blockingOf(found('The {{side}} wrist.'))).toEqual(['Slot side: no words for "right" (S12).']);
    expect(blockingOf(found('A wrist at {{visit}}.'))).toEqual([]);
  });

  it('says where one character means several things and has the same words', () => {
    const hints = found('A wrist at {{visit}}.').filter(({ blocks }) => !blocks);
    expect(hints.map(({ message }) => message).join()).toContain('A means "initial one" and "initial other"');
  });

  it('blocks slots that are unknown, doubled, badly named, torn, or in a text for one code', () => {
    const slotsOf = (...some: Slot[]) => ({ family: { slots: some } });
    expect(blockingOf(found('The {{odd}} wrist.'))).toHaveLength(1);
    expect(blockingOf(found('A wrist.', slotsOf(side, side)))).toEqual(['Two slots are named "side".']);
    expect(blockingOf(found('A wrist.', slotsOf({ ...side, name: 'the-side' })))).toHaveLength(1);
    expect(blockingOf(found('The {{side wrist.'))).toHaveLength(1);
    const alone = madeText({ body: [paragraphOf('The {{side}} wrist.')] });
    expect(blockingOf(slots(alone, madeFacts))).toHaveLength(1);
    expect(slots(madeText(), madeFacts)).toEqual([]);
  });

  it('blocks a title that some code makes too long', () => {
    const long = { ...side, words: [...side.words, { value: 'right', words: 'r'.repeat(80) }] };
    const title = { plainTitle: 'Wrist {{side}}', family: { slots: [long] } };
    expect(blockingOf(found('A wrist.', title))[0]).toContain('S12: The plain title gets longer than 80');
  });

  it('is asked with all other rules', () => {
    expect(blockingOf(readinessFindings(text('The {{odd}} wrist.'), { ...madeFacts, family }))).toHaveLength(
      1,
    );
  });
});

describe('the nearest family', () => {
  const parents = new Map<string, string | null>([
    ['S', null],
    ['S1', 'S'],
    ['S12', 'S1'],
    ['S123', 'S12'],
  ]);
  const find = (own: Record<string, 'code' | 'family'>, code: string) =>
    familyFinder(
      (one) => parents.get(one) ?? null,
      (one) => own[one] ?? null,
    )(code);
  it('is the next one above, past texts for one code alone, and none for a code with a text', () => {
    expect(find({ S: 'family' }, 'S123')).toBe('S');
    expect(find({ S: 'family', S1: 'family' }, 'S123')).toBe('S1');
    expect(find({ S: 'family', S12: 'code' }, 'S123')).toBe('S');
    expect(find({ S: 'family', S12: 'code' }, 'S12')).toBeNull();
    expect(find({ S: 'family' }, 'S')).toBeNull();
    expect(find({ S12: 'code' }, 'S123')).toBeNull();
    expect(find({ S: 'family' }, 'T1')).toBeNull();
  });
  it('ends in damaged data that goes round', () => {
    const round = familyFinder(
      (code) => (code === 'A' ? 'B' : 'A'),
      () => null,
    );
    expect(round('A')).toBeNull();
  });
});
