import type { FactKind, TabularFact } from '@plaincode/code-sets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsInForce } from '../export/section-data/facts-in-force.ts';
import { factsOn } from './testing/facts-on.ts';
import { type ImportDesk, openImportDesk, reportOf } from './testing/import-desk.ts';
import {
  conversionText,
  gemText,
  indexTitles,
  indexXml,
  type MadeEntry,
  mueText,
  ptpText,
  tableXml,
  tabularXml,
} from './testing/made-sources.ts';
import { zipOf } from './testing/made-zip.ts';

let desk: ImportDesk;

beforeAll(async () => {
  desk = await openImportDesk();
});
afterAll(() => desk.close());

const saidOn = (day: string, kind: FactKind, codeSet?: string) => factsOn(desk.payload, day, kind, codeSet);

/** The titles of the codes in the tabular list of a day. */
async function titlesOn(day: string): Promise<Record<string, string>> {
  const { tabular } = await factsInForce(desk.payload, { id: 'icd-10-cm', rightsHolder: 'nchs' }, day);
  const entries: [string, TabularFact][] = [...(tabular?.byCode ?? [])];
  return Object.fromEntries(
    entries.flatMap(([code, { title }]) => (code.includes(':') ? [] : [[code, title] as const])).sort(),
  );
}

const factRows = async () => (await desk.payload.db.count({ collection: 'code-facts' })).totalDocs;

const entries = (...titles: [code: string, title: string][]): MadeEntry[] =>
  titles.map(([code, title]) => ({ code, title }));

describe('each kind of facts', () => {
  const index = (title: string) => indexXml(2028, title, [['Fever', 'A00.1']]);
  it.each<[name: string, content: string, FactKind, codeSet: string, edition: string, codes: string[]]>([
    [
      'icd10cm_tabular_2028.xml',
      tabularXml(2028, entries(['A00', 'Blue fever'])),
      'tabular',
      'icd-10-cm',
      '2027-10-01',
      ['A00', 'chapter:1', 'section:A00-Z99'],
    ],
    [
      'icd10cm_index_2028.xml',
      index(indexTitles.diseases),
      'index-diseases',
      'icd-10-cm',
      '2027-10-01',
      ['A001'],
    ],
    [
      'icd10cm_eindex_2028.xml',
      index(indexTitles.externalCauses),
      'index-external-causes',
      'icd-10-cm',
      '2027-10-01',
      ['A001'],
    ],
    [
      'icd10cm_drug_2028.xml',
      tableXml('drugs', 2028, 'T36.0X6'),
      'index-drugs',
      'icd-10-cm',
      '2027-10-01',
      ['T360X6'],
    ],
    [
      'icd10cm_neoplasm_2028.xml',
      tableXml('neoplasms', 2028, 'C00.1'),
      'index-neoplasms',
      'icd-10-cm',
      '2027-10-01',
      ['C001'],
    ],
    [
      'icd-10-cm-conversion-table-FY2028.txt',
      conversionText([['A00.11', '2027', 'A00.1']]),
      'conversion',
      'icd-10-cm',
      '2027-10-01',
      ['A0011'],
    ],
    [
      '2018_I10gem.txt',
      gemText(['A001    0010  00000', 'A002    NoDx  11000']),
      'gem-to-icd-9',
      'icd-10-cm',
      '2017-10-01',
      ['A001', 'A002'],
    ],
    [
      '2018_I9gem.txt',
      gemText(['0010  A001    00000', '0011  A001    10000']),
      'gem-from-icd-9',
      'icd-10-cm',
      '2017-10-01',
      ['A001'],
    ],
    [
      'gem_pcsi9_2018.txt',
      gemText(['0016070 0234  10000', '0016071 0234  10000']),
      'gem-to-icd-9',
      'icd-10-pcs',
      '2017-10-01',
      ['0016070', '0016071'],
    ],
    [
      'ccipra-v340r0-f1.txt',
      ptpText([['A9991', 'B9991', '1']]),
      'ncci-ptp-practitioner',
      'hcpcs',
      '2028-01-01',
      ['A9991', 'B9991'],
    ],
    [
      'ccioph-v341r0-f1.txt',
      ptpText([['A9991', 'B9991', '0']]),
      'ncci-ptp-outpatient',
      'hcpcs',
      '2028-04-01',
      ['A9991', 'B9991'],
    ],
    [
      'MCR_MUE_PractitionerServices_Eff_01-01-2028.csv',
      mueText('Practitioner Services', [['A9991', 2]]),
      'mue-practitioner',
      'hcpcs',
      '2028-01-01',
      ['A9991'],
    ],
    [
      'MCR_MUE_OutpatientHospitalServices_Eff_01-01-2028.csv',
      mueText('Outpatient Hospital Services', [['A9991', 2]]),
      'mue-outpatient',
      'hcpcs',
      '2028-01-01',
      ['A9991'],
    ],
    [
      'MCR_MUE_DMESupplierServices_Eff_01-01-2028.csv',
      mueText('DME Supplier Services', [['E9991', 2]]),
      'mue-dme',
      'hcpcs',
      '2028-01-01',
      ['E9991'],
    ],
  ])(
    '%s comes in with its provenance, and once',
    async (name, content, factKind, codeSet, effective, codes) => {
      const report = reportOf(await desk.give(name, content), 'facts');
      expect(report).toMatchObject({ outcome: 'imported', factKind, codeSet, facts: codes.length });
      expect(report.edition).toMatchObject({ id: `${codeSet}-${effective}`, effective });
      expect(report.counts).toMatchObject({ added: codes.length, unchanged: 0 });

      const said = await saidOn('2100-01-01', factKind, codeSet);
      expect(Object.keys(said.codes)).toEqual(codes.toSorted());
      expect(said.source).toMatchObject({
        id: factKind,
        edition: `${codeSet}-${effective}`,
        fileName: name,
        member: null,
        sha256: report.sha256,
      });

      const before = await desk.everything();
      const again = reportOf(await desk.give(name, content), 'facts');
      expect(again).toMatchObject({ outcome: 'unchanged', counts: null });
      expect(await desk.everything()).toBe(before);
    },
  );

  it('says nothing new where another file says the same', async () => {
    const before = await desk.everything();
    const archive = zipOf({ 'icd10cm_tabular_2028.xml': tabularXml(2028, entries(['A00', 'Blue fever'])) });
    const report = reportOf(await desk.give('again.zip', archive), 'facts');
    expect(report).toMatchObject({ outcome: 'unchanged', counts: { unchanged: 3 } });
    expect(await desk.everything()).toBe(before);
  });
});

