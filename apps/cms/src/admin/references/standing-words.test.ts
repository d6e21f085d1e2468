import { expect, it } from 'vitest';
import { standingWords } from './standing-words.ts';

it('says how a code stands, and what took its place', () => {
  expect(standingWords({ standing: 'valid', replacements: [] })).toBe('');
  expect(standingWords({ standing: 'deleted', replacements: [] })).toBe('deleted');
  expect(standingWords({ standing: 'deleted', replacements: ['J1', 'J2'] })).toBe('deleted, now J1, J2');
  expect(standingWords({ standing: 'upcoming', replacements: [] })).toBe('not in this edition yet');
  expect(standingWords(null)).toBe('no such code is held');
});
