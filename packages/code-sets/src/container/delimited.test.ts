import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problems } from '../problems.ts';
import { readDelimited } from './delimited.ts';

async function read(texts: string[], size = texts.length || 1) {
  const problems = new Problems('made.csv');
  const lines = texts.map((text, index) => ({ text, number: index + 1 }));
  async function* batches() {
    for (let at = 0; at < lines.length; at += size) yield lines.slice(at, at + size);
  }
  const rows: [number, string[]][] = [];
  for await (const batch of readDelimited(batches(), problems))
    for (const { number, cells } of batch) rows.push([number, cells]);
  return { rows, places: problems.list().map(({ code, line, column }) => [code, line, column]) };
}

describe('delimited text', () => {
  test('is parted by commas, or by tabs where a line has two', async () => {
    expect((await read(['a,b,', '', '1,2,3'])).rows).toEqual([
      [1, ['a', 'b', '']],
      [2, ['']],
      [3, ['1', '2', '3']],
    ]);
    expect((await read(['Notice, with commas', 'a\tb, c\t'])).rows).toEqual([
      [1, ['Notice, with commas']],
      [2, ['a', 'b, c', '']],
    ]);
  });

  test('may quote cells that hold delimiters, marks and line breaks; a row has its first line', async () => {
    const { rows, places } = await read([
      '"A notice',
      '',
      'of ""three"" lines",,',
      '"HCPCS/',
      'CPT",x, "y"',
      'z"z,,',
    ]);
    expect(places).toEqual([]);
    expect(rows).toEqual([
      [1, ['A notice\n\nof "three" lines', '', '']],
      [4, ['HCPCS/\nCPT', 'x', ' "y"']],
      [6, ['z"z', '', '']],
    ]);
  });

  test('names each line whose quotation mark is not closed or ends too early, and reads the others', async () => {
    const good = Array.from({ length: 100 }, (_, index) => `${index},x`);
    const { rows, places } = await read([...good, 'a,"b', ...good, '"c"d,e', ...good, 'f,"g', 'h,i']);
    expect(places).toEqual([
      ['bad-field', 101, 3],
      ['bad-field', 202, 1],
      ['bad-field', 303, 3],
    ]);
    expect(rows.length).toBe(301);
    expect(rows.at(-1)).toEqual([304, ['h', 'i']]);
  });

  test('stops where every line opens a quotation mark', async () => {
    const { places } = await read(
      Array.from({ length: 50_000 }, () => '"never closed'.repeat(10)),
      1_000,
    );
    expect(places.at(-1)?.[0]).toBe('too-many-problems');
  });

  test('reads what was written, however the lines arrive', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' '), maxLength: 5 });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 5 }), async (cells, size) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = cells.map((row) => row.map(quote).join(',')).join('\n');
        const { rows, places } = await read(text.split('\n'), size);
        expect(places).toEqual([]);
        expect(rows.map(([, row]) => row)).toEqual(cells);
      }),
    );
  });
});
