import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { orderAddenda } from '../fixtures/made-addenda.ts';
import {
  hcpcsLine,
  hcpcsRows,
  joinLines,
  orderRows,
  workbook,
  writeMade,
  type ZipMember,
  zip,
} from '../fixtures/made-files.ts';
import { madeDrugTable, madeIndex, madeNeoplasmTable, madeTabular } from '../fixtures/made-icd-10-cm.ts';
import {
  changeReportText,
  conversionSheet,
  conversionText,
  correctionsText,
  gemToNine,
  gemToProcedures,
  gemToTen,
  mueText,
  ptpRows,
  ptpText,
} from '../fixtures/made-sources.ts';
import type { OfficialContent } from './official-content.ts';
import { type Given, readOfficialFile } from './read-official-file.ts';

const order = joinLines(orderRows);
const hcpcs = joinLines(hcpcsRows.map(hcpcsLine));

async function accepted(name: string, content: string | Buffer, given: Given = {}) {
  const result = await readOfficialFile(writeMade(name, content), given);
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5), null, 1));
  return result.file;
}

async function refused(name: string, content: string | Buffer, given: Given = {}) {
  const result = await readOfficialFile(writeMade(name, content), given);
  if (result.ok) throw new Error(`expected ${name} to be refused`);
  return result.problems;
}

/** `icd-10-cm-2029-10-01 tabular: 12`: the edition, what it is, and how much. */
function told(content: OfficialContent): string {
  const { edition } = content;
  switch (content.kind) {
    case 'release':
      return `${edition.id} codes: ${content.records.length}`;
    case 'facts':
      return `${edition.id} ${content.factKind}: ${content.facts.length}`;
    case 'corrections':
      return `${edition.id} corrections: ${content.corrections.length}`;
    case 'change-report':
      return `${edition.id} change-report: ${content.reported.length}`;
    case 'addenda':
      return `${edition.id} addenda: ${content.addenda?.rows.length ?? 'unreadable'}`;
  }
}

