import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  madeDrugTable,
  madeIndex,
  madeNeoplasmTable,
  madeTabular,
  partOf,
} from '../../fixtures/made-icd-10-cm.ts';
import { Problems, Unreadable } from '../problems.ts';
import { looksLikeIndex, parseIndex } from './parse.ts';
import { termsByCode } from './terms-by-code.ts';

async function parse(text: string | Buffer) {
  const problems = new Problems('made.xml');
  const index = await parseIndex(partOf(text), problems);
  return { index, places: problems.list().map(({ code, line }) => [code, line]) };
}

const feet = 'Feet, cold (blue) (white)';
const lineOf = (text: string, whole = madeIndex): number =>
  whole.slice(0, whole.indexOf(text)).split('\n').length;

function changed(from: string, to: string, whole = madeIndex): string {
  expect(whole).toContain(from);
  return whole.replace(from, () => to);
}

describe('an index', () => {
  test('is read to the codes that its terms lead to', async () => {
    const { index, places } = await parse(madeIndex);
    expect(places).toEqual([]);
    expect(index).toMatchObject({ kind: 'diseases', version: '2030' });
    expect(
      index.entries.map(({ code, open, terms, manifestation }) => [code, open, terms, manifestation]),
    ).toEqual([
      ['B20', true, [feet], false],
      ['B202', false, [feet, 'both'], false],
      ['A000', false, [feet, 'both'], true],
      ['B202XX2', false, [feet, 'both', 'at night (moonlit) NEC'], false],
      ['A0A', true, [feet, 'green'], false],
    ]);
    expect(index.entries[1]).toMatchObject({ line: lineOf('<code>B20.2<'), column: null });
  });

  test('keeps its cross-references', async () => {
    const { index } = await parse(madeIndex);
    expect(index.references).toEqual([
      { terms: [feet], kind: 'seeAlso', target: 'Toe, cold', line: lineOf('<seeAlso>') },
      { terms: ['Foot'], kind: 'see', target: 'Feet', line: lineOf('<see>') },
    ]);
  });

  test('gives the terms of a code', async () => {
    const { index } = await parse(madeIndex);
    expect(termsByCode(index).get('B202')).toEqual([[feet, 'both']]);
    const table = (await parse(madeDrugTable)).index;
    expect(termsByCode(table).get('T902X6')).toEqual([['Made-up syrup', 'thick', 'Underdosing']]);
  });

  test.each<[string, string]>([
    ['INDEX TO DISEASES and INJURIES', 'diseases'],
    ['EXTERNAL CAUSE of INJURIES INDEX', 'external-causes'],
    ['Table of Drugs and Chemicals', 'drugs'],
    ['TABLE of NEOPLASMS', 'neoplasms'],
  ])('titled "%s" is of the kind %s', async (title, kind) => {
    const { index } = await parse(changed('INDEX TO DISEASES and INJURIES', title));
    expect(index.kind).toBe(kind);
  });

  test('without a title is told by its codes', async () => {
    const untitled = changed('ICD-10-CM INDEX TO DISEASES and INJURIES', '');
    expect((await parse(untitled)).index.kind).toBe('diseases');
    const external = untitled.replaceAll('B20', 'W20').replaceAll('>A0', '>X0');
    expect((await parse(external)).index.kind).toBe('external-causes');
  });

  test('is told by its beginning', () => {
    expect([madeIndex, madeDrugTable, madeNeoplasmTable, madeTabular].map(looksLikeIndex)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(looksLikeIndex('<ICD10PCS.index>')).toBe(false);
    expect(looksLikeIndex("<ICD10CM.index isAddenda = 'true'>")).toBe(false);
    expect(looksLikeIndex('<ICD10CM.index><letter><diff>')).toBe(false);
  });
});

describe('a table', () => {
  test('of drugs has a column for each code', async () => {
    const { index, places } = await parse(madeDrugTable);
    expect(places).toEqual([]);
    expect(index.kind).toBe('drugs');
    expect(index.entries.map(({ code, terms, column }) => [code, terms.at(-1), column])).toEqual([
      ['T901X1', 'Made-up syrup', 'Poisoning Accidental (unintentional)'],
      ['T902X1', 'thick', 'Poisoning Accidental (unintentional)'],
      ['T902X6', 'thick', 'Underdosing'],
    ]);
  });

  test('of neoplasms is told by its columns where it has no title, and needs no letters', async () => {
    const { index, places } = await parse(madeNeoplasmTable);
    expect(places).toEqual([]);
    expect(index).toMatchObject({ kind: 'neoplasms', version: '' });
    expect(index.entries.map(({ code, open, column }) => [code, open, column])).toEqual([
      ['C909', false, 'Malignant Primary'],
      ['D909', false, 'Benign'],
      ['C901', true, 'Malignant Primary'],
    ]);
  });

  test('with a cell in a column that has no heading is refused', async () => {
    const { places } = await parse(changed('<cell col="2">T90.2', '<cell col="8">T90.2', madeDrugTable));
    expect(places).toEqual([['missing-column', lineOf('T90.2', madeDrugTable)]]);
  });
});

describe('a damaged index', () => {
  test.each<[string, string, string]>([
    ['<code>B20.2<', '<code>B20,2<', 'bad-code'],
    ['<manif>[A00.0]', '<manif>[A00.0', 'bad-code'],
    ['<title>Foot</title><see>Feet</see>', '<title> </title>', 'missing-text'],
    ['<title>green', '<title>gr\ufffden', 'bad-character'],
  ])('with %s turned into %s is refused there', async (from, to, code) => {
    const { places } = await parse(changed(from, to));
    expect(places).toEqual([[code, lineOf(from)]]);
  });

  test.each<[string, string]>([
    ['<title>Foot</title>', ''],
    ['<title>Foot</title>', '<title>Foot</title><title>Feet</title>'],
    ['<title>F</title>', '<code>A00</code>'],
    ['<letter>', '<letter><term><title>a</title></term>'],
    ['<letter>', `<letter><mainTerm>${'<term>'.repeat(40)}${'</term>'.repeat(40)}</mainTerm>`],
    ['<letter>', '<letter><old>A00</old>'],
    ['</letter>\n</ICD10CM.index>', ''],
  ])('with %s turned into %s is refused as a whole', async (from, to) => {
    await expect(parse(changed(from, to))).rejects.toBeInstanceOf(Unreadable);
  });

  test('of another kind, or empty, is refused', async () => {
    await expect(parse(madeTabular)).rejects.toMatchObject({ code: 'wrong-kind' });
    await expect(parse('')).rejects.toBeInstanceOf(Unreadable);
    expect((await parse('<ICD10CM.index/>')).places).toEqual([['empty-file', 1]]);
  });

  test.each([madeIndex, madeDrugTable, madeNeoplasmTable])(
    'ends in an index or in a refusal',
    async (made) => {
      const bytes = Buffer.from(made);
      const change = fc.tuple(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 12 }));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          const damaged = Buffer.from(bytes);
          for (const [at, patch] of changes) damaged.set(patch.subarray(0, bytes.length - at), at);
          const outcome = await parse(damaged).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Unreadable);
        }),
        { numRuns: 200 },
      );
    },
  );
});
