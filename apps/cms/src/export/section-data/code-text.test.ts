import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeText, linkedText } from './code-text.ts';
import { pagesOf } from './testing/made-facts.ts';

describe('linkedText', () => {
  const pathOf = pagesOf('E11', 'E119', 'Z22', 'A00', 'C7A', 'T360X1');

  it.each([
    ['fever (E11.9)', ['fever (', 'E11.9>', ')']],
    ['E11.- and Z22', ['E11>', '.- and ', 'Z22>']],
    ['fevers (A00-B99)', ['fevers (', 'A00>', '-B99)']],
    ['of the lung (C7A.-)', ['of the lung (', 'C7A>', '.-)']],
    ['by syrup (T36.0X1)', ['by syrup (', 'T36.0X1>', ')']],
    ['not a code: E11x, XE11, E1199', ['not a code: E11x, XE11, E1199']],
    ['', []],
  ])('links the codes with pages in "%s"', (note, expected) => {
    const pieces = linkedText(note, pathOf);
    expect(pieces.map(({ text, href }) => (href ? `${text}>` : text))).toEqual(expected);
  });

  it('keeps every letter of a note', () => {
    const words = fc.constantFrom('E11', 'E11.9', '.-', ' ', '(', ')', 'Z22', 'fever', 'é');
    fc.assert(
      fc.property(fc.array(words), (parts) => {
        const note = parts.join('');
        const pieces = linkedText(note, pathOf);
        expect(pieces.map(({ text }) => text).join('')).toBe(note);
      }),
    );
  });
});

it('a code without a page is text', () => {
  expect(codeText('E11.9', 'E119', pagesOf('E119'))).toEqual({ text: 'E11.9', href: '/made/E119/' });
  expect(codeText('E11.8', 'E118', pagesOf('E119'))).toEqual({ text: 'E11.8' });
});
