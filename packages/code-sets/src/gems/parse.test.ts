import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problems } from '../problems.ts';
import { gemByTarget10 } from './by-icd-10.ts';
import { describeGem } from './entry.ts';
import { looksLikeGem, parseGem } from './parse.ts';

const toNine = [
  'A000    0010  00000',
  'A001    0011  10000',
  'A001    E0012 10111',
  'A001    V123  10112',
  'A001    4567  10112',
  'B99XXXA NoDx  11000',
];
const toTen = ['0010  A000    00000', '0011  A0019   10111', '0011  A001XXA 10112', 'V5678 NoDx    11000'];
const fromProcedures = [
  '0016070 0234  10000',
  '0016071 9999  10111',
  '0016071 99    10112',
  'B00B0ZZ NoPCS 11000',
];
const toProcedures = ['0001  6A750Z4 10000', '003   02Q00ZZ 00000', '9999  NoPCS   11000'];

const linesOf = (texts: string[]) => texts.map((text, index) => ({ text, number: index + 1 }));

async function parse(texts: string[]) {
  const problems = new Problems('gem.txt');
  async function* batches() {
    yield linesOf(texts);
  }
  const file = await parseGem(batches(), problems);
  return { ...file, places: problems.list().map(({ code, line, column }) => [code, line, column]) };
}

describe('a General Equivalence Mapping', () => {
  test.each([
    ['icd-10-cm-to-icd-9-cm', toNine],
    ['icd-9-cm-to-icd-10-cm', toTen],
    ['icd-10-pcs-to-icd-9-cm', fromProcedures],
    ['icd-9-cm-to-icd-10-pcs', toProcedures],
  ])('tells by its codes that it goes %s', async (direction, rows) => {
    const file = await parse(rows);
    expect(file.places).toEqual([]);
    expect(file.direction).toBe(direction);
    expect(file.entries.length).toBe(rows.length);
    expect(looksLikeGem(linesOf(rows))).toBe(true);
  });

  test('has flags that words tell', async () => {
    const { entries } = await parse(toNine);
    expect(entries[3]).toEqual({
      source: 'A001',
      target: 'V123',
      approximate: true,
      noMap: false,
      combination: true,
      scenario: 1,
      choiceList: 2,
      line: 4,
    });
    expect(
      [entries[0], entries[1], entries[3], entries[5]].map((entry) => entry && describeGem(entry)),
    ).toEqual([
      'equivalent',
      'approximate',
      'approximate, part of combination scenario 1, choice 2',
      'no map',
    ]);
    expect(entries[5]?.target).toBeNull();
  });

  test('is found by ICD-10 code from either side', async () => {
    const sources = gemByTarget10(await parse(toNine));
    expect(sources.get('A001')?.map(({ target }) => target)).toEqual(['0011', 'E0012', 'V123', '4567']);
    expect(sources.get('B99XXXA')?.map(({ target }) => target)).toEqual([null]);
    const targets = gemByTarget10(await parse(toTen));
    expect([...targets.keys()]).toEqual(['A000', 'A0019', 'A001XXA']);
    expect(targets.get('A000')?.map(({ source }) => source)).toEqual(['0010']);
  });

  test.each<[string, number, string, unknown[]]>([
    ['a cut row', 1, 'A001    0011  100', ['stray-line', 2, 1]],
    ['a small letter inside a code', 0, 'A0x0    0010  00000', ['bad-code', 1, 1]],
    ['a code that is none', 0, 'A0#0    0010  00000', ['bad-code', 1, 1]],
    ['a target of the wrong side', 0, 'A000    B0010 00000', ['bad-code', 1, 9]],
    ['a flag that is none', 0, 'A000    0010  20000', ['bad-field', 1, 15]],
    ['a code that has no map', 0, 'A000    0010  11000', ['bad-field', 1, 15]],
    ['no target that has a map', 5, 'B99XXXA NoDx  10000', ['bad-field', 6, 15]],
    ['no map in a combination', 5, 'B99XXXA NoDx  11111', ['bad-field', 6, 15]],
    ['a scenario outside a combination', 0, 'A000    0010  00010', ['bad-field', 1, 15]],
    ['a combination without a choice list', 2, 'A001    E0012 10110', ['bad-field', 3, 15]],
    ['a combination of one list', 2, 'A001    E0012 10112', ['bad-sequence', 3, null]],
    ['a row twice', 1, 'A001    E0012 10111', ['duplicate-code', 3, 1]],
    ['a source that comes back', 5, 'A000    0010  00000', ['misplaced-code', 6, 1]],
    ['a map beside no map', 1, 'A001    NoDx  11000', ['bad-field', 2, null]],
    ['a control character', 0, 'A000\u0001   0010  00000', ['bad-character', 1, 5]],
  ])('with %s is refused at that row', async (_, at, row, place) => {
    expect((await parse(toNine.with(at, row))).places).toContainEqual(place);
  });

  test('may be parted by tabs, with blank lines between and a small letter', async () => {
    const { entries, places } = await parse(['A000\t0010\t00000', '', ' A001 v0011 10000 ']);
    expect(places).toEqual([]);
    expect(entries.map(({ source, target, line }) => [source, target, line])).toEqual([
      ['A000', '0010', 1],
      ['A001', 'V0011', 3],
    ]);
  });

  test('is no other text', async () => {
    await expect(parse(['00001 A00     0 Fever', 'Prose'])).rejects.toMatchObject({ code: 'wrong-kind' });
    await expect(parse([])).rejects.toMatchObject({ code: 'wrong-kind' });
    expect(looksLikeGem(linesOf(['00001 A00     0 Fever', 'Prose']))).toBe(false);
    expect(looksLikeGem([])).toBe(false);
  });

  test('ends in entries that keep the rules or in problems whatever is done to it', async () => {
    const patch = fc.tuple(fc.nat(toNine.length - 1), fc.nat(19), fc.string({ maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 1, maxLength: 3 }), async (patches) => {
        const texts = [...toNine];
        for (const [at, from, text] of patches)
          texts[at] = `${texts[at]?.slice(0, from)}${text}${texts[at]?.slice(from + text.length)}`;
        const { entries, places } = await parse(texts);
        if (places.length > 0) return;
        for (const { target, noMap, combination, scenario, choiceList } of entries) {
          expect(target === null).toBe(noMap);
          expect(scenario > 0 && choiceList > 0).toBe(combination);
        }
      }),
      { numRuns: 500 },
    );
  });
});
