import type { Block, Inline } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, cutLead } from './lead.ts';
import { lastSentenceEnd } from './sentence-end.ts';

const paragraph = (...texts: string[]): Block => ({
  type: 'paragraph',
  content: texts.map((text) => ({ text })),
});
const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ');
const textOf = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block): Inline[] =>
      block.type === 'list' ? block.items.flat() : block.type === 'image' ? [] : block.content,
    )
    .map(({ text }) => text)
    .join('');

describe('words', () => {
  it('are what a regular expression takes for runs of no blanks', () => {
    const unit = fc.constantFrom('a', '’', '😀', ' ', '\n', '\u00a0', '\u2009', '\u3000', '\ufeff', '\u200b');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(countWords([paragraph(text)])).toBe(text.match(/\S+/g)?.length ?? 0);
      }),
    );
  });
});

describe('the open lead', () => {
  it('is whole sentences, within a third', () => {
    const text = [paragraph('One two three. Four five six. Seven eight nine ten.'), paragraph(words(11))];
    expect(countWords(text)).toBe(21);
    expect(cutLead(text)).toEqual([paragraph('One two three. Four five six.')]);
  });

  it('is at most 50 words of a long text, in whole paragraphs where they fit', () => {
    const text = [
      paragraph(`${words(30)}.`),
      paragraph(`First ${words(9)}. Second ${words(30)}.`),
      paragraph(words(400)),
    ];
    expect(cutLead(text)).toEqual([paragraph(`${words(30)}.`), paragraph(`First ${words(9)}.`)]);
  });

  it('is cut after a word, with an ellipsis, where no sentence is short enough', () => {
    expect(cutLead([paragraph(words(200))])).toEqual([paragraph(`${words(50)}…`)]);
  });

  it('ends before a paragraph of which no sentence fits, rather than within a sentence', () => {
    const text = [paragraph('A short one.'), paragraph(words(200))];
    expect(cutLead(text)).toEqual([paragraph('A short one.')]);
  });

  it('keeps marks and links, and does not end in a heading', () => {
    const linked: Block = {
      type: 'paragraph',
      content: [
        { text: 'See ' },
        { text: 'J9000', href: '/hcpcs/J9000/', marks: ['strong'] },
        { text: ' first. Then more of it.' },
      ],
    };
    const heading: Block = { type: 'heading', level: 3, content: [{ text: 'Use' }] };
    const lead = cutLead([linked, heading, paragraph(words(10))]);
    expect(lead).toEqual([
      { type: 'paragraph', content: [...linked.content.slice(0, 2), { text: ' first.' }] },
    ]);
    expect(cutLead([paragraph('Go.'), heading, paragraph(words(30, 'long'))])).toEqual([paragraph('Go.')]);
  });

  it('takes whole items of a list', () => {
    const items = ['One two three', 'Four five', words(40)].map((text) => [{ text }]);
    expect(cutLead([{ type: 'list', ordered: false, items }])).toEqual([
      { type: 'list', ordered: false, items: items.slice(0, 2) },
    ]);
  });

  it.each([
    ['of one word', [paragraph('Word')]],
    [
      'that begins with a picture',
      [{ type: 'image', src: '/media/a.png', alt: 'a', width: 1, height: 1 } as const, paragraph(words(90))],
    ],
  ])('is nothing for a text %s', (_, text) => {
    expect(cutLead(text)).toBeNull();
  });

  it('does not take a stop within a sentence for its end', () => {
    const text = 'Given e.g. By vein at 2.5 mg vs. Placebo in the U.S. Trial of it. Then "done." Now';
    const ends = Array.from({ length: text.length }, (_, at) => lastSentenceEnd(text, at + 1));
    expect([...new Set(ends)].map((end) => text.slice(0, end).split(' ').at(-1))).toEqual([
      '',
      'it.',
      '"done."',
    ]);
  });

  it('is always a beginning of the text, and never more than a third or 50 words', () => {
    const inline = fc.string({
      unit: fc.constantFrom('a', 'B', ' ', '. ', '.', '? ', '\n', 'é'),
      minLength: 1,
      maxLength: 80,
    });
    const inlines = fc.array(fc.record({ text: inline }), { minLength: 1, maxLength: 4 });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ type: fc.constant('paragraph' as const), content: inlines }),
      fc.record({ type: fc.constant('heading' as const), level: fc.constant(3 as const), content: inlines }),
      fc.record({
        type: fc.constant('list' as const),
        ordered: fc.boolean(),
        items: fc.array(inlines, { minLength: 1, maxLength: 4 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (text) => {
        const lead = cutLead(text);
        if (!lead) return;
        expect(countWords(lead)).toBeLessThanOrEqual(Math.min(50, Math.floor(countWords(text) / 3)));
        expect(textOf(text).startsWith(textOf(lead).replace(/…$/, ''))).toBe(true);
        for (const { text } of lead.flatMap((b) =>
          b.type === 'list' ? b.items.flat() : b.type === 'image' ? [] : b.content,
        ))
          expect(text).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
