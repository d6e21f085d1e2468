import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeTabular, partOf } from '../../fixtures/made-icd-10-cm.ts';
import { Problems } from '../problems.ts';
import { expandCodes } from './expand.ts';
import { inheritedNotes } from './inherited-notes.ts';
import { parseTabular } from './parse.ts';
import { noNotes, type TabularEntry, type TabularList } from './tabular-list.ts';

const list = await parseTabular(partOf(madeTabular), new Problems('made.xml'));

test('7th characters complete the codes below their definition, filled up with X', () => {
  expect(expandCodes(list).map(({ code, title, billable }) => [code, title, billable ? 1 : 0])).toEqual([
    ['A00', 'Blue fever', 0],
    ['A000', 'Blue fever, mild', 1],
    ['A001', 'Blue fever, severe & long', 1],
    ['A0A', 'Green fever', 1],
    ['B20', 'Cold feet', 0],
    ['B200', 'Cold left foot', 0],
    ['B200XXA', 'Cold left foot, first visit', 1],
    ['B200XXD', 'Cold left foot, later visit', 1],
    ['B201X', 'Cold right foot', 0],
    ['B201X1', 'Cold right foot at noon', 0],
    ['B201X1A', 'Cold right foot at noon, first visit', 1],
    ['B201X1D', 'Cold right foot at noon, later visit', 1],
    ['B202', 'Cold feet, both', 0],
    ['B202XX1', 'Cold feet, both, by day', 1],
    ['B202XX2', 'Cold feet, both, by night', 1],
    ['B203', 'Cold toe', 0],
    ['B203111', 'Cold toe, spelt out', 1],
  ]);
});

test('a code has the notes of everything that holds it', () => {
  const notesFor = inheritedNotes(list);
  const keys = (code: string) => notesFor(code).map(({ key }) => key);
  expect(keys('A000')).toEqual(['chapter:1', 'section:A00-B09', 'section:A00-A09', 'A00', 'A000']);
  expect(notesFor('A000')[3]).toMatchObject({ title: 'Blue fever', notes: { codeFirst: ['its cause'] } });
  expect(keys('B201X1D')).toEqual(['chapter:1', 'section:B20', 'B20', 'B201X', 'B201X1']);
  expect(keys('B202XX1')).toEqual(keys('B202'));
});

test.each(['', 'A1', 'B200XXB', 'B20XXXA', 'B202XXA', 'B200YXA', 'A000XXA', 'constructor'])(
  'the unknown code "%s" has none',
  (code) => {
    expect(inheritedNotes(list)(code)).toEqual([]);
  },
);

/** Lists of one category with any 7th characters at any of its levels. */
const anyList = fc
  .array(
    fc.record({
      digits: fc.string({ unit: fc.constantFrom('0', '1', 'X'), maxLength: 4 }),
      characters: fc.uniqueArray(fc.constantFrom('A', 'D', 'S', '1'), { maxLength: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((rows): TabularList => {
    const unique = new Map(rows.map((row) => [row.digits, row]));
    const sorted = [...unique.values()].sort((a, b) => (a.digits < b.digits ? -1 : 1));
    const entries: TabularEntry[] = [];
    for (const { digits, characters } of [
      { digits: '', characters: ['A'] },
      ...sorted.filter(({ digits }) => digits),
    ])
      entries.push({
        kind: 'diagnosis',
        key: `A00${digits}`,
        parent: entries.findLast(({ key }) => `A00${digits}`.startsWith(key))?.key ?? null,
        title: `Fever ${digits}`,
        line: 1,
        placeholder: false,
        notes: {
          ...noNotes,
          sevenCharacters: {
            note: [],
            characters: characters.map((character) => ({ character, meaning: character, notes: [] })),
          },
        },
      });
    return { version: '', chapters: [], sections: [], entries };
  });

test('expanding is stable, names each code once, and every code finds its notes', () => {
  fc.assert(
    fc.property(anyList, (made) => {
      const codes = expandCodes(made);
      expect(expandCodes(made)).toEqual(codes);
      expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
      const notesFor = inheritedNotes(made);
      for (const { code, billable } of codes) {
        expect(code).toMatch(/^A00[0-9A-Z]{0,4}$/);
        expect(notesFor(code)[0]?.key).toBe('A00');
        if (billable && code.length === 7) continue;
        expect(billable).toBe(false);
      }
    }),
  );
});
