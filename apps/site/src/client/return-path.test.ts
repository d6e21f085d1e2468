import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

test.each(['/', '/hcpcs/J9000/', '/icd-10-cm/E11.9/', '/hcpcs/modifiers/A1/'])(
  '%s is a page of this site',
  (path) => {
    expect(returnPath(`?return=${encodeURIComponent(path)}`)).toBe(path);
  },
);

test.each([
  '//evil.example/',
  'https://evil.example/',
  '/\\evil/',
  'javascript:alert(1)',
  '/a/../b/',
  '/a b/',
  '/a?x/',
  '',
  `/${'a'.repeat(300)}/`,
])('%j is refused', (path) => {
  expect(returnPath(`?return=${encodeURIComponent(path)}`)).toBeNull();
});

test('no return is none', () => {
  expect(returnPath('')).toBeNull();
});
