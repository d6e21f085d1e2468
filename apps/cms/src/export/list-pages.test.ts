import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedCodes, mostLinks, type PrefixList, prefixLists } from './list-pages.ts';

const many = (start: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${start}${String(from + index).padStart(4, '0')}`);

const every = (list: PrefixList): PrefixList[] => [list, ...list.lists.flatMap(every)];
const codesOf = (list: PrefixList): string[] => [...list.codes, ...list.lists.flatMap(codesOf)];

describe('prefixLists', () => {
  it('parts by first letter, and further only where a list would be too long', () => {
    const lists = prefixLists([...many('A', 0, 30), ...many('J', 0, 500)]);
    expect(lists.lists.map(({ prefix, lists: narrower }) => [prefix, narrower.length])).toEqual([
      ['A', 0],
      ['J0', 5],
    ]);
    expect(listedCodes(lists)).toBe(530);
  });

  it('keeps a code that is itself a beginning', () => {
    const list = prefixLists(['E11', ...many('E11', 0, 250)]).lists[0];
    expect(list?.prefix).toBe('E11');
    expect(list?.codes).toEqual(['E11']);
    expect(list?.lists.length).toBeGreaterThan(0);
  });

  it('lists every code once, with no list over the limit and no prefix twice', () => {
    const codes = fc.uniqueArray(fc.stringMatching(/^[AB][0-9]{1,4}$/), { maxLength: 900 });
    fc.assert(
      fc.property(codes, (some) => {
        const all = every(prefixLists(some));
        expect(codesOf(prefixLists(some)).sort()).toEqual([...some].sort());
        for (const { lists, codes: own } of all)
          expect(lists.length + own.length).toBeLessThanOrEqual(mostLinks);
        expect(new Set(all.map(({ prefix }) => prefix)).size).toBe(all.length);
      }),
      { numRuns: 50 },
    );
  });
});
