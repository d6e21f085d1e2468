import { join } from 'node:path';
import type { CodePageRecord, ExportLine } from '@plaincode/content-schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSite } from '../export/export-site.ts';
import { diffHeld } from './diff-held.ts';
import { heldEditions, heldFacts } from './held-editions.ts';
import { type ImportRequest, importFile } from './import-file.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportReport } from './import-report.ts';
import { listHeld } from './list-held.ts';
import { factSpans } from './plan-facts.ts';
import { lastRows } from './spans.ts';
import { type ImportDesk, openImportDesk } from './testing/import-desk.ts';
import { hcpcsText, type MadeDiagnosis, orderText, writeMade } from './testing/made-files.ts';
import { gemText, indexXml, ptpText, sheetXml, tabularXml } from './testing/made-page-sources.ts';
import { zipOf } from './testing/made-zip.ts';

let desk: ImportDesk;
let folder: string;

beforeAll(async () => {
  desk = await openImportDesk();
  folder = join(desk.env.dataFolder, 'files');
});
afterAll(() => desk.close());

async function bring(
  name: string,
  content: string | Buffer,
  more: Partial<ImportRequest> = {},
): Promise<ImportReport[]> {
  const file = writeMade(folder, name, content);
  return (await importFile(desk.payload, desk.env.dataFolder, { file, ...more })).reports;
}

/** What a source says of a code at one of its editions; undefined where it says nothing. */
async function factAt(kind: string, edition: string, code: string): Promise<unknown> {
  const held = (await heldFacts(desk.payload, 'icd-10-cm')).get(kind) ?? [];
  const sequence = held.find(({ id }) => id === edition)?.sequence ?? 0;
  const rows = await lastRows<{
    code: string;
    content: unknown;
    present: boolean;
    editionSequence: number;
    importSequence: number;
  }>(desk.payload, factSpans('icd-10-cm', kind, held), sequence);
  const row = rows.get(code);
  return row?.present ? row.content : undefined;
}

const exportRequest = (now: string) => ({
  reason: 'publish',
  origin: 'https://example.com',
  mediaFolder: desk.env.mediaFolder,
  now: new Date(now),
  warn: () => undefined,
});

async function pageOf(path: string, now: string): Promise<CodePageRecord> {
  let found: ExportLine | undefined;
  for await (const line of exportSite(desk.payload, exportRequest(now)))
    if (line.type === 'page' && line.record.path === path) found = line;
  if (found?.type !== 'page' || found.record.kind !== 'code') throw new Error(`no code page ${path}`);
  return found.record;
}

const workbook = (rows: readonly (readonly string[])[]): Buffer =>
  zipOf({
    'xl/workbook.xml': '<workbook/>',
    'xl/worksheets/sheet1.xml': sheetXml(rows),
  });

const fractures: MadeDiagnosis[] = [
  { code: 'S52', billable: false, long: 'Made-up fracture' },
  { code: 'S521XXA', billable: true, long: 'Made-up fracture of one kind, first made-up visit' },
  { code: 'S529XXA', billable: true, long: 'Made-up fracture, unspecified, first made-up visit' },
];
const later: MadeDiagnosis[] = [
  ...fractures.slice(0, 2),
  { code: 'S528', billable: true, long: 'Made-up fracture of another kind' },
];

describe('releases with a difference to the year before', () => {
  it('say what changed, of all codes and of those valid for submission', async () => {
    const [first] = await bring('icd10cm_order_2025.txt', orderText(fractures));
    expect(first).toMatchObject({ kind: 'release', outcome: 'imported', changes: null });
    const [second] = await bring('icd10cm_order_2026.txt', orderText(later));
    expect(second).toMatchObject({
      changes: {
        from: { label: '2025' },
        counts: { added: 1, deleted: 1, longRevised: 0 },
        billable: { added: 1, deleted: 1 },
      },
    });
  });

  it('are planned and not written with --check', async () => {
    const before = await desk.everything();
    const [report] = await bring('icd10cm_order_2027.txt', orderText(fractures), { check: true });
    expect(report).toMatchObject({ outcome: 'planned', changes: { counts: { added: 1, reinstated: 1 } } });
    expect(await desk.everything()).toBe(before);
  });

  it('are compared in full from what is held', async () => {
    const [from, to] = await heldEditions(desk.payload, 'icd-10-cm');
    if (!from || !to) throw new Error('two editions are held');
    const { changes, notesCompared } = await diffHeld(desk.payload, 'icd-10-cm', from, to);
    expect(changes.map(({ code, kinds }) => [code, kinds])).toEqual([
      ['S529XXA', ['deleted']],
      ['S528', ['added']],
    ]);
    expect(notesCompared).toBe(false);
  });
});

