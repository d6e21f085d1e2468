import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { readDocx } from './read-docx.ts';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const heading = (level: number, text: string) =>
  `<w:p><w:pPr><w:pStyle w:val="Heading${level}"/></w:pPr>${run(text)}</w:p>`;
const run = (text: string, marks = '') =>
  `<w:r><w:rPr>${marks}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const line = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const table = (...rows: string[][]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${line(run(cell))}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

async function docx(body: string, more: Record<string, string> = {}): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name);
  add(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  add(
    '_rels/.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  );
  add(
    'word/_rels/document.xml.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
  );
  const style = (level: number) =>
    `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`;
  add('word/styles.xml', `<w:styles ${word}>${[1, 2].map(style).join('')}</w:styles>`);
  add('word/document.xml', `<w:document ${word}><w:body>${body}</w:body></w:document>`);
  for (const [name, text] of Object.entries(more)) add(name, text);
  zip.end();
  return buffer(zip.outputStream);
}

const read = async (body: string, more?: Record<string, string>) =>
  readDocx({ name: 'texts.docx', bytes: await docx(body, more) });

describe('a Word document', () => {
  it('gives a text for each heading with a code, with its sections', async () => {
    const file = await read(
      [
        line(run('Code set: HCPCS')),
        heading(1, 'J9000 — A medicine'),
        line(
          run('Given '),
          run('slowly', '<w:b/>'),
          run(' into a vein, 10'),
          run('2', '<w:vertAlign w:val="superscript"/>'),
          run(' times *so*.'),
        ),
        heading(2, 'NCCI Edits'),
        line(run('Summary: Which pairs go together.')),
        line(run('Who may read it: subscriber')),
        line(run('Pairs.')),
        heading(1, 'J9001'),
        line(run('Another.')),
      ].join(''),
    );
    expect(file.problems).toEqual([]);
    expect(file.rows.map(({ line: at, cells }) => [at, Object.fromEntries(cells)])).toEqual([
      [
        1,
        {
          codeSet: 'HCPCS',
          code: 'J9000',
          plainTitle: 'A medicine',
          body: 'Given **slowly** into a vein, 10<sup>2</sup> times \\*so\\*.',
          'ncci-edits:summary': 'Which pairs go together.',
          'ncci-edits:tier': 'subscriber',
          'ncci-edits': 'Pairs.',
        },
      ],
      [3, { codeSet: 'HCPCS', code: 'J9001', plainTitle: '', body: 'Another.' }],
    ]);
  });

  it('gives the rows of a table with a header', async () => {
    const file = await read(table(['Code', 'Plain title', 'Explanation'], ['J9000', 'A medicine', 'Given.']));
    expect(file.rows.map(({ cells }) => Object.fromEntries(cells))).toEqual([
      { code: 'J9000', plainTitle: 'A medicine', body: 'Given.' },
    ]);
  });

  it('tells what is not read: words before the first code, columns of no name, what has no place on a page', async () => {
    const formula = '<w:p><m:oMath xmlns:m="urn:math"><m:r/></m:oMath></w:p>';
    const { notes } = await read(
      [
        heading(1, 'Our texts'),
        line(run('A preface.')),
        heading(1, 'J9000'),
        formula,
        table(['Code', 'Plain title', 'My own'], ['J9001', 'A medicine', 'x']),
      ].join(''),
    );
    expect(notes).toEqual([
      'The column "My own" is not read.',
      'What stands before the first heading with a code is not read: "Our texts A preface.".',
      expect.stringContaining('Left out: An unrecognised element was ignored'),
    ]);
  });

  it('tells of headings that are no section, of no codes, of macros and of entities', async () => {
    const codes = async (body: string, more?: Record<string, string>) =>
      (await read(body, more)).problems.map(({ code }) => code);
    expect(await codes(heading(1, 'J9000') + heading(2, 'Dosage'))).toEqual(['unknown-section']);
    expect(await codes(line(run('Words')))).toEqual(['no-codes']);
    expect(await codes(heading(1, 'J9000'), { 'word/vbaProject.bin': 'x' })).toEqual(['unsafe-archive']);
    expect(await codes(heading(1, 'J9000'), { 'word/other.xml': '<!DOCTYPE x [<!ENTITY a "b">]>' })).toEqual([
      'unsafe-archive',
    ]);
    expect(await codes(heading(1, 'J9000'), { 'word/big.xml': ' '.repeat(9_000_000) })).toEqual([
      'too-large',
    ]);
  });
});
