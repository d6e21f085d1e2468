import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { orderAddenda } from '../fixtures/made-addenda.ts';
import {
  joinLines,
  orderRows,
  sheetRows,
  workbook,
  workbookOf,
  type ZipMember,
  zip,
} from '../fixtures/made-files.ts';
import type { Given } from './read-official-file.ts';
import { readOfficialFile } from './read-official-file.ts';

/** What the fuzzer found, or was written to find, in the smallest form. */

async function refused(name: string, bytes: Buffer, given: Given = {}) {
  const result = await readOfficialFile({ name, bytes }, given);
  if (result.ok) throw new Error('expected a refusal');
  for (const { file, line, hint } of result.problems) {
    expect(file.startsWith(name)).toBe(true);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(hint).not.toBe('');
  }
  return result.problems;
}

async function accepted(name: string, bytes: Buffer, given: Given = {}) {
  const result = await readOfficialFile({ name, bytes }, given);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.file.contents;
}

const order: ZipMember = { name: 'icd10cm_order_2030.txt', data: joinLines(orderRows) };
const cpt = { codeSet: 'spt', format: 'cpt', effective: '2030-01-01' } as const;

describe('an archive', () => {
  test('whose members share their data is refused', async () => {
    const shared = Array.from(
      { length: 40 },
      (_, index): ZipMember => ({ ...order, name: `${index}.txt`, shared: true }),
    );
    expect((await refused('a.zip', zip([order, ...shared])))[0]?.code).toBe('unsafe-archive');
  });

  test('with two members of one name is refused', async () => {
    expect((await refused('a.zip', zip([order, { ...order, data: 'x' }])))[0]?.code).toBe('unsafe-archive');
  });

  test('whose members would unpack to much together is refused, however little each is', async () => {
    const many = Array.from(
      { length: 30 },
      (_, index): ZipMember => ({ name: `${index}.txt`, data: Buffer.alloc(900_000, '\n') }),
    );
    expect((await refused('a.zip', zip([order, ...many])))[0]?.code).toBe('too-large');
  });

  test('that is a trap inside an archive is refused', async () => {
    const book = zip([
      { name: 'xl/workbook.xml', data: '<workbook/>' },
      { name: 'xl/worksheets/sheet1.xml', data: '<worksheet/>', padding: 300_000 },
    ]);
    const outer = zip([{ name: 'HCPC2030.xlsx', data: book, padding: 3_000 }]);
    expect(outer.length).toBeLessThan(50_000);
    expect((await refused('a.zip', outer))[0]).toMatchObject({
      code: 'too-large',
      file: 'a.zip › HCPC2030.xlsx',
    });
  });

  test('in gzip form that grows a thousandfold is refused where it does', async () => {
    const problems = await refused(
      'icd10cm_order_2030.txt.gz',
      gzipSync(joinLines(orderRows) + `${' '.repeat(900)}\n`.repeat(20_000)),
    );
    expect(problems.at(0)?.code).toBe('too-large');
    expect(problems.at(0)?.line).toBeGreaterThan(1_000);
  });

  test('names the member that is protected or too large', async () => {
    for (const flaw of [{ flags: 1 }, { size: 0x7fffffff }])
      expect((await refused('a.zip', zip([{ ...order, ...flaw }])))[0]?.file).toMatch(/^a\.zip/);
  });
});

describe('a workbook', () => {
  const sheet = (row: string) => workbookOf([{ name: 'HCPC2030_JAN', data: row }]);

  test.each([
    ['a column past the last', '<row r="4"><c r="XFE4"/></row>', 4],
    ['a cell without a letter', '<row r="4"><c r="4"/></row>', 4],
    ['a row past the last', '<row r="4"/><row r="1048577"/>', 5],
    ['a row past all numbers', '<row r="99999999999999999999"/>', 1],
    ['a row that goes backwards', '<row r="4"/><row r="4"/>', 5],
  ])('with %s is refused at that row', async (_, row, line) => {
    expect((await refused('a.xlsx', sheet(row)))[0]).toMatchObject({ code: 'damaged-archive', line });
  });

  test('whose sheets are all one part is refused', async () => {
    const listed = '<sheet name="S" r:id="rId1"/>'.repeat(3);
    const book = zip([
      { name: 'xl/workbook.xml', data: `<workbook xmlns:r="r"><sheets>${listed}</sheets></workbook>` },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      { name: 'xl/worksheets/sheet1.xml', data: '<worksheet/>' },
    ]);
    expect((await refused('a.xlsx', book))[0]?.code).toBe('damaged-archive');
  });

  test('that goes on without a tag is refused before it fills the memory', async () => {
    const noise = Buffer.from(Array.from({ length: 40_000 }, (_, index) => 65 + ((index * index) % 23)));
    const cell = Buffer.concat([Buffer.from('<row><c><v>'), Buffer.alloc(1_500_000, noise)]);
    const [problem] = await refused('HCPC2030_JAN.xlsx', workbook(sheetRows(), '', cell.toString()));
    expect(problem?.code).toBe('too-large');
  });
});

