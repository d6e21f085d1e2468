import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hcpcsLine,
  hcpcsRows,
  joinLines,
  orderLine,
  orderRows,
  sheetRows,
  workbook,
  writeMade,
  zip,
} from '../fixtures/made-files.ts';
import { readOfficialFile } from './read-official-file.ts';
import { type Given, readRelease } from './read-release.ts';

const preamble = ['***Disclaimers', '', '-- In some instances brand names appear.\u00a0', ''];
const hcpcsText = joinLines([...preamble, ...hcpcsRows.map(hcpcsLine)]);
const orderText = joinLines(orderRows);

async function accepted(name: string, content: string | Buffer, given: Given = {}) {
  const result = await readRelease(writeMade(name, content), given);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.release;
}

async function refused(name: string, content: string | Buffer, given: Given = {}) {
  const result = await readRelease(writeMade(name, content), given);
  if (result.ok) throw new Error('expected a refusal');
  for (const problem of result.problems) expect(problem.hint).not.toBe('');
  return result.problems;
}

describe('the HCPCS contractor record', () => {
  test('joins continuations, keeps the order, tells procedures from modifiers', async () => {
    const { codeSet, edition, records } = await accepted(
      'HCPC2024_JUL_ANWEB.txt',
      Buffer.from(hcpcsText, 'latin1'),
    );
    expect(codeSet).toBe('hcpcs');
    expect(edition).toMatchObject({ id: 'hcpcs-2024-07-01', label: 'July 2024', kind: 'quarterly' });
    expect(records.map(({ code, codeType }) => [code, codeType])).toEqual([
      ['A1', 'modifier'],
      ['A0021', 'procedure'],
      ['B4034', 'procedure'],
    ]);
    expect(records[1]).toMatchObject({
      longDescriptor: 'A made-up service whose long descriptor goes on in a second row',
      dates: { added: '2003-01-01', effective: '2004-01-01', terminated: null },
      indicators: { pricing: ['00'], multiplePricing: '9', coverage: 'I', actionCode: 'N' },
    });
    expect(records[2]?.dates.terminated).toBe('2024-03-31');
  });

  test('reads the same from a zip, a gz and the workbook', async () => {
    const plain = await accepted('HCPC2024_ANWEB.txt', hcpcsText);
    const zipped = await accepted(
      'hcpc2024.zip',
      zip([
        { name: 'HCPC2024_ANWEB.txt', data: hcpcsText },
        { name: 'read-me.pdf', data: '%PDF' },
      ]),
    );
    const packed = await accepted('HCPC2024_ANWEB.txt.gz', gzipSync(hcpcsText));
    const sheet = await accepted('HCPC2024_ANWEB.xlsx', workbook(sheetRows()));
    expect(zipped.member).toBe('HCPC2024_ANWEB.txt');
    for (const other of [zipped, packed, sheet]) expect(other.records).toEqual(plain.records);
  });

  test('passes over continuation rows that a workbook repeats', async () => {
    const rows = sheetRows();
    const { records } = await accepted(
      'HCPC2024_ANWEB.xlsx',
      workbook([...rows.slice(0, 4), rows[3] ?? [], ...rows.slice(4)]),
    );
    expect(records[1]?.longDescriptor).toBe(
      'A made-up service whose long descriptor goes on in a second row',
    );
  });

  test('drops rows of licensed sets and counts their codes', async () => {
    const rows = [
      ...hcpcsRows,
      { code: 'D0120', id: '3' as const, long: 'x' },
      { code: 'D0120', sequence: '00200', id: '4' as const, long: 'y' },
    ];
    const release = await accepted('HCPC2024_ANWEB.txt', joinLines(rows.map(hcpcsLine)));
    expect(release.droppedLicensed).toBe(1);
    expect(release.records.map(({ code }) => code)).not.toContain('D0120');
  });

  test('refuses a cut row, a doubled code, an orphan and a bad date, all at once and with their places', async () => {
    const rows = hcpcsRows.map(hcpcsLine);
    const lines = [
      ...rows,
      rows[3] ?? '',
      hcpcsLine({ code: 'C1234', sequence: '00200', id: '4', long: 'orphan' }),
      hcpcsLine({ code: 'C9999', id: '3', long: 'x', details: { 268: '20249999' } }),
      (rows[0] ?? '').slice(0, 200),
    ];
    const problems = await refused('HCPC2024_ANWEB.txt', joinLines(lines));
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['duplicate-code', 5, 1],
      ['orphan-continuation', 6, 1],
      ['bad-field', 7, 269],
      ['truncated-record', 8, 201],
    ]);
  });

  test('refuses formulas and document types in a workbook', async () => {
    const sheet = workbook(sheetRows()).toString('latin1');
    expect(sheet).toContain('PK');
    const withType = workbook(sheetRows(), '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>');
    expect((await refused('HCPC2024_ANWEB.xlsx', withType))[0]?.code).toBe('unsafe-archive');
    const formula = workbook(sheetRows(), '', '<row r="9"><c r="B9"><f>1+1</f><v>2</v></c></row>');
    expect(await refused('HCPC2024_ANWEB.xlsx', formula)).toContainEqual(
      expect.objectContaining({ code: 'formula-cell', line: 9, column: 2 }),
    );
  });
});

