import { describe, expect, it } from 'vitest';
import { findEdition } from './find-edition.ts';
import type { HeldEdition } from './held-editions.ts';

const edition = (
  codeSet: string,
  label: string,
  kind: HeldEdition['kind'],
  effective: string,
  sequence = 0,
): HeldEdition => ({
  id: `${codeSet}-${effective}`,
  codeSet,
  label,
  kind,
  published: null,
  effective,
  sequence,
  sample: false,
  imports: [
    { id: '1', kind: 'codes', fileName: 'x', member: null, sha256: 'x', imported: effective, sequence: 1 },
  ],
});

const hcpcs = [
  edition('hcpcs', 'January 2025', 'annual', '2025-01-01'),
  edition('hcpcs', 'July 2025', 'quarterly', '2025-07-01'),
  edition('hcpcs', 'July 2026', 'quarterly', '2026-07-01'),
  edition('hcpcs', 'April 2027', 'quarterly', '2027-04-01'),
  edition('hcpcs', 'July 2027', 'quarterly', '2027-07-01'),
];
const diagnoses = [
  edition('icd-10-cm', '2021', 'annual', '2020-10-01'),
  edition('icd-10-cm', 'January 2021', 'mid-year', '2021-01-01'),
  edition('icd-10-cm', '2025', 'annual', '2024-10-01'),
  edition('icd-10-cm', 'April 2026', 'mid-year', '2026-04-01'),
];

describe('findEdition', () => {
  it.each([
    ['hcpcs-2025-07-01', '2025-07-01'],
    ['  JULY 2025 ', '2025-07-01'],
    ['2026-07-01', '2026-07-01'],
    ['2025', '2025-01-01'],
    ['2026', '2026-07-01'],
  ])('"%s" is the one from %s', (words, effective) => {
    expect(findEdition(hcpcs, words)?.effective).toBe(effective);
  });

  it.each(['2027', '2028', 'July', 'hcpcs-2025', '2025-07', '', '.*'])(
    '"%s" is none, or several',
    (words) => {
      expect(findEdition(hcpcs, words)).toBeNull();
    },
  );

  it('takes a year as the label says it, not as the day of an edition of another year', () => {
    expect(findEdition(diagnoses, '2025')?.effective).toBe('2024-10-01');
    expect(findEdition(diagnoses, '2024')).toBeNull();
    expect(findEdition(diagnoses, '2021')?.effective).toBe('2020-10-01');
    expect(findEdition(diagnoses, '2020')).toBeNull();
    expect(findEdition(diagnoses, '2026')?.effective).toBe('2026-04-01');
  });

  it('tells two editions of one day apart by their ids', () => {
    const twice = [
      edition('x', '2025', 'annual', '2025-01-01'),
      { ...edition('x', '2025 corrected', 'correction', '2025-01-01'), id: 'x-2' },
    ];
    expect(findEdition(twice, '2025-01-01')).toBeNull();
    expect(findEdition(twice, 'X-2')?.label).toBe('2025 corrected');
  });

  it('puts a label before a year, whatever else is of that year', () => {
    const held = [
      edition('icd-10-cm', '2024', 'annual', '2023-10-01'),
      edition('icd-10-cm', 'April 2024', 'mid-year', '2024-04-01'),
      edition('icd-10-cm', '2025', 'annual', '2024-10-01'),
    ];
    expect(findEdition(held, '2024')?.effective).toBe('2023-10-01');
    expect(findEdition(held, 'april 2024')?.effective).toBe('2024-04-01');
    expect(findEdition(held, '2019')).toBeNull();
  });
});
