import { expect, test } from 'vitest';
import { firstDifference } from './first-difference.ts';

test('where two pages part is told with what stands there', () => {
  expect(firstDifference('<p>one</p>', '<p>one</p>')).toBeNull();
  expect(firstDifference('<p>one</p>', '<p>ore</p>')).toBe('at 4: expected "<p>one</p>", made "<p>ore</p>"');
  expect(firstDifference('<p>', '<p></p>')).toBe('at 3: expected "<p>", made "<p></p>"');
  expect(firstDifference('<p></p>', '<p>')).toBe('at 3: expected "<p></p>", made "<p>"');
});
