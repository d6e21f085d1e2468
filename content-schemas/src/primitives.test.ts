import { describe, expect, it } from 'vitest';
import { isOneLine } from './primitives.ts';

describe('one line of signs that can be seen', () => {
  it.each(['', 'Ada', 'Ada B. Reader, RN', 'Zoë Núñez-O’Hara', '山田 太郎', 'محمد', 'Ada 🙂'])(
    'is %j',
    (text) => {
      expect(isOneLine(text)).toBe(true);
    },
  );

  it.each([
    ...['\n', '\r', '\t', '\0', '\u0085', '\u2028', '\u2029'],
    ...['\u200b', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\ud800'],
  ])('has no %j at its ends nor within', (sign) => {
    for (const text of [sign, `${sign}Ada`, `Ada${sign}`, `Ada${sign}Reader`])
      expect(isOneLine(text)).toBe(false);
  });
});