describe('sources beside the releases', () => {
  it('come in together from one archive, each with its file', async () => {
    const archive = zipOf({
      'icd10cm_tabular_2025.xml': tabularXml('2025', 'T20.-'),
      'icd10cm_index_2025.xml': indexXml('2025'),
      'read-me.txt': 'Tables of 2025',
    });
    const reports = await bring('icd10cm_table_and_index_2025.zip', archive);
    const edition = { id: 'icd-10-cm-2024-10-01' };
    expect(reports).toMatchObject([
      { factKind: 'tabular', outcome: 'imported', edition, member: 'icd10cm_tabular_2025.xml' },
      { factKind: 'index-diseases', outcome: 'imported', edition, member: 'icd10cm_index_2025.xml' },
    ]);
    const before = await desk.everything();
    const again = await bring('icd10cm_table_and_index_2025.zip', archive);
    expect(again).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }]);
    expect(await desk.everything()).toBe(before);
  });

  it('write only what a later edition says otherwise, and an earlier one that arrives late changes nothing later', async () => {
    const [report] = await bring('icd10cm_tabular_2027.xml', tabularXml('2027', 'T30.-'));
    expect(report).toMatchObject({ kind: 'facts', counts: { added: 0, revised: 1, unchanged: 4 } });
    const late = await bring('icd10cm_tabular_2026.xml', tabularXml('2026', 'T25.-'));
    expect(late[0]).toMatchObject({ counts: { revised: 1, repaired: 0 } });
    const excluded = async (edition: string) =>
      JSON.stringify(await factAt('tabular', edition, 'chapter:19')).match(/T\d\d/)?.[0];
    expect(await excluded('icd-10-cm-2024-10-01')).toBe('T20');
    expect(await excluded('icd-10-cm-2025-10-01')).toBe('T25');
    expect(await excluded('icd-10-cm-2026-10-01')).toBe('T30');
  });

  it('are refused whole where one file of an archive is damaged', async () => {
    const before = await desk.everything();
    const archive = zipOf({
      'icd10cm_tabular_2024.xml': tabularXml('2024', 'T21.-'),
      'icd10cm_index_2024.xml': indexXml('2024').replace('</mainTerm>', ''),
    });
    await expect(bring('icd10cm_table_and_index_2024.zip', archive)).rejects.toBeInstanceOf(ImportRefused);
    expect(await desk.everything()).toBe(before);
  });

  it('stand on the pages, each part with its source, at the edition in force', async () => {
    await bring(
      '2018_I10gem.txt',
      gemText([
        ['S521XXA', '81300', '10000'],
        ['S52XXXA', 'NoDx', '11000'],
      ]),
    );
    const record = await pageOf('/icd-10-cm/S52.1XXA/', '2025-12-01T00:00:00Z');
    const data = (id: string) => record.sections.find((section) => section.id === id)?.data ?? [];
    expect(data('guidelines').map(({ title }) => title)).toEqual([
      'Instructions of the tabular list',
      'Index to diseases and injuries: entries that lead here',
    ]);
    const words = JSON.stringify(data('guidelines'));
    // From its stem, its category and its chapter; what stands under the category as an inclusion is its own.
    for (const text of [
      'Made-up kind of fracture',
      'made-up break',
      'first made-up visit',
      'made-up burns (T25.-)',
    ])
      expect(words).toContain(text);
    expect(data('crosswalks')).toMatchObject([
      { title: 'General equivalence mapping to ICD-9-CM, 2018', historical: true, source: 'gem-to-icd-9' },
    ]);
    expect(JSON.stringify(data('crosswalks'))).toContain('813.00: approximate');
    expect(data('ncci-edits')).toEqual([]);
    expect(record.sources.map(({ id, editionLabel }) => [id, editionLabel])).toEqual([
      ['file', '2026'],
      ['tabular', '2026'],
      ['index-diseases', '2025'],
      ['gem-to-icd-9', '2018'],
    ]);
  });
});

