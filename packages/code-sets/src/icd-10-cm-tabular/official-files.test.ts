import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { madeTabular, partOf } from '../../fixtures/made-icd-10-cm.ts';
import { readLines } from '../container/lines.ts';
import { openReleaseFile } from '../container/release-file.ts';
import type { TextPart } from '../container/zip.ts';
import { parseOrderFile } from '../icd-10-order/parse.ts';
import { Problems } from '../problems.ts';
import { asciiFold } from './ascii-fold.ts';
import { expandCodes } from './expand.ts';
import { inheritedNotes } from './inherited-notes.ts';
import { parseTabular } from './parse.ts';

/** The official list, read in place where PLAINCODE_CODE_SETS names the folder; else the made one stands for it. */
const folder = process.env.PLAINCODE_CODE_SETS;

async function partAt(name: string): Promise<TextPart> {
  const { parts } = await openReleaseFile(join(folder ?? '', 'icd-10-cm', name));
  if (parts[0] === undefined) throw new Error(`${name} holds nothing`);
  return parts[0];
}

async function readWell<T>(read: (problems: Problems) => Promise<T>): Promise<T> {
  const problems = new Problems('official');
  const value = await read(problems);
  expect(problems.list()).toEqual([]);
  return value;
}

const list = await readWell(async (problems) =>
  parseTabular(folder ? await partAt('icd10cm_tabular_2021.xml.gz') : partOf(madeTabular), problems),
);
const expanded = expandCodes(list);

test('every code has its way from the chapter down', () => {
  const notesFor = inheritedNotes(list);
  for (const { code } of expanded) {
    const [chapter, section] = notesFor(code);
    if (!chapter?.key.startsWith('chapter:') || !section?.key.startsWith('section:'))
      throw new Error(`${code} has no chapter or section`);
  }
});

describe.each(folder ? ['2021'] : [])('the official list of %s', (year) => {
  test('holds what the file holds', () => {
    expect(list.version).toBe(year);
    expect([list.chapters.length, list.sections.length, list.entries.length]).toEqual([22, 296, 45_335]);
    expect(list.chapters.at(14)).toMatchObject({ name: '15', first: 'O00', last: 'O9A' });
    expect(list.entries.filter(({ placeholder }) => placeholder).length).toBe(245);
    expect(list.entries.filter(({ notes }) => notes.sevenCharacters !== null).length).toBe(507);
  });

  test('expands to the order file of January 2021: codes, order, long descriptors and flags', async () => {
    const lines = readLines((await partAt('icd10cm-order-Jan-2021.txt.gz')).bytes());
    const records = await readWell((problems) => parseOrderFile(lines, 'icd-10-cm', problems));
    const ordered = records.map(({ code, longDescriptor, billable }) => [code, longDescriptor, billable]);
    const known = new Set(records.map(({ code }) => code));
    const common = expanded.filter(({ code }) => known.has(code));
    expect(ordered.length).toBe(95_358);
    expect(common.map(({ code, title, billable }) => [code, asciiFold(title), billable])).toEqual(ordered);
  });

  test('has a surplus of 72 codes only, which a note of S06 excludes in words', async () => {
    expect(expanded.length).toBe(95_358 + 72);
    expect(expanded.filter(({ code }) => /^S06.{2}[78][DS]$/.test(code)).length).toBe(72);
    const notes = inheritedNotes(list)('S061X7D').find(({ key }) => key === 'S06')?.notes.notes ?? [];
    expect(notes.some((note) => /\b7th characters D and S\b/.test(note))).toBe(true);
  });

  test('stands sections in the sections that hold them', () => {
    const notesFor = inheritedNotes(list);
    expect(notesFor('C7A00').map(({ key }) => key)).toEqual([
      'chapter:2',
      'section:C00-C96',
      'section:C7A',
      'C7A',
      'C7A0',
      'C7A00',
    ]);
    // The file nests this one below H54.511.
    expect(notesFor('H54512A').at(-2)?.key).toBe('H5451');
  });
});
