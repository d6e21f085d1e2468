import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { madeIndex, partOf } from '../../fixtures/made-icd-10-cm.ts';
import { openReleaseFile } from '../container/release-file.ts';
import type { TextPart } from '../container/zip.ts';
import { Problems } from '../problems.ts';
import { parseIndex } from './parse.ts';
import { termsByCode } from './terms-by-code.ts';

/** The official index, read in place where PLAINCODE_CODE_SETS names the folder; else the made one stands for it. */
const folder = process.env.PLAINCODE_CODE_SETS;

async function officialPart(): Promise<TextPart> {
  const file = await openReleaseFile(join(folder ?? '', 'icd-10-cm', 'icd10cm_index_2017.xml.gz'));
  if (file.parts[0] === undefined) throw new Error(`${file.name} holds nothing`);
  return file.parts[0];
}

const problems = new Problems('index');
const index = await parseIndex(folder ? await officialPart() : partOf(madeIndex), problems);

test('is read without a problem, and every entry is found by its code', () => {
  expect(problems.list()).toEqual([]);
  const paths = [...termsByCode(index).values()];
  expect(paths.reduce((sum, { length }) => sum + length, 0)).toBe(index.entries.length);
  expect(index.entries.every(({ terms }) => terms.length > 0 && terms.every((term) => term !== ''))).toBe(
    true,
  );
});

describe.each(folder ? ['2017'] : [])('the official index to diseases of %s', (year) => {
  test('holds what the file holds', () => {
    expect(index).toMatchObject({ kind: 'diseases', version: year });
    expect(index.entries.length).toBe(60_303);
    expect(index.entries.filter(({ manifestation }) => manifestation).length).toBe(746);
    expect(index.references.filter(({ kind }) => kind === 'see').length).toBe(11_979);
    expect(index.references.filter(({ kind }) => kind === 'seeAlso').length).toBe(1_704);
  });

  test('leads to codes through terms of several levels', () => {
    expect(Math.max(...index.entries.map(({ terms }) => terms.length))).toBe(10);
    expect(termsByCode(index).get('F444')?.length).toBeGreaterThan(10);
  });
});