describe('replacements', () => {
  it('are proposed once, and what an editor decides stays', async () => {
    const table = workbook([
      ['Current code assignment', 'Effective Date', 'Previous Code(s) Assignment'],
      ['S52.8', '2025', 'S52.9XXA'],
    ]);
    await bring('icd-10-cm-conversion-table-FY2026.xlsx', table);
    const all = () => desk.payload.find({ collection: 'replacements', sort: 'key' });
    const [proposed] = (await all()).docs;
    expect(proposed).toMatchObject({ formerCode: 'S529XXA', code: 'S528', state: 'proposed' });
    const before = await pageOf('/icd-10-cm/S52.9XXA/', '2025-12-01T00:00:00Z');
    expect(before.status).toMatchObject({ state: 'deleted', replacements: [] });

    await desk.payload.update({
      collection: 'replacements',
      id: proposed?.id ?? '',
      data: { state: 'confirmed' },
    });
    const confirmed = await pageOf('/icd-10-cm/S52.9XXA/', '2025-12-01T00:00:00Z');
    expect(confirmed.status.replacements.map(({ displayCode }) => displayCode)).toEqual(['S52.8']);

    const reworded = later.map((row) => ({ ...row, long: `${row.long} again` }));
    await bring('icd10cm_order_2026.txt', orderText(reworded));
    expect((await all()).docs.map(({ state }) => state)).toEqual(['confirmed']);
  });
});

describe('HCPCS files beside the releases', () => {
  const year = (codes: readonly string[]) =>
    hcpcsText(codes.map((code) => ({ code, long: `Made-up item ${code}` })));
  const head =
    '  CODE    ACTION  EFF DATE        SHORT DESC                LONG DESC          TOBETOCOPRICXREF CODASC IASC DATCOMMENTS';
  const corrections = `\r\n${head}\r\n   DZ   Removed in01/01/2018\r\n`;

  it('facts of a set whose codes are not held make no pages of it', async () => {
    await bring('ccioph-v310r0-f1.txt', ptpText([['A0001', 'A0002', '', '20190101', '*', '9', 'Made up']]));
    const lines: ExportLine[] = [];
    for await (const line of exportSite(desk.payload, exportRequest('2025-12-01T00:00:00Z')))
      lines.push(line);
    const [header] = lines;
    expect(header?.type === 'header' && header.site.codeSets.map(({ id }) => id)).toEqual(['icd-10-cm']);
    expect(JSON.stringify(lines)).not.toContain('"/hcpcs/');
  });

  it('corrections bring back what the edition lost by mistake, once', async () => {
    await bring('HCPC2018_CONTR_ANWEB.txt', year(['DZ', 'A0001', 'A0002']));
    await bring('HCPC2019_CONTR_ANWEB.txt', year(['A0001', 'A0002']));
    const [report] = await bring('HCPC2019_Corrections_ALPHA.prn', corrections);
    expect(report).toMatchObject({
      kind: 'corrections',
      outcome: 'imported',
      edition: { id: 'hcpcs-2019-01-01' },
      counts: { returned: 1, unchanged: 2 },
      notApplied: [],
    });
    const before = await desk.everything();
    expect((await bring('HCPC2019_Corrections_ALPHA.prn', corrections))[0]).toMatchObject({
      outcome: 'unchanged',
    });
    // The release again is the file that is held: it does not undo what corrects it.
    expect((await bring('HCPC2019_CONTR_ANWEB.txt', year(['A0001', 'A0002'])))[0]).toMatchObject({
      outcome: 'unchanged',
    });
    expect(await desk.everything()).toBe(before);
    const [edition] =
      (await listHeld(desk.payload)).find(({ set }) => set === 'hcpcs')?.editions.slice(1) ?? [];
    expect(edition).toMatchObject({ codes: 3, files: [{ kind: 'codes' }, { kind: 'corrections' }] });
  });

  it('corrections of an edition that is not held are refused', async () => {
    await expect(bring('HCPC2016_Corrections_ALPHA.prn', corrections)).rejects.toMatchObject({
      code: 'edition-not-held',
    });
  });

  it('pairs with a code of a licensed set stay outside, and are counted', async () => {
    const [report] = await bring(
      'ccipra-v311r0-f1.txt',
      ptpText([
        ['A0001', 'A0002', '', '20190101', '*', '1', 'A made-up reason'],
        ['A0001', '00100', '', '20190101', '*', '0', 'A made-up reason'],
      ]),
    );
    expect(report).toMatchObject({
      factKind: 'ncci-ptp-practitioner',
      edition: { id: 'hcpcs-2025-04-01' },
      facts: 2,
      droppedLicensed: 1,
    });
    const record = await pageOf('/hcpcs/A0002/', '2025-12-01T00:00:00Z');
    const edits = record.sections.find(({ id }) => id === 'ncci-edits')?.data ?? [];
    expect(JSON.stringify(edits)).toContain('a modifier is allowed, since January 1, 2019; A made-up reason');
    expect(JSON.stringify(edits)).not.toContain('00100');
  });
});
