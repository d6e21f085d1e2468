import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance } from '../query/distance.ts';
import { changePostings } from './change-postings.ts';
import { levels } from './levels.ts';
import { decodeNumbers, encodeNumber } from './numbers.ts';
import { decodePostings, encodePostings } from './postings.ts';
import { asHeard, soundOf } from './sounds.ts';
import { joinedWords, wordsOf } from './words.ts';

it('numbers come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (numbers) => {
      expect(decodeNumbers(numbers.map(encodeNumber).join(''))).toEqual(numbers);
    }),
  );
  expect(() => decodeNumbers('a b')).toThrow('damaged');
});

it('postings come back as runs of the same documents', () => {
  const list = fc.uniqueArray(fc.nat(400)).map((some) => some.sort((a, b) => a - b));
  const all = fc.array(list, { minLength: levels, maxLength: levels });
  fc.assert(
    fc.property(all, (postings) => {
      const back: number[][] = postings.map(() => []);
      const runs = decodePostings(encodePostings(postings));
      for (let at = 0; at < runs.length; at += 3)
        for (let step = 0; step < (runs[at + 1] ?? 0); step += 1)
          back[runs[at + 2] ?? 0]?.push((runs[at] ?? 0) + step);
      expect(back).toEqual(postings);
    }),
  );
});

it('a list that gains and loses documents reads as the new list encoded', () => {
  const some = fc.uniqueArray(fc.nat(60), { maxLength: 50 });
  fc.assert(
    fc.property(some, some, fc.nat(9), (held, changed, few) => {
      const before = new Set(held);
      const [gained, lost] = [changed.slice(0, few), changed.slice(few, few + 5)];
      const after = new Set([...held, ...gained]);
      for (const document of lost) after.delete(document);
      const encoded = (numbers: Iterable<number>) => encodePostings([[...numbers].sort((a, b) => a - b)]);
      expect(changePostings(encoded(before), gained, lost)).toBe(encoded(after));
    }),
    { numRuns: 5_000 },
  );
  expect(() => changePostings('11', [1], [])).toThrow('several levels');
});

describe('words', () => {
  it.each([
    ["Colles' fractures of the radius", ['colle', 'fracture', 'radius']],
    ['Sjögren’s syndrome, unspecified', ['sjogren', 'syndrome']],
    ['Biopsies; viruses, bruises', ['biopsy', 'viruse', 'bruise']],
    ['Vitamin B-12', ['vitamin', 'b', '12']],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('of a hyphen also stand joined', () => {
    expect(joinedWords('Pre-eclampsia, B-12 and x')).toEqual(['preeclampsia', 'b12']);
  });

  it('that are confused at their beginning sound alike', () => {
    for (const [a, b] of [
      ['pneumonia', 'nuemonia'],
      ['psoriasis', 'soriasis'],
      ['phlebitis', 'flebitis'],
      ['oesophagus', 'esophagus'],
    ] as const)
      expect(soundOf(a)).toBe(soundOf(b));
  });

  it('are the same as heard without their silent and doubled letters', () => {
    for (const [a, b] of [
      ['asthma', 'asma'],
      ['hemorrhage', 'hemorage'],
      ['haemorrhage', 'hemorage'],
      ['phthisis', 'ftisis'],
      ['rhinitis', 'rinitis'],
      ['dyspepsia', 'dispepsia'],
    ] as const)
      expect(asHeard(a)).toBe(asHeard(b));
    expect(asHeard('asthma')).not.toBe(asHeard('asia'));
  });
});

it.each([
  ['asthma', 'asthma', 0],
  ['athsma', 'asthma', 2],
  ['pnuemonia', 'pneumonia', 1],
  ['diabtes', 'diabetes', 1],
  ['', 'ab', 2],
  ['abc', 'xyz', 3],
])('from %s to %s it is %i', (a, b, away) => {
  expect(distance(a, b, 2)).toBe(away);
});
