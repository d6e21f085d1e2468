import { expect, test } from 'vitest';
import { givenInWords } from './given-in-words.ts';

test('what came of giving out says how much it was', () => {
  expect([0, 1, 1344].map(givenInWords)).toEqual([
    'No item was given out: no rule fits one that nobody has.',
    '1 item is given out by the rules.',
    '1,344 items are given out by the rules.',
  ]);
});