test('a large XML file in memory is read like one on disk', async () => {
  const section = (index: number) => {
    const code = `A${String(index).padStart(2, '0')}`;
    const notes = '<note>made up of many words that say nothing</note>'.repeat(500);
    return `<section id="${code}"><desc>Fever (${code})</desc><diag><name>${code}</name><desc>Fever</desc><includes>${notes}</includes></diag></section>`;
  };
  const sections = Array.from({ length: 99 }, (_, index) => section(index)).join('');
  const list = `<ICD10CM.tabular><version>2030</version><chapter><name>1</name><desc>Fevers (A00-A98)</desc>${sections}</chapter></ICD10CM.tabular>`;
  expect(list.length).toBeGreaterThan(2 ** 21);
  const [content] = await accepted('icd10cm_tabular_2030.xml', Buffer.from(list));
  expect(content).toMatchObject({ kind: 'facts', factKind: 'tabular' });
});

describe('a table in several files of one archive', () => {
  const head = 'Column 1\tColumn 2\tPrior to 1996\tEffective Date\tDeletion Date\tModifier\tRationale';
  const part = (number: number, rows: string[]): ZipMember => ({
    name: `ccipra-v360r0-f${number}.txt`,
    data: joinLines(['An invented notice.', head, ...rows]),
  });
  const row = (first: string, day = '20200101') => `${first}\tB9991\t\t${day}\t*\t1\tInvented`;

  test('has notices and headings in each of them', async () => {
    const [content] = await accepted('a.zip', zip([part(1, [row('A9991')]), part(2, [row('C9991')])]));
    expect(content).toMatchObject({ kind: 'facts', factKind: 'ncci-ptp-practitioner' });
    expect(JSON.stringify(content)).toContain('C9991');
  });

  test('is refused where the flaw stands, in whichever file', async () => {
    const bad = await refused('a.zip', zip([part(1, [row('A9991')]), part(2, [row('c9991')])]));
    expect(bad).toMatchObject([{ file: 'a.zip › ccipra-v360r0-f2.txt', line: 3, code: 'bad-code' }]);
    const twice = await refused(
      'a.zip',
      zip([part(1, [row('A9991')]), part(2, [row('C9991'), row('A9991', '20210101')])]),
    );
    expect(twice).toMatchObject([{ file: 'a.zip › ccipra-v360r0-f2.txt', line: 4, code: 'duplicate-code' }]);
    expect(twice[0]?.message).toContain('line 3 of a.zip › ccipra-v360r0-f1.txt');
  });

  test('loses no file where each is a workbook', async () => {
    const book = (first: string) => workbook([head.split('\t'), row(first).split('\t')]);
    const [content] = await accepted(
      'a.zip',
      zip([
        { name: 'ccipra-v360r0-f1.xlsx', data: book('A9991') },
        { name: 'ccipra-v360r0-f2.xlsx', data: book('C9991') },
      ]),
    );
    expect(JSON.stringify(content)).toContain('A9991');
    expect(JSON.stringify(content)).toContain('C9991');
  });

  test('is not the same table twice', async () => {
    const units = joinLines([
      'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
      'A9991,3,1 Line Edit,x',
    ]);
    const twice = zip([
      { name: 'MCR_MUE_PractitionerServices_Eff_01-01-2030.csv', data: units },
      { name: 'MCR_MUE_PractitionerServices_Eff_01-01-2030_v2.csv', data: units },
    ]);
    expect((await refused('a.zip', twice))[0]?.code).toBe('several-releases-inside');
  });
});

test('a control character is refused in the summary of addenda too', async () => {
  const lines = orderAddenda.map((line) => line.replace('order_2029', 'order_\u000729'));
  const problems = await refused('icd10cm_order_addenda_2030.txt', Buffer.from(joinLines(lines)));
  expect(problems[0]).toMatchObject({
    code: 'bad-character',
    line: orderAddenda.findIndex((line) => line.includes('order_2029')) + 1,
  });
});

test('a character of two halves is refused, not cut in two', async () => {
  const report = joinLines([
    '   HCPCS/MOD      TYPE OF CHANGE    SHORT DESCRIPTION              LONG DESCRIPTION',
    '    C0001   Discontinued          Gone                          \u{1f600} A supply that is gone',
  ]);
  expect(await refused('2030_Changes.prn', Buffer.from(report))).toMatchObject([
    { code: 'bad-character', line: 2 },
  ]);
  const rows = [...sheetRows(), ['C9991', '00100', '3', 'Half _xD83D_ of one']];
  expect((await refused('HCPC2030_JAN.xlsx', workbook(rows)))[0]).toMatchObject({
    code: 'bad-character',
    line: 6,
  });
});

test('a set in CPT layout has codes', async () => {
  expect((await refused('LONGULT.txt', Buffer.from('Notice\r\n\r\n\r\n'), cpt)).length).toBeGreaterThan(0);
  expect((await refused('LONGULT.txt', Buffer.from('\r\n\r\n'), cpt))[0]?.code).toBe('no-release-inside');
});

test('what is about a file as a whole has a place too', async () => {
  expect((await refused('a.txt', Buffer.alloc(0)))[0]).toMatchObject({ code: 'empty-file', line: 1 });
  expect((await refused('order.txt', Buffer.from(order.data)))[0]).toMatchObject({
    code: 'unknown-edition',
    line: 1,
  });
});
