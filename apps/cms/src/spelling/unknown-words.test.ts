import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownWords } from './unknown-words.ts';

const known = new Set(['the', 'dose', 'patient', 'single', "doesn't", 'change']);
const unknown = (text: string) => unknownWords(text, (word) => known.has(word.toLowerCase()));

describe('words that nobody knows', () => {
  it('are told once, in the order of the text', () => {
    expect(unknown('The pateint changs the dose; the pateint recieves.')).toEqual([
      'pateint',
      'changs',
      'recieves',
    ]);
  });

  it('are no codes, doses, addresses or abbreviations', () => {
    expect(unknown('J9000, E11.9, 10mg, S52.531A, x12y, www.cms.gov, a@b.org, HCPCS and DMEs')).toEqual([
      'and',
    ]);
  });

  it('are known by their parts, with their apostrophes and without what marks possession', () => {
    expect(unknown('a single-dose single-doze')).toEqual(['doze']);
    expect(unknown('The patient’s dose doesn’t change')).toEqual([]);
  });

  it('are none where every word is known, and all the words there are where none is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(unknownWords(text, () => true)).toEqual([]);
        for (const word of unknownWords(text, () => false)) expect(text.replaceAll('’', "'")).toContain(word);
      }),
    );
  });
});
