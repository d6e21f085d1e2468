import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorAt, findPassage, readsInstead } from './anchor.ts';

const text = 'It is given by mouth. A nurse counts it. It is given by mouth. Nobody counts it.';
const at = (quote: string, from = 0) => {
  const start = text.indexOf(quote, from);
  return anchorAt(text, start, start + quote.length);
};

describe('readsInstead', () => {
  it('knows the new words in the old ones’ place, and not elsewhere', () => {
    const passage = at('nurse');
    expect(readsInstead(text, passage, 'nurse today')).toBe(false);
    expect(readsInstead(text.replace('nurse', 'nurse today'), passage, 'nurse today')).toBe(true);
    const title = anchorAt('Foot map', 0, 8);
    expect(readsInstead('Foot map', title, 'Foot')).toBe(false);
    expect(readsInstead('Foot', title, 'Foot')).toBe(true);
  });
});

describe('findPassage', () => {
  it('tells two passages alike apart by the words around them', () => {
    const second = at('given by mouth', 20);
    expect(findPassage(text, second)).toMatchObject({ start: second.start, sure: true });
    const moved = `A sentence more. ${text}`;
    expect(findPassage(moved, second)).toMatchObject({ start: second.start + 17, sure: true });
  });

  it('finds nothing where the words are gone, or where a little word stands somewhere else', () => {
    expect(findPassage(text.replace('nurse', 'clerk'), at('nurse'))).toBeNull();
    expect(findPassage('They say it to a person in the morning', at('it'))).toBeNull();
    expect(findPassage('', at('nurse'))).toBeNull();
    expect(findPassage(text, { ...at('nurse'), quote: '' })).toBeNull();
  });

  it('finds a long passage although everything around it was written anew', () => {
    const long = at('It is given by mouth. Nobody counts it.');
    expect(findPassage('New. It is given by mouth. Nobody counts it. New.', long)).toMatchObject({
      start: 5,
    });
  });

  it('says so where nothing tells two places apart', () => {
    const twice = { quote: 'a b', before: '', after: '', start: 2 };
    expect(findPassage('a b, a b', twice)).toMatchObject({ start: 0, sure: false });
  });

  it('finds every stretch of an unchanged text where it is, and of one that grew in front of it', () => {
    const words = fc.stringMatching(/^[ab \n]{1,60}$/);
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), words, (whole, one, other, more) => {
        const [start, end] = [one % whole.length, other % whole.length].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const anchor = anchorAt(whole, start, end + 1);
        expect(findPassage(whole, anchor)).toMatchObject({ start, end: end + 1, sure: true });
        const found = findPassage(more + whole, anchor);
        expect(found && (more + whole).slice(found.start, found.end)).toBe(anchor.quote);
      }),
    );
  });
});
