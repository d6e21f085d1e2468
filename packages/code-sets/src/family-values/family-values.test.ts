import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doseUnit } from './dose-unit.ts';
import type { FamilyCode } from './family-code.ts';
import { type Family, familyValues } from './family-values.ts';
import { sideOf } from './laterality.ts';
import { parentsByOrder } from './parents-by-order.ts';

const nothing = () => null;

/** Made-up codes in the layout of ICD-10-CM. */
function family(...rows: [code: string, words: string][]): Family {
  const parents = parentsByOrder(rows.map(([code]) => code));
  const [root, ...others] = rows.map(
    ([code, longDescriptor]): FamilyCode => ({
      code,
      displayCode: code,
      codeType: 'diagnosis',
      parent: parents.get(code) ?? null,
      longDescriptor,
      billable: code.length === 7,
    }),
  );
  if (!root) throw new Error('a family has a code');
  return [root, ...others];
}

const bones = family(
  ['S525', 'Break of a made-up bone'],
  ['S5250', 'Unspecified break of the made-up bone'],
  ['S52501', 'Unspecified break of the right made-up bone'],
  ['S52501A', 'Unspecified break of the right made-up bone, initial encounter for closed break'],
  ['S52501S', 'Unspecified break of the right made-up bone, sequela'],
  ['S52502', 'Unspecified break of the left made-up bone'],
  ['S52502A', 'Unspecified break of the left made-up bone, initial encounter for closed break'],
  ['S52509', 'Unspecified break of the unspecified made-up bone'],
  ['S52509A', 'Unspecified break of the unspecified made-up bone, initial encounter for closed break'],
  ['S525XXD', 'Break of a made-up bone, subsequent encounter'],
);
const valuesOf = (code: string, meanings: Parameters<typeof familyValues>[1] = nothing) => {
  const found = bones.find((one) => one.code === code);
  if (!found) throw new Error(`no ${code}`);
  return familyValues(bones, meanings)(found);
};

describe('the values of a family', () => {
  it('are the side, by the words of the code and of those beside it', () => {
    const sides = bones.map(({ code }) => [code, valuesOf(code).laterality?.key ?? null]);
    expect(sides).toEqual([
      ['S525', null],
      ['S5250', null],
      ['S52501', 'right'],
      ['S52501A', 'right'],
      ['S52501S', 'right'],
      ['S52502', 'left'],
      ['S52502A', 'left'],
      ['S52509', 'unspecified'],
      ['S52509A', 'unspecified'],
      ['S525XXD', null],
    ]);
  });

  it('are the seventh character with its meaning, from the tabular list or from the descriptor', () => {
    expect(valuesOf('S52501A')['seventh-character']).toEqual({
      key: 'A',
      said: 'initial encounter for closed break',
    });
    expect(valuesOf('S525XXD')['seventh-character']).toEqual({ key: 'D', said: 'subsequent encounter' });
    expect(valuesOf('S52501')['seventh-character']).toBeNull();
    const list = (stem: string) => (stem === 'S52501' ? new Map([['A', 'as the list says']]) : null);
    expect(valuesOf('S52501A', list)['seventh-character']).toEqual({ key: 'A', said: 'as the list says' });
  });

  it('are what else the descriptor says', () => {
    expect(valuesOf('S525').difference).toBeNull();
    expect(valuesOf('S525XXD').difference).toBeNull();
    expect(valuesOf('S52501A').difference?.said).toBe('Unspecified break of the made-up bone');
    expect(valuesOf('S52502')).toMatchObject({
      difference: { said: 'Unspecified break of the made-up bone' },
    });
  });

  it('do not depend on codes outside the family', () => {
    const [, , , , , , , last, child] = bones;
    if (!last || !child) throw new Error('nine codes');
    expect(familyValues([last, child], nothing)(child).laterality).toBeNull();
  });
});

describe('a side', () => {
  const beside = (...words: string[]) =>
    words.map((longDescriptor, index) => ({ code: `A${index}`, longDescriptor }));
  it.each([
    ['Right heart failure', 'right'],
    ['Disorder of lids, bilateral', 'bilateral'],
    ['Blind right eye, low vision left eye', null],
    ['Brightness, leftover', null],
  ] as const)('of "%s" is %s', (words, side) => {
    expect(sideOf(words, 'A1', [])).toBe(side);
  });
  it('is unspecified only beside left and right ones', () => {
    const eyes = beside('Ache of right eye', 'Ache of left eye');
    expect(sideOf('Ache of unspecified eye', 'A1', eyes)).toBe('unspecified');
    expect(sideOf('Ache of unspecified eye', 'A1', eyes.slice(0, 1))).toBeNull();
    expect(sideOf('Ache of unspecified limb', 'A9', eyes)).toBe('unspecified');
    expect(sideOf('Unspecified ache', 'A1', eyes)).toBeNull();
  });
});

describe('a dose unit', () => {
  it.each([
    ['Injection, made-up drug, 10 mg', '10 mg'],
    ['Injection, made-up drug, per 1,000 units', '1,000 units'],
    ['Made-up tracer, diagnostic, per 0.5 millicurie', '0.5 millicurie'],
    ['Made-up solution, 2 mg/ml, up to 30 ML', '30 ml'],
    ['Made-up strip, 50 mg/ml', null],
    ['Made-up chair', null],
  ])('of "%s" is %s', (words, dose) => {
    expect(doseUnit(words)).toBe(dose);
  });
});

describe('properties', () => {
  const word = fc.constantFrom('right', 'left', 'unspecified', 'bilateral', 'bone', ',', '10 mg', 'of', '');
  const words = fc.array(word, { maxLength: 8 }).map((some) => some.join(' '));
  const codes = fc.uniqueArray(fc.stringMatching(/^S[0-9]{2}[0-9AXD]{0,4}$/), { maxLength: 25 });

  it('whatever the rows say, values are said with words, and the same for rows in another order', () => {
    fc.assert(
      fc.property(codes, fc.array(words, { minLength: 25, maxLength: 25 }), (list, texts) => {
        const rows = ['S', ...[...list].sort()].map((code, index): [string, string] => [
          code,
          texts[index] ?? '',
        ]);
        const [root, ...others] = family(...rows);
        const one = familyValues([root, ...others], nothing);
        const other = familyValues([root, ...others.toReversed()], nothing);
        for (const code of [root, ...others]) {
          expect(other(code)).toEqual(one(code));
          for (const value of Object.values(one(code))) if (value) expect(value.said).not.toBe('');
        }
      }),
    );
  });

  it('a parent by the order is the longest code before it with which a code begins', () => {
    fc.assert(
      fc.property(codes, (list) => {
        const order = [...list].sort();
        for (const [code, parent] of parentsByOrder(order)) {
          const above = order.filter((other) => other !== code && code.startsWith(other));
          expect(parent).toBe(above.sort((a, b) => b.length - a.length)[0] ?? null);
        }
      }),
    );
  });
});
