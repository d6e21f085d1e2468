import { expect, it } from 'vitest';
import { findEdition } from './find-edition.ts';
import type { HeldEdition } from './held-editions.ts';

function edition(id: string, label: string, kind: HeldEdition['kind']): HeldEdition {
  const effective = id.slice(-10);
  const sequence = Number(effective.replaceAll('-', '')) * 100;
  const file = { id, kind: 'codes', fileName: 'x', member: null, sha256: 'x', imported: '', sequence: 1 };
  return {
    id,
    codeSet: 'set',
    label,
    kind,
    published: null,
    effective,
    sequence,
    sample: false,
    imports: [file],
  };
}

const held = [
  edition('icd-2023-10-01', '2024', 'annual'),
  edition('icd-2024-04-01', 'April 2024', 'mid-year'),
  edition('icd-2024-10-01', '2025', 'annual'),
];
const quarters = [
  edition('hcpcs-2025-07-01', 'July 2025', 'quarterly'),
  edition('hcpcs-2025-10-01', 'October 2025', 'quarterly'),
  edition('hcpcs-2026-01-01', 'January 2026', 'annual'),
];

it.each([
  ['icd-2024-10-01', 'icd-2024-10-01'],
  ['2024', 'icd-2023-10-01'],
  ['april 2024', 'icd-2024-04-01'],
  ['2024-04-01', 'icd-2024-04-01'],
  ['2019', null],
])('finds %s by id, label or day; a label goes before a year', (words, id) => {
  expect(findEdition(held, words)?.id ?? null).toBe(id);
});

it('takes a year for its annual edition, or for the only one of it', () => {
  expect(findEdition(quarters, '2026')?.id).toBe('hcpcs-2026-01-01');
  expect(findEdition(quarters.slice(1), '2025')?.id).toBe('hcpcs-2025-10-01');
  expect(findEdition(quarters, '2025')).toBeNull();
});
