import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangeOf } from '../work-item-range.ts';
import { countCoverage } from './count-coverage.ts';

const order = ['S52', 'S525', 'S52501', 'S52501A', 'T14', 'A00'];
const tree = { order, family: (root: string) => order.filter((code) => code.startsWith(root)) };

it('counts each code once, as its own, as inherited or as none', () => {
  const own = new Map([
    ['S525', 'family' as const],
    ['T14', 'code' as const],
  ]);
  const counted = countCoverage('icd-10-cm', tree, own, null);
  expect(counted.total).toEqual({ range: 'All', codes: 6, own: 2, inherited: 2, none: 2 });
  expect(counted.ranges.map(({ range, codes }) => [range, codes])).toEqual([
    ['S00-T88', 5],
    ['A00-B99', 1],
  ]);
  const within = countCoverage('icd-10-cm', tree, own, 'S00-T88');
  expect(within.ranges.map(({ range }) => range)).toEqual(['S52', 'T14']);
});

it('puts every code where updates put it', () => {
  const code = fc.stringMatching(/^[A-Z][0-9][0-9A-Z]{1,5}$/);
  fc.assert(
    fc.property(fc.uniqueArray(code, { maxLength: 30 }), (codes) => {
      const { ranges } = countCoverage('icd-10-cm', { order: codes, family: () => [] }, new Map(), null);
      const wanted = Map.groupBy(codes, (one) => rangeOf('icd-10-cm', one));
      expect(new Map(ranges.map((one) => [one.range, one.codes]))).toEqual(
        new Map([...wanted].map(([range, some]) => [range, some.length])),
      );
    }),
  );
});
