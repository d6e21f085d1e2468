import { expect, it } from 'vitest';
import { positions } from './positions.ts';

it('gives each code of an edition its place, and one that left a place between its neighbours', () => {
  const placeOf = positions(['9X140', '9X160', '9X200'], ['9X140', '9X141', '9X150', '9X200', 'A1']);
  expect(['9X140', '9X141', '9X150', '9X200', 'A1'].map(placeOf)).toEqual([1, 2, 3, 4, 5]);
  expect(placeOf('9X160')).toBeGreaterThan(3);
  expect(placeOf('9X160')).toBeLessThan(4);
  expect(placeOf('Z9')).toBe(6);
});

it('keeps those that left together in the order that they had', () => {
  const placeOf = positions(['A1', 'A4', 'A5', 'B1'], ['A1', 'A2', 'A9', 'B1']);
  const all = ['A1', 'A2', 'A4', 'A5', 'A9', 'B1'];
  expect(all.toSorted((a, b) => placeOf(a) - placeOf(b))).toEqual(all);
});
