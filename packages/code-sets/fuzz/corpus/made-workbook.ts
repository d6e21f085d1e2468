import { type MadeArchive, type MadeText, xmlFile } from './made-file.ts';

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * A workbook as spreadsheet programs write it: cells with their places, texts of several letters shared, whole
 * numbers as numbers.
 */
export function workbookFile(name: string, rows: string[][]): MadeArchive {
  const texts: string[] = [];
  const cell = (text: string, place: string): string => {
    if (text === '') return '';
    if (/^[1-9]\d{0,8}$/.test(text)) return `<c r="${place}"><v>${text}</v></c>`;
    if (text.length < 3) return `<c r="${place}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`;
    return `<c r="${place}" t="s"><v>${texts.push(text) - 1}</v></c>`;
  };
  const data = rows.map((row, at) => {
    const cells = row.map((text, column) => cell(text, `${columnName(column)}${at + 1}`));
    return `<row r="${at + 1}" spans="1:${row.length}">${cells.join('')}</row>\n`;
  });
  const members: MadeText[] = [
    xmlFile('[Content_Types].xml', '<Types/>'),
    xmlFile(
      'xl/workbook.xml',
      '<workbook xmlns:r="r"><sheets><sheet name="Made" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    xmlFile(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    xmlFile(
      'xl/sharedStrings.xml',
      `<sst>${texts.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('\n')}</sst>`,
    ),
    xmlFile(
      'xl/worksheets/sheet1.xml',
      `<?xml version="1.0"?><worksheet><sheetData>${data.join('')}</sheetData></worksheet>`,
    ),
  ];
  return { kind: 'xlsx', name, members };
}

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}
