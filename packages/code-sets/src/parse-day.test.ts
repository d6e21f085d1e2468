import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWrittenDay } from './parse-day.ts';

test.each([
  ['20241001', '2024-10-01'],
  ['2024-10-01', '2024-10-01'],
  ['2024-10-01T00:00:00', '2024-10-01'],
  ['10/1/2024', '2024-10-01'],
  ['04/01/23', '2023-04-01'],
  ['October 1, 2024', '2024-10-01'],
  ['Oct. 1, 2024', '2024-10-01'],
  ['45566', '2024-10-01'],
  ['43922.0', '2020-04-01'],
])('%s is the day %s', (text, day) => {
  expect(parseWrittenDay(text)).toBe(day);
});

test.each([
  '',
  '2024',
  '20241301',
  '2024-02-30',
  '13/1/2024',
  '2/30/2024',
  'Foo 1, 2024',
  '12345',
  '99999',
  '4556',
])('"%s" is no day', (text) => {
  expect(parseWrittenDay(text)).toBeNull();
});

test('every way of writing a day tells the same day', () => {
  const span = { min: new Date('1996-01-01'), max: new Date('2099-12-31'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(span), (date) => {
      const day = date.toISOString().slice(0, 10);
      const [year, month, dayOf] = day.split('-').map(Number);
      expect(parseWrittenDay(day.replaceAll('-', ''))).toBe(day);
      expect(parseWrittenDay(`${month}/${dayOf}/${year}`)).toBe(day);
      expect(parseWrittenDay(String(Math.floor(date.getTime() / 86_400_000) + 25_569))).toBe(day);
    }),
  );
});