describe('each kind of file', () => {
  test.each<[name: string, content: string | Buffer, expected: string]>([
    ['HCPC2030_JUL_ANWEB.txt', hcpcs, 'hcpcs-2030-07-01 codes: 3'],
    ['icd10cm_order_2030.txt', order, 'icd-10-cm-2029-10-01 codes: 5'],
    ['icd10cm_order_addenda_2030.txt', joinLines(orderAddenda), 'icd-10-cm-2029-10-01 addenda: 6'],
    ['HCPC2030_Corrections_ALPHA.prn', correctionsText, 'hcpcs-2030-01-01 corrections: 1'],
    ['2030_Changes_by_ActionCode.prn', changeReportText, 'hcpcs-2030-01-01 change-report: 2'],
    ['icd10cm_tabular_2030.xml', madeTabular, 'icd-10-cm-2029-10-01 tabular: 15'],
    ['icd10cm_index_2030.xml', madeIndex, 'icd-10-cm-2029-10-01 index-diseases: 5'],
    [
      'icd10cm_eindex_2030.xml',
      madeIndex.replace('INDEX TO DISEASES and INJURIES', 'EXTERNAL CAUSE OF INJURIES INDEX'),
      'icd-10-cm-2029-10-01 index-external-causes: 5',
    ],
    ['icd10cm_drug_2030.xml', madeDrugTable, 'icd-10-cm-2029-10-01 index-drugs: 3'],
    ['icd10cm_neoplasm_2030.xml', madeNeoplasmTable, 'icd-10-cm-2029-10-01 index-neoplasms: 3'],
    ['2018_I10gem.txt', gemToNine, 'icd-10-cm-2017-10-01 gem-to-icd-9: 3'],
    ['2018_I9gem.txt', gemToTen, 'icd-10-cm-2017-10-01 gem-from-icd-9: 2'],
    ['gem_i9pcs_2018.txt', gemToProcedures, 'icd-10-pcs-2017-10-01 gem-from-icd-9: 1'],
    ['icd-10-cm-conversion-table-FY2030.xlsx', conversionSheet, 'icd-10-cm-2029-10-01 conversion: 2'],
    ['icd-10-cm-conversion-table-FY2030.txt', conversionText, 'icd-10-cm-2029-10-01 conversion: 2'],
    ['ccipra-v360r0-f1.txt', ptpText(ptpRows), 'hcpcs-2030-01-01 ncci-ptp-practitioner: 2'],
    ['ccioph-v361r0-f1.txt', ptpText(ptpRows), 'hcpcs-2030-04-01 ncci-ptp-outpatient: 2'],
    ['MCR_MUE_PractitionerServices_Eff_07-01-2030.csv', mueText, 'hcpcs-2030-07-01 mue-practitioner: 1'],
  ])('%s', async (name, content, expected) => {
    const plain = await accepted(name, content);
    expect(plain.contents.map(told)).toEqual([expected]);
    expect(plain).toMatchObject({ fileName: name, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(plain.contents[0]?.member).toBeNull();
    const archive = await accepted('archive.zip', zip([{ name: `inside/${name}`, data: content }]));
    expect(archive.contents.map(told)).toEqual([expected]);
    expect(archive.contents[0]?.member).toBe(`inside/${name}`);
    if (typeof content !== 'string') return;
    const packed = await accepted(`${name}.gz`, gzipSync(content));
    expect(packed.contents.map(told)).toEqual([expected]);
    const unix = await accepted(name, content.replaceAll('\r\n', '\n'));
    expect(unix.contents.map((one) => ({ ...one, member: null }))).toEqual(
      plain.contents.map((one) => ({ ...one, member: null })),
    );
  });
});

describe('an archive of several things', () => {
  const members: ZipMember[] = [
    { name: 'icd10cm_order_addenda_2030.txt', data: joinLines(orderAddenda) },
    { name: 'icd10cm_tabular_2030.xml', data: madeTabular },
    { name: 'notes.pdf', data: '%PDF-1.7' },
    { name: 'other.xml', data: '<?xml version="1.0"?><other/>' },
    { name: 'icd10cm_order_2030.txt', data: order },
    { name: 'icd10cm_index_2030.xml', data: madeIndex },
  ];

  test('is read whole, what others add to or are held against first', async () => {
    const { contents } = await accepted('release.zip', zip(members));
    expect(contents.map(({ kind, member }) => [kind, member])).toEqual([
      ['release', 'icd10cm_order_2030.txt'],
      ['facts', 'icd10cm_tabular_2030.xml'],
      ['facts', 'icd10cm_index_2030.xml'],
      ['addenda', 'icd10cm_order_addenda_2030.txt'],
    ]);
  });

  test('is refused whole for a flaw in one of them, which is named', async () => {
    const broken = members.map((member) =>
      member.name.startsWith('icd10cm_index')
        ? { ...member, data: madeIndex.replace('<code>B20.2</code>', '<code>?</code>') }
        : member,
    );
    const problems = await refused('release.zip', zip(broken));
    expect(problems[0]?.file).toBe('release.zip › icd10cm_index_2030.xml');
    expect(problems[0]?.line).not.toBeNull();
  });

  test('is refused when it holds one source twice for one edition', async () => {
    const twice = zip([
      { name: 'icd10cm_tabular_2030.xml', data: madeTabular },
      { name: 'copy/icd10cm_tabular_2030.xml', data: madeTabular },
    ]);
    const [problem] = await refused('tabular.zip', twice);
    expect(problem).toMatchObject({ code: 'several-releases-inside' });
    expect(problem?.message).toContain('icd10cm_tabular_2030.xml, copy/icd10cm_tabular_2030.xml');
  });

  test('may hold both directions of a mapping, for both sets', async () => {
    const { contents } = await accepted(
      'gems-2018.zip',
      zip([
        { name: 'I10gem.txt', data: gemToNine },
        { name: 'I9gem.txt', data: gemToTen },
        { name: 'i9pcs.txt', data: gemToProcedures },
      ]),
    );
    expect(contents.map(told)).toEqual([
      'icd-10-cm-2017-10-01 gem-to-icd-9: 3',
      'icd-10-cm-2017-10-01 gem-from-icd-9: 2',
      'icd-10-pcs-2017-10-01 gem-from-icd-9: 1',
    ]);
  });

  test('makes one table of the parts into which NCCI splits one, and prefers text to its workbook', async () => {
    const [first = [], ...others] = ptpRows;
    const { contents } = await accepted(
      'medicare-ncci-2030q1-practitioner-ptp-edits.zip',
      zip([
        { name: 'ccipra-v360r0-f1.txt', data: ptpText([first]) },
        {
          name: 'ccipra-v360r0-f2.txt',
          data: ptpText([['B9991', 'C9991', '', '20200101', '*', '1', ''], ...others]),
        },
        { name: 'ccioph-v360r0-f1.txt', data: ptpText([first]) },
        { name: 'ccipra-v360r0-f1.xlsx', data: workbook([['Column 1', 'Column 2'], first]) },
      ]),
    );
    expect(contents.map(told)).toEqual([
      'hcpcs-2030-01-01 ncci-ptp-practitioner: 3',
      'hcpcs-2030-01-01 ncci-ptp-outpatient: 2',
    ]);
    expect(contents[0]).toMatchObject({ droppedLicensed: 2 });
  });

  test('loses no table of NCCI that stands there as a workbook only', async () => {
    const [first = []] = ptpRows;
    const heads = ['Column 1', 'Column 2', '*=in existence', 'Effective', 'Deletion', 'Modifier'];
    const other = ['B9991', 'C9991', '', '20200101', '*', '1'];
    const archive = zip([
      { name: 'txt/ccipra-v360r0-f1.txt', data: ptpText([first]) },
      { name: 'xlsx/CCIPRA_v360r0-f1.xlsx', data: workbook([heads, first.slice(0, 6)]) },
      { name: 'xlsx/ccipra-v360r0-f2.xlsx', data: workbook([heads, other]) },
      { name: 'xlsx/ccioph-v360r0-f1.xlsx', data: workbook([heads, other]) },
    ]);
    const { contents } = await accepted('medicare-ncci-2030q1-practitioner-ptp-edits.zip', archive);
    expect(contents.map(told)).toEqual([
      'hcpcs-2030-01-01 ncci-ptp-practitioner: 3',
      'hcpcs-2030-01-01 ncci-ptp-outpatient: 2',
    ]);
  });

  test('is refused where two parts of a table have one pair at one time', async () => {
    const problems = await refused(
      'ncci-2030q1.zip',
      zip([
        { name: 'ccipra-v360r0-f1.txt', data: ptpText(ptpRows) },
        { name: 'ccipra-v360r0-f2.txt', data: ptpText(ptpRows) },
      ]),
    );
    expect(problems.map(({ code }) => code)).toEqual(['duplicate-code']);
  });
});

describe('codes of licensed sets in NCCI tables', () => {
  const licensed: Given = { codeSet: 'spt', format: 'cpt' };

  test('are left out and counted', async () => {
    const { contents } = await accepted('ccipra-v360r0-f1.txt', ptpText(ptpRows));
    expect(contents[0]).toMatchObject({ codeSet: 'hcpcs', droppedLicensed: 2 });
    expect(JSON.stringify(contents)).not.toContain('0019');
  });

  test('are what is wanted where the licensed set is given', async () => {
    const { contents } = await accepted('ccipra-v360r0-f1.txt', ptpText(ptpRows), licensed);
    expect(contents.map(told)).toEqual(['spt-2030-01-01 ncci-ptp-practitioner: 2']);
    expect(contents[0]).toMatchObject({ codeSet: 'spt', droppedLicensed: 0 });
    const units = await accepted('MCR_MUE_PractitionerServices_Eff_07-01-2030.csv', mueText, licensed);
    expect(units.contents.map(told)).toEqual(['spt-2030-07-01 mue-practitioner: 1']);
  });
});

describe('contradictions', () => {
  test.each<[string, string, string | Buffer, Given, string]>([
    ['another set given', 'icd10cm_tabular_2030.xml', madeTabular, { codeSet: 'hcpcs' }, 'contradicts-given'],
    ['another set named', 'HCPC2018_gem.txt', gemToNine, {}, 'contradicts-given'],
    [
      'a year inside that is not the name’s',
      'icd10cm_tabular_2029.xml',
      madeTabular,
      {},
      'contradicts-given',
    ],
    [
      'a day given that the name speaks against',
      'icd-10-cm-conversion-table-FY2030.xlsx',
      conversionSheet,
      { effective: '2025-10-01' },
      'contradicts-given',
    ],
    ['a licensed set given for a tabular list', 'a.xml', madeTabular, { codeSet: 'spt', format: 'cpt' }, ''],
    ['no edition', 'corrections.prn', correctionsText, {}, 'unknown-edition'],
    ['no setting', 'edits-2030q1.txt', ptpText(ptpRows), {}, 'unknown-edition'],
    ['a day that is none', '2018_I10gem.txt', gemToNine, { effective: '2018' }, 'unknown-edition'],
    ['nothing known', 'letter.txt', 'Dear all,\r\n', {}, 'no-release-inside'],
    ['another XML', 'other.xml', '<?xml version="1.0"?>\n<other/>\n', {}, 'no-release-inside'],
  ])('%s is refused', async (_, name, content, given, code) => {
    const problems = await refused(name, content, given);
    if (code !== '') expect(problems[0]?.code).toBe(code);
    for (const { message, hint, file } of problems) {
      expect(file).toContain(name);
      expect(message).not.toBe('');
      expect(hint).not.toBe('');
    }
  });

  test('a day given is taken where nothing speaks against it', async () => {
    const { contents } = await accepted('list.xml', madeTabular.replace('<version>2030</version>', ''), {
      effective: '2030-04-01',
    });
    expect(contents[0]?.edition).toMatchObject({ id: 'icd-10-cm-2030-04-01', kind: 'mid-year' });
  });
});
