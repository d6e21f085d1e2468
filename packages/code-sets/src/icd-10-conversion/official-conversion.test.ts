import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReleaseFile } from '../container/release-file.ts';
import { openWorkbook } from '../container/workbook.ts';
import { Problems } from '../problems.ts';
import { parseConversion } from './parse.ts';
import { replacementsOf } from './replacements.ts';

/** As official-files.test.ts: without the folder, the made rows of parse.test.ts stand for the official table. */
const folder = process.env.PLAINCODE_CODE_SETS;
const expected = ['icd-10-cm-conversion-table-FY2025.xlsx'];

test.each(folder ? expected : [])('%s', async (name) => {
  const file = await openReleaseFile(join(folder ?? '', 'icd-10-cm', name));
  const [sheet] = await openWorkbook(file.parts);
  if (!sheet) throw new Error('no sheet inside');
  const problems = new Problems(name);
  const conversions = await parseConversion(sheet.rows(problems), problems);
  expect(problems.list()).toEqual([]);
  expect(conversions.length).toBe(5_397);
  expect(
    conversions.filter(({ former, formerRanges }) => former.length + formerRanges.length === 0).length,
  ).toBe(125);
  expect(conversions.filter(({ formerRanges }) => formerRanges.length > 0).length).toBe(205);
  const ofYear = conversions.filter(({ effective }) => effective === '2024-10-01');
  expect(ofYear.length).toBe(252);
  expect(new Set(conversions.map(({ effective }) => effective?.slice(4)))).toEqual(
    new Set(['-10-01', '-04-01', '-01-01']),
  );
  expect(replacementsOf(conversions).get('A047')).toEqual([
    { code: 'A0471', effective: '2017-10-01' },
    { code: 'A0472', effective: '2017-10-01' },
  ]);
});

test('an official table is expected', () => {
  expect(expected.length).toBe(1);
});
