import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { tooMuchMarkdown } from './too-much-markdown.ts';

const codesOf = (text: string): string[] => {
  const codes: string[] = [];
  parseMarkdown(
    text,
    () => undefined,
    (_, code) => codes.push(code),
  );
  return codes;
};

describe('a text of nothing but signs', () => {
  it.each([
    ['quotations', '> '.repeat(8_000), 'Line 1 of the text lies in too many quotations or lists'],
    ['quotations without blanks', 'Words.\n\n>>>>>>>x', 'Line 3 of the text'],
    ['lists', '* '.repeat(2_000), 'Line 1 of the text'],
    ['numbered lists', '1. '.repeat(2_000), 'Line 1 of the text'],
    ['lists in quotations', '> 1. > - > + > x', 'Line 1 of the text'],
    ['lists by their blanks', `* a\n${' '.repeat(60)}* b`, 'Line 2 of the text'],
    ['open marks', '*a_'.repeat(3_000), 'more than 1,000 of the signs'],
    ['open comments', '<!--'.repeat(3_000), 'more than 1,000 of the signs'],
    ['open links', '[a]('.repeat(3_000), 'more than 1,000 of the signs'],
    ['lines', 'a\n\n'.repeat(2_000), 'The text has 4,001 lines'],
    ['words', 'word '.repeat(7_000), 'The text has 35,000 characters, and 32,767 are read'],
  ])('is refused in words before it is parsed: %s', (_, text, words) => {
    expect(tooMuchMarkdown(text)?.message).toContain(words);
    expect(codesOf(text)).toEqual(['too-much']);
  });

  it('is told from what people write', () => {
    for (const text of [
      'A line.\n\n* one\n* two **bold** and *more*\n\n1. first\n2. second',
      '- - - a dash list by mistake',
      `${' '.repeat(80)}Words in the middle`,
      '-----------------------------------',
      `${'**Word** and [link](/hcpcs/J9000/), '.repeat(150)}`,
      Array.from({ length: 150 }, (_, index) => `* **Part ${index}**: _words_`).join('\n\n'),
    ])
      expect(tooMuchMarkdown(text), text.slice(0, 40)).toBeNull();
  });
});
