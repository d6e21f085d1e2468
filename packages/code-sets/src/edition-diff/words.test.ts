import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffWords } from './words.ts';

const marks = { same: '', removed: '-', added: '+' };
const shown = (before: string, after: string) =>
  diffWords(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${marks[kind]}${text}]`))
    .join('');

describe('the words that changed', () => {
  test.each([
    ['one word', 'A wet dressing', 'A dry dressing', 'A [-wet][+dry] dressing'],
    ['a word more', 'A dressing', 'A dry dressing', 'A[+ dry] dressing'],
    ['a number with a point', 'Gel, 0.5 mg', 'Gel, 0.25 mg', 'Gel, [-0.5][+0.25] mg'],
    ['a number with a comma', 'Up to 1,000 units', 'Up to 2,000 units', 'Up to [-1,000][+2,000] units'],
    ['punctuation', 'Gel, wet', 'Gel; wet', 'Gel[-,][+;] wet'],
    ['a hyphened word whole', 'Made-up gel', 'Make-up gel', '[-Made-up][+Make-up] gel'],
    ['letters with accents', 'Menière one', 'Meniere one', '[-Menière][+Meniere] one'],
    ['two words as one', 'A red hot gel', 'A dry old gel', 'A [-red hot][+dry old] gel'],
    [
      'a little word between',
      'Reddish of sorrel',
      'Yellows of ribbon',
      '[-Reddish of sorrel][+Yellows of ribbon]',
    ],
    ['nothing', 'A gel', 'A gel', 'A gel'],
    ['everything', '', 'A gel', '[+A gel]'],
    ['no text at all', '', '', ''],
  ])('%s', (_, before, after, expected) => {
    expect(shown(before, after)).toBe(expected);
  });

  test('keep a common phrase between two changes', () => {
    expect(
      shown(
        'Greater than or equal to the made-up index for age',
        'The made-up index for age to less than twice it',
      ),
    ).toBe('[-Greater than or equal to the][+The] made-up index for age[+ to less than twice it]');
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom('red', 'dry', 'gel', ',', ' ', '  ', '0.5', '-', 'é', '\u0301', '\ud800'))
      .map((parts) => parts.join('')),
  );

  test('give both texts back to the letter, without empty pieces or two of a kind in a row', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffWords(before, after);
        const joined = (but: string) =>
          pieces
            .filter(({ kind }) => kind !== but)
            .map((piece) => piece.text)
            .join('');
        expect(joined('added')).toBe(before);
        expect(joined('removed')).toBe(after);
        for (const [index, piece] of pieces.entries()) {
          expect(piece.text).not.toBe('');
          expect(piece.kind).not.toBe(pieces[index - 1]?.kind);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('are soon found in long texts that have nothing in common', () => {
    const words = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `w${from + index}`).join(' ');
    const start = performance.now();
    diffWords(words(0, 400), words(400, 400));
    diffWords(words(0, 20_000), words(50_000, 20_000));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
