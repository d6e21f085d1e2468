import { Readable } from 'node:stream';
import yazl from 'yazl';

/** Rows as they come, so that a list of any length is never in memory whole. Cells are texts. */
export type SheetToWrite = {
  name: string;
  widths: readonly number[];
  rows: AsyncIterable<readonly string[]>;
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const ofSpreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * A workbook as a stream of bytes; the first row of each sheet is its header and stays in view. Every cell is text (format
 * `@`), so that no program takes `00100` for a number. Source: ECMA-376 part 1, 18.2 to 18.3, 18.8, and part 2, 9.3 and 10.1.
 */
export function writeWorkbook(sheets: readonly SheetToWrite[]): ReadableStream<Uint8Array> {
  const zip = new yazl.ZipFile();
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(declaration + xml), name);
  const numbers = sheets.map((_, index) => index + 1);
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${ofSpreadsheet}.${type}+xml"/>`;
  add(
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${numbers.map((one) => part(`worksheets/sheet${one}`, 'worksheet')).join('')}</Types>`,
  );
  add(
    '_rels/.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`,
  );
  const targets = numbers.map(
    (one) => `<Relationship Id="rId${one}" Type="${office}/worksheet" Target="worksheets/sheet${one}.xml"/>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}/relationships">${targets.join('')}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  );
  add('xl/styles.xml', styles);
  const out = new Readable({ read: () => undefined }).wrap(zip.outputStream);
  /* Rows that fail half way break the answer off: nobody waits for its end, and it is no workbook. */
  const breakOff = (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error)));
  for (const [index, sheet] of sheets.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, (done) =>
      done(null, Readable.from(sheetXml(sheet), { objectMode: false }).on('error', breakOff)),
    );
  zip.end();
  zip.on('error', breakOff);
  return Readable.toWeb(out) as ReadableStream<Uint8Array>;
}

/** Style 1: text that wraps, at the top of its cell. Style 2: the same in bold. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>${[0, 1].map((font) => `<xf numFmtId="49" fontId="${font}" applyNumberFormat="1" applyAlignment="1" applyFont="1"><alignment vertical="top" wrapText="1"/></xf>`).join('')}</cellXfs></styleSheet>`;

async function* sheetXml({ widths, rows }: SheetToWrite): AsyncGenerator<Buffer> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield Buffer.from(
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`,
  );
  let number = 0;
  for await (const cells of rows) {
    number += 1;
    yield Buffer.from(rowXml(cells, number));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function rowXml(cells: readonly string[], number: number): string {
  const style = number === 1 ? 2 : 1;
  const written = cells.map((cell) =>
    cell === ''
      ? `<c s="${style}"/>`
      : `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`,
  );
  return `<row r="${number}">${written.join('')}</row>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '_x000D_',
};

/** What XML cannot hold is left out; what looks like an escape of the format is escaped itself. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replaceAll(/[&<>"\r]/g, (sign) => entities[sign] ?? sign);
}