describe('the ICD-10 order file', () => {
  test('gives flags, dots and the nearest ancestor that the edition holds', async () => {
    const { edition, records } = await accepted('icd10cm_order_2030.txt', orderText);
    expect(edition).toMatchObject({
      id: 'icd-10-cm-2029-10-01',
      label: '2030',
      kind: 'annual',
      effective: '2029-10-01',
    });
    expect(records.map(({ displayCode, billable, parent }) => [displayCode, billable, parent])).toEqual([
      ['A00', false, null],
      ['A00.0', true, 'A00'],
      ['A01', false, null],
      ['A01.00', true, 'A01'],
      ['A01.01', true, 'A01'],
    ]);
  });

  test('is told from ICD-10-PCS by its codes', async () => {
    const rows = [orderLine(1, '001', 0, 'Made-up table'), orderLine(2, '0016070', 1, 'Made-up procedure')];
    const { codeSet, records } = await accepted('icd10pcs_order_2030.txt', joinLines(rows));
    expect(codeSet).toBe('icd-10-pcs');
    expect(records[1]).toMatchObject({
      displayCode: '0016070',
      codeType: 'inpatient-procedure',
      parent: '001',
    });
  });

  test('finds the order file among the members of a release', async () => {
    const file = zip([
      { name: 'icd10cm_codes_2030.txt', data: 'A000    Made-up fever due to a first cause\r\n' },
      { name: 'icd10cm_order_addenda_2030.txt', data: 'Add:         1 A000    Made-up fever\r\n' },
      { name: 'Code Descriptions/icd10cm_order_2030.txt', data: orderText },
      { name: 'icd10OrderFiles.pdf', data: '%PDF-1.7' },
    ]);
    expect((await accepted('2030-code-descriptions-tabular-order.zip', file)).member).toBe(
      'Code Descriptions/icd10cm_order_2030.txt',
    );
  });

  test('takes a release whose addenda cannot be read, and says what is wrong with them', async () => {
    const file = zip([
      { name: 'icd10cm_order_2030.txt', data: orderText },
      { name: 'icd10cm_order_addenda_2030.txt', data: 'Add:         1 A000    Made-up fever\r\n' },
    ]);
    const result = await readOfficialFile(writeMade('2030-order.zip', file));
    if (!result.ok) throw new Error('expected a release');
    expect(result.file.contents.map(({ kind }) => kind)).toEqual(['release', 'addenda']);
    expect(result.file.contents[1]).toMatchObject({
      addenda: null,
      problems: [{ line: 1, file: expect.stringContaining('addenda') }, {}],
    });
    const alone = await refused('icd10cm_order_addenda_2030.txt', 'Add:         1 A000    Made-up fever\r\n');
    expect(alone[0]?.line).toBe(1);
  });

  test('names a missing row, a bad flag and a damaged character with their lines', async () => {
    const lines = [
      orderRows[0] ?? '',
      (orderRows[1] ?? '').replace(' 1 ', ' 7 '),
      (orderRows[2] ?? '').replace('fever', 'fe\x06er'),
      orderRows[4] ?? '',
    ];
    const problems = await refused('icd10cm_order_2030.txt', joinLines(lines));
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['bad-field', 2],
      ['bad-character', 3],
      ['bad-sequence', 4],
    ]);
  });
});

describe('a file in CPT layout', () => {
  const long = joinLines([
    'Sample licence text.',
    '',
    '9X101\tAn invented procedure',
    '9X102\tAnother invented procedure',
  ]);

  test('is read after its preamble, with medium and short descriptors beside it', async () => {
    const file = zip([
      { name: 'LONGULT.txt', data: long },
      { name: 'MEDU.txt', data: joinLines(['9X101\tINVENTED', '9X102\tINVENTED TOO']) },
    ]);
    const { records, edition } = await accepted('spt-2026.zip', file, { codeSet: 'spt', format: 'cpt' });
    expect(edition).toMatchObject({ id: 'spt-2026-01-01', label: '2026' });
    expect(records[0]).toMatchObject({
      code: '9X101',
      longDescriptor: 'An invented procedure',
      mediumDescriptor: 'INVENTED',
    });
  });

  test('is refused when its files name different codes', async () => {
    const file = zip([
      { name: 'LONGULT.txt', data: long },
      { name: 'SHORTU.txt', data: joinLines(['9X101\tA']) },
    ]);
    expect((await refused('spt-2026.zip', file, { codeSet: 'spt', format: 'cpt' }))[0]?.code).toBe(
      'unequal-counts',
    );
  });
});

