import { describe, expect, test } from 'vitest';
import {
  hcpcsLine,
  hcpcsRows,
  joinLines,
  orderRows,
  sheetRows,
  workbook,
  workbookOf,
  writeMade,
  type ZipMember,
  zip,
} from '../fixtures/made-files.ts';
import { type Given, readRelease } from './read-release.ts';

const hcpcsText = joinLines(hcpcsRows.map(hcpcsLine));
const orderText = joinLines(orderRows);

async function detected(name: string, content: string | Buffer, given: Given = {}) {
  const result = await readRelease(writeMade(name, content), given);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.release;
}

async function refusedArchive(members: ZipMember[]) {
  const result = await readRelease(writeMade('release-2030.zip', zip(members)));
  if (result.ok) throw new Error('expected a refusal');
  return result.problems;
}

describe('what a file holds', () => {
  test('is told from its rows when its name says nothing', async () => {
    const given = { effective: '2030-01-01' };
    expect(await detected('rows', hcpcsText, given)).toMatchObject({ codeSet: 'hcpcs', member: null });
    expect(await detected('rows', orderText, given)).toMatchObject({
      codeSet: 'icd-10-cm',
    });
  });

  test('is told in an archive whatever lies beside it', async () => {
    const file = zip([
      { name: 'empty.txt', data: '' },
      { name: 'read-me.txt', data: 'A read-me whose last line has no end' },
      { name: 'one-long-line.txt', data: 'x'.repeat(100_000) },
      { name: 'HCPC2030_recordlayout.txt', data: joinLines(['1-5 code', '6-10 sequence']) },
      { name: 'HCPC2030_APR_ANWEB.txt', data: hcpcsText },
      { name: 'HCPC2030_APR_ANWEB.xlsx', data: workbook(sheetRows()) },
    ]);
    const found = await detected('files.zip', file);
    expect(found).toMatchObject({ codeSet: 'hcpcs', member: 'HCPC2030_APR_ANWEB.txt' });
    expect(found.edition.id).toBe('hcpcs-2030-04-01');
  });

  test('may be a workbook inside an archive, on any of its sheets', async () => {
    const rows = sheetRows().map(
      (cells, index) =>
        `<row r="${index + 1}">${cells.map((cell) => `<c t="str"><v>${cell}</v></c>`).join('')}</row>`,
    );
    const book = workbookOf([
      { name: 'About', data: '<row r="1"><c t="str"><v>Notes</v></c></row>' },
      { name: 'HCPC2030_JUL', data: rows.join('') },
    ]);
    const path = writeMade('july.zip', zip([{ name: 'codes.xlsx', data: book }]));
    const result = await readRelease(path);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.release).toMatchObject({ member: 'codes.xlsx', edition: { id: 'hcpcs-2030-07-01' } });
    expect(result.release.records).toHaveLength(3);
  });

  test('is refused when there are two', async () => {
    const problems = await refusedArchive([
      { name: 'a.txt', data: orderText },
      { name: 'b.txt', data: hcpcsText },
    ]);
    expect(problems[0]).toMatchObject({ code: 'several-releases-inside', file: 'release-2030.zip' });
    expect(problems[0]?.message).toContain('a.txt, b.txt');
  });

  test('is called damaged, not unknown, when damage hides it', async () => {
    const problems = await refusedArchive([{ name: 'icd10cm_order_2030.txt', data: orderText, size: 10 }]);
    expect(problems[0]).toMatchObject({
      code: 'damaged-archive',
      file: 'release-2030.zip › icd10cm_order_2030.txt',
    });
  });

  test('is named with its member, and what is wrong with the archive stands first', async () => {
    const cut = await refusedArchive([{ name: 'icd10cm_order_2030.txt', data: orderText.slice(0, -9) }]);
    expect(cut[0]).toMatchObject({
      code: 'truncated-file',
      file: 'release-2030.zip › icd10cm_order_2030.txt',
      line: 5,
    });
    const doubled = joinLines([...orderRows, ...Array.from({ length: 300 }, () => orderRows[0] ?? '')]);
    const many = await refusedArchive([{ name: 'icd10cm_order_2030.txt', data: doubled, crc: 1 }]);
    expect(many[0]?.code).toBe('damaged-archive');
    expect(many.at(-1)?.code).toBe('too-many-problems');
    expect(many).toHaveLength(202);
  });

  test('names the sheet with its flaws', async () => {
    const rows = sheetRows();
    rows[1]?.splice(0, 1, 'bad!');
    const result = await readRelease(writeMade('HCPC2030_JAN_ANWEB.xlsx', workbook(rows)));
    expect(result).toMatchObject({
      ok: false,
      problems: [{ file: 'HCPC2030_JAN_ANWEB.xlsx', line: 2, column: 1, code: 'bad-code' }],
    });
  });

  test('is not taken for a set in CPT layout', async () => {
    const result = await readRelease(writeMade('spt-2030.txt', hcpcsText), {
      codeSet: 'spt',
      format: 'cpt',
    });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'contradicts-given', line: 1 }] });
  });

  test('is not looked for past a stretch of blank lines', async () => {
    const late = Buffer.concat([Buffer.alloc(3_000_000, '\n'), Buffer.from(orderText)]);
    const result = await readRelease(writeMade('late-2030.txt', late));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'no-release-inside' }] });
  });

  test.each([
    ['icd10cm_order_2030.txt', hcpcsText, 'hcpcs'],
    ['HCPC2030_OCT_ANWEB.txt', orderText, 'icd-10-cm'],
    ['icd-10-pcs-order-2030.txt', orderText, 'icd-10-cm'],
  ])('is not taken for what the name %s says', async (name, content, held) => {
    const result = await readRelease(writeMade(name, content));
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: 'contradicts-given', message: expect.stringContaining(held), line: 1 }],
    });
  });

  test('is refused with any damaged file beside it, which tells of damage on the way', async () => {
    const release = { name: 'icd10cm_order_2030.txt', data: orderText };
    expect(await refusedArchive([release, { name: 'notes.pdf', data: '%PDF', crc: 1 }])).toMatchObject([
      { code: 'damaged-archive', file: 'release-2030.zip › notes.pdf' },
    ]);
  });

  test('is not taken for another edition than its name says', async () => {
    const result = await readRelease(writeMade('HCPC2030_OCT_ANWEB.txt', hcpcsText), {
      effective: '2030-07-01',
    });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'contradicts-given' }] });
  });
});
