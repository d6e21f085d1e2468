import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLines } from '../container/lines.ts';
import { openReleaseFile } from '../container/release-file.ts';
import { Problems } from '../problems.ts';
import { gemByTarget10 } from './by-icd-10.ts';
import { parseGem } from './parse.ts';

/** As official-files.test.ts: without the folder, the made rows of parse.test.ts stand for the official files. */
const folder = process.env.PLAINCODE_CODE_SETS;

const expected: [file: string, direction: string, counts: Record<string, number>][] = [
  [
    '2018_I10gem.txt.gz',
    'icd-10-cm-to-icd-9-cm',
    {
      entries: 81_593,
      sources: 71_704,
      approximate: 78_071,
      noMap: 731,
      combination: 9_033,
      codes10: 71_704,
    },
  ],
  [
    '2018_I9gem.txt.gz',
    'icd-9-cm-to-icd-10-cm',
    {
      entries: 24_860,
      sources: 14_567,
      approximate: 21_338,
      noMap: 422,
      combination: 2_338,
      codes10: 17_513,
    },
  ],
];

test.each(folder ? expected : [])('%s goes %s', async (name, direction, counts) => {
  const [part] = (await openReleaseFile(join(folder ?? '', 'gems', name))).parts;
  if (!part) throw new Error('no text inside');
  const problems = new Problems(name);
  const file = await parseGem(readLines(part.bytes()), problems);
  expect(problems.list()).toEqual([]);
  expect(file.direction).toBe(direction);
  expect({
    entries: file.entries.length,
    sources: new Set(file.entries.map(({ source }) => source)).size,
    approximate: file.entries.filter(({ approximate }) => approximate).length,
    noMap: file.entries.filter(({ noMap }) => noMap).length,
    combination: file.entries.filter(({ combination }) => combination).length,
    codes10: gemByTarget10(file).size,
  }).toEqual(counts);
});

test('both directions of the diagnoses are expected', () => {
  expect(new Set(expected.map(([, direction]) => direction)).size).toBe(2);
});
