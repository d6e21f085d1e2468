import { expect, test } from 'vitest';
import { addressSegment } from './address-segment.ts';

test('a segment of an address is decoded, and stays as it is where it cannot be', () => {
  const segments = ['updates', 'hcpcs%2F2027', '%ff', '%'];
  expect([0, 1, 2, 3, 4].map((at) => addressSegment(segments, at))).toEqual([
    'updates',
    'hcpcs/2027',
    '%ff',
    '%',
    '',
  ]);
  expect(addressSegment(undefined, 0)).toBe('');
});
