import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNoCode, parseIndexCode } from './index-code.ts';

test.each<[string, string, boolean]>([
  ['A00', 'A00', false],
  ['A00.1', 'A001', false],
  ['C7A.01', 'C7A01', false],
  ['QA0.0101', 'QA00101', false],
  ['A00.-', 'A00', true],
  ['A00-', 'A00', true],
  ['A00.1-', 'A001', true],
  ['A00.1--', 'A001', true],
  ['A00.1 –', 'A001', true],
  ['[A00.1]', 'A001', false],
  ['[A00.1-]', 'A001', true],
  ['T90.1x1', 'T901X1', false],
  ['A00-A09', 'A00', true],
  ['A00.1 - A00.9', 'A001', true],
])('"%s" is the code %s', (text, code, open) => {
  expect(parseIndexCode(text)).toEqual({ code, open });
});

test.each([
  '',
  '-',
  'A0',
  'AO0.1',
  'A00.',
  'A0011',
  'A00.12345',
  'a00.1',
  'A00,1',
  'A00 A01',
  'A09-A00',
  '[A00.1',
  'A00.1]',
  '-A00',
  `A00${'-'.repeat(99)}`,
])('"%s" is none', (text) => {
  expect(parseIndexCode(text)).toBeNull();
});

test('dashes alone say that there is no code', () => {
  expect(['', '-', '--', '—', '.-'].map(isNoCode)).toEqual([true, true, true, true, true]);
  expect(['A00', '--A', '-'.repeat(99)].map(isNoCode)).toEqual([false, false, false]);
});

test('any text is a code of the right shape or none', () => {
  const letters = fc.string({ unit: fc.constantFrom('A', 'x', '0', '1', '.', '-', ' ', '[', ']', '–') });
  fc.assert(
    fc.property(fc.oneof(letters, fc.string()), (text) => {
      const code = parseIndexCode(text);
      if (code !== null) expect(code.code).toMatch(/^[A-Z][0-9AB][0-9A-Z]{1,5}$/);
    }),
  );
});
