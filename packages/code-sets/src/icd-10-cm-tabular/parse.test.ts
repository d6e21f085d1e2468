import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeIndex, madeTabular, partOf } from '../../fixtures/made-icd-10-cm.ts';
import { Problems, Unreadable } from '../problems.ts';
import { looksLikeTabular, parseTabular } from './parse.ts';
import { noNotes } from './tabular-list.ts';

async function parse(text: string, size?: number) {
  const problems = new Problems('made.xml');
  const list = await parseTabular(partOf(text, size), problems);
  return { list, places: problems.list().map(({ code, line }) => [code, line]) };
}

/** The made list with one text in place of another that it must hold. */
function changed(from: string, to: string): string {
  expect(madeTabular).toContain(from);
  return madeTabular.replace(from, () => to);
}

const lineOf = (text: string): number => madeTabular.slice(0, madeTabular.indexOf(text)).split('\n').length;

describe('a tabular list', () => {
  test('is read to chapters, sections and codes in its own order', async () => {
    const { list, places } = await parse(madeTabular);
    expect(places).toEqual([]);
    expect(list.version).toBe('2030');
    expect(list.chapters).toEqual([{ name: '1', title: 'Made-up fevers', first: 'A00', last: 'B99' }]);
    expect(list.sections).toEqual([
      { id: 'A00-B09', title: 'All early fevers', chapter: '1', first: 'A00', last: 'B09' },
      { id: 'A00-A09', title: 'First made-up fevers', chapter: '1', first: 'A00', last: 'A09' },
      { id: 'B20', title: 'A lone made-up fever', chapter: '1', first: 'B20', last: 'B20' },
    ]);
    expect(list.entries.map(({ key, parent }) => [key, parent])).toEqual([
      ['chapter:1', null],
      ['section:A00-B09', 'chapter:1'],
      ['section:A00-A09', 'section:A00-B09'],
      ['A00', 'section:A00-A09'],
      ['A000', 'A00'],
      ['A001', 'A00'],
      ['A0A', 'section:A00-A09'],
      ['section:B20', 'chapter:1'],
      ['B20', 'section:B20'],
      ['B200', 'B20'],
      ['B201X', 'B20'],
      ['B201X1', 'B201X'],
      ['B202', 'B20'],
      ['B203', 'B20'],
      ['B203111', 'B203'],
    ]);
    const titles = new Map(list.entries.map(({ key, title, line }) => [key, [title, line]]));
    expect(titles.get('A001')).toEqual(['Blue fever, severe & long', lineOf('<name>A00.1')]);
    expect(list.entries.filter(({ placeholder }) => placeholder).map(({ key }) => key)).toEqual(['B201X']);
  });

  test('keeps every kind of note', async () => {
    const { list } = await parse(madeTabular);
    const notes = new Map(list.entries.map((entry) => [entry.key, entry.notes]));
    expect(notes.get('A00')).toEqual({
      ...noNotes,
      inclusionTerms: ['Azure fever', 'Fièvre bleue'],
      excludes2: ['green fever (A0A)'],
      codeFirst: ['its cause'],
      codeAlso: ['its colour'],
    });
    expect(notes.get('chapter:1')).toMatchObject({
      includes: ['fevers of the made-up kind'],
      useAdditional: ['code for the made-up cause (Z00.-)'],
    });
    expect(notes.get('section:A00-B09')?.notes).toEqual(['A note to them all']);
    expect(notes.get('section:A00-A09')?.excludes1).toEqual(['cold feet (B20)']);
    expect(notes.get('B20')?.sevenCharacters).toEqual({
      note: ['Add a 7th character to each code'],
      characters: [
        { character: 'A', meaning: 'first visit', notes: ['first visit NOS'] },
        { character: 'D', meaning: 'later visit', notes: [] },
      ],
    });
    expect(notes.get('B203')?.notes).toEqual(['Category: Warmth', '1: 20 to 10; 68']);
    expect(notes.get('A0A')).toBe(noNotes);
  });

  test('is the same in chunks of any size', async () => {
    const whole = await parse(madeTabular);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (size) => {
        expect(await parse(madeTabular, size)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test('may write line ends, placeholders and spaces of ranges its own way, and hold unknown elements', async () => {
    const other = changed('(A00-B99)', '(A00 - B99) ')
      .replaceAll('B20.1X', 'B20.1x')
      .replace('<name>A00</name>', '<name> A00 </name><novelty><name>?</name><note>!</note></novelty>')
      .replaceAll('\n', '\r\n');
    const { list, places } = await parse(other);
    expect(places).toEqual([]);
    expect(list.entries).toEqual((await parse(madeTabular)).list.entries);
  });

  test('may go on with letters where the digits of a chapter ran out', async () => {
    const later = changed('(A00-B99)', '(A00-BA0)').replace('<section id="B20">', '<section id="BA0">');
    const { list, places } = await parse(later.replaceAll('<name>B20', '<name>BA0'));
    expect(places).toEqual([]);
    expect(list.chapters[0]).toMatchObject({ first: 'A00', last: 'BA0' });
    expect(list.entries.find(({ key }) => key === 'BA0')?.parent).toBe('section:BA0');
  });

  test('gives a code that is nested below its neighbour to the header it begins with', async () => {
    const nested = changed('<diag><name>B20.3111', '<diag><name>B20.4111');
    const { list, places } = await parse(nested);
    expect(places).toEqual([]);
    expect(list.entries.at(-1)).toMatchObject({ key: 'B204111', parent: 'B20' });
    const astray = changed('<diag><name>B20.3111', '<diag><name>B20.2111');
    expect((await parse(astray)).places).toEqual([['misplaced-code', lineOf('<name>B20.3111')]]);
  });

  test.each<[string, string, string, string]>([
    ['a code that is none', '<name>A00.1', '<name>A00,1', 'bad-code'],
    ['a code in another category', '<name>A00.1', '<name>A01.1', 'misplaced-code'],
    ['a category in another section', '<name>A0A', '<name>A1A', 'misplaced-code'],
    ['a code right below a section', '<name>A0A', '<name>A0A.1', 'misplaced-code'],
    ['a code that stands there already', '<name>A00.1', '<name>A00.0', 'duplicate-code'],
    ['a code without a title', '<desc>Green fever</desc>', '', 'missing-text'],
    ['a code without a name', '<name>A0A</name>', '', 'bad-code'],
    ['a section outside its chapter', '<section id="B20">', '<section id="C20">', 'misplaced-code'],
    ['a section whose range is none', '<section id="B20">', '<section id="B20-A00">', 'bad-field'],
    ['a 7th character that is none', '<extension char="D">', '<extension char="DD">', 'bad-field'],
    ['a 7th character that is defined twice', '<extension char="D">', '<extension char="A">', 'bad-field'],
    ['a chapter without its range', '(A00-B99)', '', 'bad-field'],
    ['a replacement character', 'Green fever', 'Green f\ufffdver', 'bad-character'],
  ])('with %s is refused there', async (_, from, to, code) => {
    const { places } = await parse(changed(from, to));
    expect(places[0]).toEqual([code, lineOf(from)]);
  });

  test.each<[string, string, string]>([
    ['a chapter inside a code', '<diag><name>A00.0', '<chapter><name>A00.0'],
    ['a second title', '<desc>Green fever</desc>', '<desc>Green fever</desc><desc>Fever</desc>'],
    [
      'a title behind its codes',
      '</diag>\n      <diag><name>A0A',
      '<desc>?</desc></diag>\n      <diag><name>A0A',
    ],
    ['a note in no list', '<codeFirst><note>its cause</note></codeFirst>', '<note>its cause</note>'],
    ['a list in a list', '<codeFirst><note>its cause</note>', '<codeFirst><codeAlso/>'],
    ['marks of changes', 'Green fever', '<diff>Green <new>fever</new></diff>'],
    ['an addenda mark', '<ICD10CM.tabular>', '<ICD10CM.tabular isAddenda="true">'],
    ['a document type', '<ICD10CM.tabular>', '<!DOCTYPE a><ICD10CM.tabular>'],
    ['its end missing', '</chapter>\n</ICD10CM.tabular>', ''],
  ])('with %s is refused as a whole', async (_, from, to) => {
    const text = changed(from, to);
    await expect(parse(text)).rejects.toBeInstanceOf(Unreadable);
  });

  test('of another kind, or empty, is refused', async () => {
    await expect(parse(madeIndex)).rejects.toMatchObject({ code: 'wrong-kind', place: { line: 2 } });
    await expect(parse('')).rejects.toBeInstanceOf(Unreadable);
    expect((await parse('<ICD10CM.tabular/>')).places).toEqual([['empty-file', 1]]);
  });

  test('is told by its beginning', () => {
    expect(looksLikeTabular(madeTabular.slice(0, 4_096))).toBe(true);
    expect(looksLikeTabular('\ufeff<n:ICD10CM.tabular\n xmlns:n="x">')).toBe(true);
    expect(looksLikeTabular('<!-- ICD10CM.tabular --><ICD10CM.tabular>')).toBe(true);
    expect(looksLikeTabular(madeIndex)).toBe(false);
    expect(looksLikeTabular('see ICD10CM.tabular for more')).toBe(false);
    expect(looksLikeTabular('<ICD10CM.tabular isAddenda="true">')).toBe(false);
    expect(looksLikeTabular('<ICD10CM.tabularium>')).toBe(false);
  });
});

describe('whatever is done to a tabular list', () => {
  test('it ends in a list or in a refusal with its place', async () => {
    const bytes = Buffer.from(madeTabular);
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(bytes);
        for (const [at, patch] of changes) damaged.set(patch.subarray(0, bytes.length - at), at);
        await endsWell(damaged);
      }),
      { numRuns: 400 },
    );
  });

  test('the same goes for lines that are lost, doubled or swapped', async () => {
    const lines = madeTabular.split('\n');
    const at = fc.nat(lines.length - 1);
    await fc.assert(
      fc.asyncProperty(at, at, fc.constantFrom('lose', 'double', 'swap'), async (one, other, how) => {
        const made = [...lines];
        if (how === 'lose') made.splice(one, 1);
        else if (how === 'double') made.splice(one, 0, lines[one] ?? '');
        else [made[one], made[other]] = [lines[other] ?? '', lines[one] ?? ''];
        await endsWell(Buffer.from(made.join('\n')));
      }),
      { numRuns: 400 },
    );
  });

  async function endsWell(bytes: Buffer): Promise<void> {
    const problems = new Problems('made.xml');
    try {
      const { entries } = await parseTabular(partOf(bytes), problems);
      if (problems.any) expect(problems.list().every(({ line }) => line !== null)).toBe(true);
      else expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    } catch (error) {
      expect(error).toBeInstanceOf(Unreadable);
    }
  }
});
