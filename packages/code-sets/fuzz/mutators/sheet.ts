import { replaceMatch } from './lines.ts';
import type { Mutator } from './mutator.ts';

const cell = /<c [^>]*>.*?<\/c>/g;
const reference = /(?<= r=")[A-Z]+\d+(?=")/g;
const rowNumber = /(?<=<row r=")\d+(?=")/g;

/** What may be wrong with the XML of one sheet. Source of the layout: ECMA-376 part 1, 18.3. */
export const sheetMutators: Record<string, Mutator> = {
  formula: (data, random) =>
    replaceMatch(
      data,
      random,
      cell,
      random.pick([
        '<c r="A2"><f>1+1</f><v>2</v></c>',
        '<c><f t="shared" ref="A1:A9" si="0">A1</f></c>',
        '<c t="str"><f>"x"</f><v>x</v></c>',
        '<c><f/></c>',
      ]),
    ),
  sharedText: (data, random) =>
    replaceMatch(
      data,
      random,
      /(?<=<v>)\d+(?=<\/v>)/g,
      random.pick(['-1', '1e9', '99999999', '0.5', '', ' 1', 'NaN', '0x1', '__proto__', '1', '0']),
    ),
  cellType: (data, random) =>
    replaceMatch(
      data,
      random,
      /(?<= t=")\w+(?=")/g,
      random.pick(['s', 'n', 'e', 'b', 'd', 'str', 'inlineStr', '', 'x']),
    ),
  errorCell: (data, random) =>
    replaceMatch(
      data,
      random,
      cell,
      random.pick([
        '<c t="e"><v>#REF!</v></c>',
        '<c t="e"><v/></c>',
        '<c t="b"><v>1</v></c>',
        '<c t="d"><v>2030-01-01T00:00:00Z</v></c>',
        '<c/>',
        '<c><v>1.5E+3</v></c>',
      ]),
    ),
  column: (data, random) =>
    replaceMatch(
      data,
      random,
      reference,
      random.pick([
        'XFD1',
        'XFE1',
        'ZZZZZZZZZZ9',
        'A0',
        '1',
        '',
        'IV2',
        'IW2',
        'a2',
        'A1',
        '$A$1',
        'Ä1',
        'AAA1',
      ]),
    ),
  rowNumber: (data, random) =>
    replaceMatch(
      data,
      random,
      rowNumber,
      random.pick(['0', '1', '2', '-1', '1048576', '99999999999999999999', '1.5', '', 'x', '1e3', '5']),
    ),
  cellOutsideRow: (data, random) =>
    replaceMatch(
      data,
      random,
      /<\/?row[^>]*>/g,
      random.pick(['', '<c t="inlineStr"><is><t>x</t></is></c>', '<row/>', '<row><row>']),
    ),
  rowFlood: (data, random) =>
    replaceMatch(
      data,
      random,
      /<\/row>/g,
      `</row>${random.pick(['<row/>', '<row><c><v>1</v></c></row>', '<row><c t="s"><v>0</v></c><c r="IV1"/></row>']).repeat(700)}`,
    ),
  cellFlood: (data, random) =>
    replaceMatch(
      data,
      random,
      /<\/row>/g,
      `${random.pick(['<c/>', '<c t="e"><v>x</v></c>', '<c><f/></c>', '<c r="A1"><v>1</v></c>']).repeat(900)}</row>`,
    ),
  richText: (data, random) =>
    replaceMatch(
      data,
      random,
      /<t>[^<]*<\/t>/g,
      random.pick([
        '<r><t>A</t></r><r><t>9991</t></r>',
        '<t>x</t><rPh sb="0"><t>y</t></rPh>',
        '<t xml:space="preserve">  A9991 </t>',
        '<t/>',
      ]),
    ),
  escaped: (data, random) =>
    replaceMatch(
      data,
      random,
      /(?<=<t>)[^<]*(?=<\/t>)/g,
      random.pick(['_x0000_', '_xD800_', '_x000D_', '_x005F_x0000_', '_xFFFF_', '_x_', 'A_xZZZZ_']),
    ),
};

/** What may be wrong with a workbook's list of sheets. */
export const bookMutators: Record<string, Mutator> = {
  target: (data, random) =>
    replaceMatch(
      data,
      random,
      /(?<=Target=")[^"]*/g,
      random.pick([
        '../../../etc/passwd',
        '/xl/worksheets/sheet1.xml',
        'sheet9.xml',
        'file:///etc/passwd',
        'http://127.0.0.1:9/',
        'worksheets\\sheet1.xml',
        '',
        'workbook.xml',
        'sharedStrings.xml',
      ]),
    ),
  relation: (data, random) =>
    replaceMatch(data, random, /rId1/g, random.pick(['rId2', '', '__proto__', 'rId1 '])),
  manySheets: (data, random) =>
    replaceMatch(
      data,
      random,
      /<sheet [^>]*\/>/g,
      '<sheet name="S" sheetId="1" r:id="rId1"/>'.repeat(random.pick([2, 20, 900])),
    ),
  sheetName: (data, random) =>
    replaceMatch(
      data,
      random,
      /(?<= name=")[^"]*/g,
      random.pick(['', 'x'.repeat(9_000), '2031 January', '../x', '\u202e', '&lt;script&gt;']),
    ),
};
