import { expect, test } from 'vitest';
import { decodeIndicators } from './decode-indicators.ts';

test('indicators come in the order of a page, one line to a value, in words where there are words', () => {
  const decoded = decodeIndicators({
    carriersManual: ['2049'],
    typeOfService: ['1', 'P'],
    pricing: ['51', '77'],
    coverage: 'D',
    betos: 'O1D',
    ascGroup: 'YY',
    ascEffective: '20250401',
    anesthesiaBaseUnits: '0',
    actionCode: 'N',
  });
  expect(decoded.map(({ name, value, meaning }) => [name, value, meaning])).toEqual([
    ['Medicare coverage', 'D', 'Special coverage instructions apply'],
    ['Pricing', '51', 'Drugs'],
    ['Pricing', '77', null],
    ['Type of service', '1', 'Medical care'],
    ['Type of service', 'P', 'Lump-sum purchase of equipment, prosthetics or orthotics'],
    ['BETOS category', 'O1D', 'Chemotherapy'],
    ['Last action', 'N', 'No change in this edition'],
    ['Ambulatory surgical center', 'YY', 'Approved for an ambulatory surgical center'],
    ['Ambulatory surgical center since', '2025-04-01', null],
    ['Medicare Carriers Manual', '2049', 'A reference to a retired manual'],
  ]);
  expect(decoded.filter(({ historical }) => historical).map(({ name }) => name)).toEqual([
    'Medicare Carriers Manual',
  ]);
});

test('a value is never looked up outside the tables', () => {
  expect(decodeIndicators({ coverage: 'constructor' })[0]?.meaning).toBeNull();
});