describe('editions of one source', () => {
  const give = (year: number, ...titles: [string, string][]) =>
    desk.give(`icd10cm_tabular_${year}.xml`, tabularXml(year, entries(...titles)));

  it('write only what they change', async () => {
    await give(2030, ['A00', 'Blue fever'], ['A01', 'Red fever'], ['A02', 'Green fever']);
    const rows = await factRows();
    const next = reportOf(
      await give(2032, ['A00', 'Blue fever'], ['A01', 'Red fever, so called'], ['A03', 'Pale fever']),
      'facts',
    );
    expect(next.counts).toMatchObject({ added: 1, revised: 1, removed: 1, unchanged: 3 });
    expect((await factRows()) - rows).toBe(3);
    expect(await titlesOn('2029-10-01')).toEqual({ A00: 'Blue fever', A01: 'Red fever', A02: 'Green fever' });
    expect(await titlesOn('2031-10-01')).toEqual({
      A00: 'Blue fever',
      A01: 'Red fever, so called',
      A03: 'Pale fever',
    });
  });

  it('write exactly the rows that differ when one is posted again', async () => {
    const rows = await factRows();
    const later = await saidOn('2031-10-01', 'tabular');
    const reposted = reportOf(
      await give(2030, ['A00', 'Blue fever'], ['A01', 'Red fever, mended'], ['A02', 'Green fever']),
      'facts',
    );
    // A01 has a row of its own in the later edition: nothing has to be kept.
    expect(reposted.counts).toMatchObject({ added: 0, revised: 1, removed: 0, repaired: 0 });
    expect((await factRows()) - rows).toBe(1);
    expect(await titlesOn('2029-10-01')).toMatchObject({ A01: 'Red fever, mended' });
    expect(await saidOn('2031-10-01', 'tabular')).toEqual(later);
  });

  it('stay as they were when a year between them arrives late', async () => {
    const [earlier, later] = [await saidOn('2029-10-01', 'tabular'), await saidOn('2031-10-01', 'tabular')];
    const middle = reportOf(
      await give(2031, ['A00', 'Blue fever, in between'], ['A09', 'Short fever']),
      'facts',
    );
    expect(middle.counts?.repaired).toBeGreaterThan(0);
    expect(await titlesOn('2030-10-01')).toEqual({ A00: 'Blue fever, in between', A09: 'Short fever' });
    expect(await saidOn('2029-10-01', 'tabular')).toEqual(earlier);
    expect(await saidOn('2031-10-01', 'tabular')).toEqual(later);
  });

  it('stay as they were when one older than all of them arrives', async () => {
    const days = ['2027-10-01', '2029-10-01', '2030-10-01', '2031-10-01'];
    const before = await Promise.all(days.map((day) => saidOn(day, 'tabular')));
    await give(2026, ['A00', 'Old fever'], ['A0A', 'Forgotten fever']);
    expect(await titlesOn('2025-10-01')).toEqual({ A00: 'Old fever', A0A: 'Forgotten fever' });
    expect(await Promise.all(days.map((day) => saidOn(day, 'tabular')))).toEqual(before);
  });

  it('are read at the earliest one before any has taken effect', async () => {
    expect(await titlesOn('1999-01-01')).toEqual(await titlesOn('2025-10-01'));
  });
});
