import { describe, expect, test } from 'vitest';
import { workbookOf, zip } from '../../fixtures/made-files.ts';
import { Problems } from '../problems.ts';
import { openWorkbook } from './workbook.ts';
import { listMembers } from './zip.ts';

async function read(file: Buffer) {
  const [sheet] = await openWorkbook(await listMembers(file));
  const problems = new Problems('made.xlsx');
  const rows: [number, string[]][] = [];
  if (sheet)
    for await (const batch of sheet.rows(problems))
      for (const { number, cells } of batch) rows.push([number, cells]);
  return { name: sheet?.name, rows, problems: problems.list() };
}

const oneSheet = (data: string, texts = '') => workbookOf([{ name: 'Rows', data }], texts);

describe('a workbook', () => {
  test('gives texts of all kinds, numbers as written, and gaps as blanks', async () => {
    const texts =
      '<si><t>plain</t></si><si><r><t xml:space="preserve">in </t></r><r><t>runs</t></r><rPh><t>no</t></rPh></si><si><t/></si>';
    const data = `
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2"><v>20251001</v></c></row>
      <row r="5"><c t="inlineStr"><is><t>a &amp; b</t></is></c><c t="str"><v><![CDATA[<c>]]></v></c><c t="s"><v>2</v></c>
      <c s="4"/><c t="inlineStr"><is><t>line_x000D_end</t></is></c></row>`;
    const { name, rows, problems } = await read(oneSheet(data, texts));
    expect(name).toBe('Rows');
    expect(rows).toEqual([
      [2, ['plain', '', 'in runs', '20251001']],
      [5, ['a & b', '<c>', '', '', 'line\rend']],
    ]);
    expect(problems).toEqual([]);
  });

  test('that lists sheets without end is refused', async () => {
    const sheets = Array.from({ length: 300 }, (_, index) => ({ name: `S${index}`, data: '' }));
    await expect(listMembers(workbookOf(sheets)).then(openWorkbook)).rejects.toMatchObject({
      code: 'unsafe-archive',
    });
  });

  test('has its sheets in the order of their tabs', async () => {
    const sheet = (name: string) => ({ name, data: `<row r="1"><c t="str"><v>${name}</v></c></row>` });
    const sheets = await openWorkbook(await listMembers(workbookOf([sheet('First'), sheet('Second')])));
    expect(sheets.map(({ name }) => name)).toEqual(['First', 'Second']);
    expect((await read(workbookOf([sheet('First'), sheet('Second')]))).rows).toEqual([[1, ['First']]]);
  });

  test('may write its names with prefixes', async () => {
    const file = zip([
      {
        name: 'xl/workbook.xml',
        data: '<x:workbook xmlns:x="x"><x:sheets><x:sheet name="S"/></x:sheets></x:workbook>',
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        data: '<x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c t="str"><x:v>a</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    ]);
    expect((await read(file)).rows).toEqual([[1, ['a']]]);
  });

  test('has a problem for each formula, error and lost text, with row and column', async () => {
    const data =
      '<row r="3"><c r="B3"><f>1+1</f><v>2</v></c><c r="C3" t="e"><v>#REF!</v></c><c r="D3" t="s"><v>9</v></c></row>';
    const { problems } = await read(oneSheet(data));
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['formula-cell', 3, 2],
      ['bad-field', 3, 3],
      ['bad-field', 3, 4],
    ]);
  });

  test('that declares entities, is cut, is no UTF-8 or goes backwards is refused', async () => {
    const raw = (data: string | Buffer) =>
      zip([
        { name: 'xl/workbook.xml', data: '<workbook/>' },
        { name: 'xl/worksheets/sheet1.xml', data },
      ]);
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>';
    await expect(read(raw(bomb))).rejects.toMatchObject({
      code: 'unsafe-archive',
      member: 'xl/worksheets/sheet1.xml',
    });
    await expect(read(raw('<worksheet>&b;</worksheet>'))).rejects.toMatchObject({ code: 'damaged-archive' });
    await expect(read(raw('<worksheet><sheetData><row r="1">'))).rejects.toMatchObject({
      code: 'damaged-archive',
      place: { line: 1 },
    });
    await expect(read(raw(Buffer.from('<worksheet>\xff', 'latin1')))).rejects.toMatchObject({
      code: 'damaged-archive',
    });
    await expect(read(oneSheet('<row r="2"/><row r="1"/>'))).rejects.toMatchObject({
      code: 'damaged-archive',
    });
    await expect(read(oneSheet('<row r="1"><c r="ZZZZ1"/></row>'))).rejects.toMatchObject({
      code: 'damaged-archive',
    });
  });

  test('does not make room for cells far to the right', async () => {
    const { rows } = await read(oneSheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'));
    expect(rows).toEqual([[1, ['1']]]);
  });
});
