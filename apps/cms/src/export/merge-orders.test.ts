import { describe, expect, it } from 'vitest';
import { mergeOrders } from './merge-orders.ts';

describe('mergeOrders', () => {
  it('keeps the present order, which need not be that of the characters', () => {
    expect(
      mergeOrders([
        ['C4A', 'C40', 'D1'],
        ['C40', 'C4A'],
      ]),
    ).toEqual(['C4A', 'C40', 'D1']);
  });

  it('puts codes that left behind the neighbour they last had', () => {
    expect(
      mergeOrders([
        ['A', 'C', 'E'],
        ['A', 'B1', 'B2', 'C', 'D', 'E', 'F'],
      ]),
    ).toEqual(['A', 'B1', 'B2', 'C', 'D', 'E', 'F']);
    expect(mergeOrders([['B'], ['A', 'B']])).toEqual(['A', 'B']);
  });

  it('puts them by their characters among codes that came in between', () => {
    expect(
      mergeOrders([
        ['9X140', '9X141', '9X150', '9X170', '9X200'],
        ['9X140', '9X160', '9X165', '9X200'],
      ]),
    ).toEqual(['9X140', '9X141', '9X150', '9X160', '9X165', '9X170', '9X200']);
    expect(
      mergeOrders([
        ['A2', 'B'],
        ['A1', 'A3', 'B'],
      ]),
    ).toEqual(['A1', 'A2', 'A3', 'B']);
  });

  it('goes back through several editions', () => {
    expect(
      mergeOrders([
        ['A', 'D'],
        ['A', 'C', 'D'],
        ['A', 'B', 'C', 'D'],
      ]),
    ).toEqual(['A', 'B', 'C', 'D']);
  });

  it('gives nothing for nothing', () => {
    expect(mergeOrders([])).toEqual([]);
  });
});
