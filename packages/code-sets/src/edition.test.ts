import { describe, expect, test } from 'vitest';
import { decideEditionDay, editionOf, type FileFormat } from './edition.ts';

describe('the day an edition takes effect', () => {
  test.each<[FileFormat, string[], string]>([
    ['hcpcs', ['HCPC2025_OCT_ANWEB.xlsx'], '2025-10-01'],
    ['hcpcs', ['HCPC2019_CONTR_ANWEB.txt'], '2019-01-01'],
    ['hcpcs', ['HCPC2018_CONTR_ANWEB_disc.txt.gz'], '2018-01-01'],
    ['hcpcs', ['january-2026-alpha-numeric-hcpcs-file.zip', 'HCPC2026_JAN_ANWEB.txt'], '2026-01-01'],
    ['hcpcs', ['download.zip', 'HCPC2031_APR_ANWEB_v2.txt'], '2031-04-01'],
    ['hcpcs', ['hcpcs-2025-10-01.txt'], '2025-10-01'],
    ['hcpcs', ['hcpcs_20300701.txt'], '2030-07-01'],
    ['icd-10-cm-order', ['2025-code-descriptions-tabular-order.zip', 'icd10cm_order_2025.txt'], '2024-10-01'],
    ['icd-10-cm-order', ['icd10cm-order-Jan-2021.txt.gz'], '2021-01-01'],
    ['icd-10-cm-order', ['april-1-2025-code-descriptions.zip', 'icd10cm_order_2025.txt'], '2025-04-01'],
    ['icd-10-cm-order', ['icd10cm_order_October_2029.txt'], '2029-10-01'],
    ['icd-10-cm-order', ['icd10cm-fy2030-october.txt'], '2029-10-01'],
    ['icd-10-cm-order', ['FY30-icd-10-cm.txt'], '2029-10-01'],
    ['icd-10-cm-order', ['2021-code-descriptions-updated-12162020.zip'], '2020-10-01'],
    ['icd-10-pcs-order', ['icd10pcs_order_2033.txt'], '2032-10-01'],
    ['cpt', ['LONGULT_2026.txt'], '2026-01-01'],
  ])('%s %j is %s', (format, names, effective) => {
    expect(decideEditionDay(format, names)).toEqual({ effective });
  });

  test('is unknown where no name tells a year', () => {
    expect(decideEditionDay('hcpcs', ['ANWEB_OCT.txt', ''])).toEqual({ unknown: true });
  });

  test('is the given one where names do not speak against it', () => {
    const given = (names: string[], effective: string, format: FileFormat = 'icd-10-cm-order') =>
      decideEditionDay(format, names, effective);
    expect(given(['rows.txt'], '2031-04-01')).toEqual({ effective: '2031-04-01' });
    // The April update of a fiscal year keeps the year's name.
    expect(given(['icd10cm_order_2025.txt'], '2025-04-01')).toEqual({ effective: '2025-04-01' });
    expect(given(['HCPC2019_CONTR_ANWEB.txt'], '2019-04-01', 'hcpcs')).toEqual({ effective: '2019-04-01' });
  });

  test('is contradicted by names of another year or month', () => {
    expect(decideEditionDay('icd-10-cm-order', ['icd10cm_order_2025.txt'], '2025-10-01')).toHaveProperty(
      'contradiction',
      'The name says 2025, and 2025-10-01 was given.',
    );
    expect(decideEditionDay('hcpcs', ['HCPC2025_OCT_ANWEB.xlsx'], '2025-07-01')).toHaveProperty(
      'contradiction',
      'The name says October 2025, and 2025-07-01 was given.',
    );
    expect(decideEditionDay('hcpcs', ['2024-hcpcs.zip', 'HCPC2025_OCT_ANWEB.txt'])).toHaveProperty(
      'contradiction',
    );
  });
});

test.each<[FileFormat, string, string, string]>([
  ['hcpcs', '2025-10-01', 'October 2025', 'quarterly'],
  ['hcpcs', '2019-01-01', 'January 2019', 'annual'],
  ['icd-10-cm-order', '2024-10-01', '2025', 'annual'],
  ['icd-10-cm-order', '2025-04-01', 'April 2025', 'mid-year'],
  ['cpt', '2026-01-01', '2026', 'annual'],
  ['cpt', '2026-04-01', 'April 2026', 'quarterly'],
])('an edition of %s from %s is labelled %s', (format, effective, label, kind) => {
  expect(editionOf('set', format, effective)).toEqual({
    id: `set-${effective}`,
    codeSet: 'set',
    label,
    kind,
    published: null,
    effective,
  });
});
