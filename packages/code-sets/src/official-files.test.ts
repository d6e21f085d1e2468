import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRelease } from './read-release.ts';

/**
 * The official files, read in place where PLAINCODE_CODE_SETS names their folder; a missing one is a failure.
 * Without it, the made files of the other tests stand for them.
 */
const folder = process.env.PLAINCODE_CODE_SETS;

const expected: [file: string, edition: string, codes: number, billableOrModifiers: number][] = [
  ['hcpcs/HCPC2018_CONTR_ANWEB_disc.txt.gz', 'hcpcs-2018-01-01', 6_559, 354],
  ['hcpcs/HCPC2019_CONTR_ANWEB.txt.gz', 'hcpcs-2019-01-01', 6_800, 360],
  ['hcpcs/HCPC2025_OCT_ANWEB.xlsx', 'hcpcs-2025-10-01', 8_846, 383],
  ['icd-10-cm/2024-code-descriptions-tabular-order.zip', 'icd-10-cm-2023-10-01', 97_296, 74_044],
  ['icd-10-cm/2025-code-descriptions-tabular-order.zip', 'icd-10-cm-2024-10-01', 97_584, 74_260],
  ['icd-10-cm/icd10cm-order-Jan-2021.txt.gz', 'icd-10-cm-2021-01-01', 95_358, 72_621],
  ['icd-10-pcs/2025-icd-10-pcs-order-file.zip', 'icd-10-pcs-2024-10-01', 79_856, 78_948],
];

describe('official release files', () => {
  test('are expected in every form there is', () => {
    for (const form of ['.txt.gz', '.xlsx', '.zip'])
      expect(expected.some(([file]) => file.endsWith(form))).toBe(true);
  });

  test.each(folder ? expected : [])('%s', async (file, edition, codes, counted) => {
    const result = await readRelease(join(folder ?? '', file));
    if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
    const { records } = result.release;
    expect(result.release.edition.id).toBe(edition);
    expect(records.length).toBe(codes);
    expect(
      records.filter(({ codeType, billable }) => codeType === 'modifier' || billable === true).length,
    ).toBe(counted);
    const known = new Set(records.map(({ code }) => code));
    expect(records.every(({ parent }) => parent === null || known.has(parent))).toBe(true);
    expect(known.size).toBe(codes);
  });
});