describe('what is given', () => {
  test('wins over the name, and names an edition that nothing tells', async () => {
    const given = await accepted('rows.txt', orderText, { effective: '2031-04-01' });
    expect(given.edition).toMatchObject({
      id: 'icd-10-cm-2031-04-01',
      label: 'April 2031',
      kind: 'mid-year',
    });
    expect((await refused('rows.txt', orderText))[0]?.code).toBe('unknown-edition');
    expect((await refused('icd10cm_order_2030.txt', orderText, { codeSet: 'hcpcs' }))[0]?.code).toBe(
      'contradicts-given',
    );
    expect((await refused('icd10cm_order_2030.txt', orderText, { effective: 'soon' }))[0]?.code).toBe(
      'unknown-edition',
    );
  });

  test.each([
    ['HCPC2025_OCT_ANWEB.txt', 'hcpcs-2025-10-01'],
    ['HCPC2019_CONTR_ANWEB.txt', 'hcpcs-2019-01-01'],
    ['january-2024-alpha-numeric-hcpcs.txt', 'hcpcs-2024-01-01'],
  ])('%s is %s', async (name, id) => {
    expect((await accepted(name, hcpcsText)).edition.id).toBe(id);
  });

  test.each([
    ['icd10cm-order-Jan-2021.txt', 'icd-10-cm-2021-01-01', 'January 2021'],
    ['april-1-2025-icd10cm-order.txt', 'icd-10-cm-2025-04-01', 'April 2025'],
    ['icd10cm_order_2026.txt', 'icd-10-cm-2025-10-01', '2026'],
  ])('%s is %s', async (name, id, label) => {
    expect((await accepted(name, orderText)).edition).toMatchObject({ id, label });
  });
});

describe('a file that is cut, damaged, unsafe or of another kind', () => {
  const zipped = zip([{ name: 'icd10cm_order_2030.txt', data: orderText.repeat(1) }]);
  const packed = gzipSync(orderText);

  test.each<[string, string | Buffer, string]>([
    ['icd10cm_order_2030.txt', orderText.slice(0, -30), 'truncated-file'],
    ['cut.zip', zipped.subarray(0, -40), 'truncated-file'],
    ['icd10cm_order_2030.txt.gz', packed.subarray(0, -20), 'truncated-file'],
    ['wrong-sum.zip', zip([{ name: 'icd10cm_order_2030.txt', data: orderText, crc: 1 }]), 'damaged-archive'],
    ['climbs.zip', zip([{ name: '../../etc/icd10cm_order_2030.txt', data: orderText }]), 'unsafe-archive'],
    ['bomb.zip', zip([{ name: 'icd10cm_order_2030.txt', data: ' '.repeat(20_000_000) }]), 'too-large'],
    ['icd10cm_order_2030.pdf', '%PDF-1.7 ...', 'wrong-kind'],
    ['picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'wrong-kind'],
    ['binary.txt', Buffer.from([65, 66, 0, 67]), 'wrong-kind'],
    ['empty.txt', '', 'empty-file'],
    ['letter.txt', 'Dear Sir or Madam,\n', 'no-release-inside'],
  ])('%s is refused', async (name, content, code) => {
    const problems = await refused(name, content);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems[0]?.file).toContain(name);
  });

  test('a file that is not there, and a folder, are refused', async () => {
    expect(await readRelease('/no/such/file.txt')).toMatchObject({
      ok: false,
      problems: [{ code: 'unreadable-file', message: 'The file is not there.' }],
    });
    expect(await readRelease('/')).toMatchObject({ ok: false });
  });

  test('a flipped bit in an archive is always found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(packed);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const result = await readRelease(writeMade('icd10cm_order_2030.txt.gz', bytes));
        // The header's time, name flag and system bytes say nothing of the content.
        if (bit >> 3 >= 10) expect(result.ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('any mutation of a text ends in a release or in problems, never in a crash', async () => {
    const original = Buffer.from(hcpcsText + orderText);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(original.length),
        async (changes, length) => {
          const bytes = Buffer.from(original.subarray(0, length));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const result = await readRelease(writeMade('HCPC2024_ANWEB.txt', bytes));
          if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
