import type { FactKind } from '@plaincode/code-sets';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BulkStore } from './bulk/index.ts';
import { heldFacts } from './held-editions.ts';
import { factsOn } from './testing/facts-on.ts';
import { type ImportDesk, openImportDesk, refusalOf } from './testing/import-desk.ts';
import { hcpcsText, orderText } from './testing/made-files.ts';
import {
  conversionText,
  gemText,
  indexTitles,
  indexXml,
  type MadeEntry,
  ptpText,
  tableXml,
  tabularXml,
} from './testing/made-sources.ts';
import { zipOf } from './testing/made-zip.ts';

/** How many more bulk writes succeed, before the process seems to be killed; null for all of them. */
const power = vi.hoisted<{ left: number | null }>(() => ({ left: null }));

vi.mock('./bulk/index.ts', async (original) => {
  const real = await original<typeof import('./bulk/index.ts')>();
  const costly =
    <Given>(write: (given: Given) => Promise<void>) =>
    (given: Given): Promise<void> => {
      if (power.left === 0) throw new Error('the power went out');
      if (power.left !== null) power.left -= 1;
      return write(given);
    };
  return {
    bulkStore: async (...given: Parameters<typeof real.bulkStore>): Promise<BulkStore> => {
      const { sweep, ...store } = await real.bulkStore(...given);
      return {
        sweep,
        appendCodes: costly(store.appendCodes),
        appendFacts: costly(store.appendFacts),
        appendOrders: costly(store.appendOrders),
        appendItems: costly(store.appendItems),
        complete: costly(store.complete),
      };
    },
  };
});

const mappings = gemText(['A001    0010  00000', 'A002    NoDx  11000']);
let desk: ImportDesk;

beforeAll(async () => {
  desk = await openImportDesk();
  await desk.give('2018_I10gem.txt', mappings);
  await desk.give('icd10cm_tabular_2032.xml', tabularXml(2032, entries(['A00', 'Red fever'])));
  await desk.give('icd10cm_drug_2032.xml', tableXml('drugs', 2032, 'T36.0X6'));
});
afterAll(() => desk.close());

const saidOn = (day: string, kind: FactKind, codeSet?: string) => factsOn(desk.payload, day, kind, codeSet);

const entries = (...titles: [code: string, title: string][]): MadeEntry[] =>
  titles.map(([code, title]) => ({ code, title }));

describe('an archive of tabular list, indexes and tables', () => {
  const archive = zipOf({
    'icd10cm_tabular_2034.xml': tabularXml(2034, entries(['A00', 'Blue fever'], ['B00', 'New fever'])),
    'icd10cm_index_2034.xml': indexXml(2034, indexTitles.diseases, [['Fever', 'B00']]),
    'icd10cm_eindex_2034.xml': indexXml(2034, indexTitles.externalCauses, [['Fall', 'B00']]),
    'icd10cm_drug_2034.xml': tableXml('drugs', 2034, 'T36.0X6'),
    'icd10cm_neoplasm_2034.xml': tableXml('neoplasms', 2034, 'C00.2'),
  });
  const kinds = ['tabular', 'index-diseases', 'index-external-causes', 'index-drugs', 'index-neoplasms'];
  const visible = async () => {
    const held = [...(await heldFacts(desk.payload, 'icd-10-cm'))];
    const said = await Promise.all(
      (['tabular', 'index-diseases', 'index-neoplasms'] as const).map((kind) => saidOn('2100-01-01', kind)),
    );
    return JSON.stringify([held, said]);
  };

  // One of the five sources says nothing new: four write rows, and a fifth write shows them all.
  it.each([0, 1, 2, 3, 4])('shows nothing when it is killed after %i writes', async (writes) => {
    const before = await visible();
    power.left = writes;
    const failed = desk.give('tables-and-index-2034.zip', archive).finally(() => {
      power.left = null;
    });
    await expect(failed).rejects.toThrow('the power went out');
    expect(await visible()).toBe(before);
  });

  it('comes in as one afterwards, and what was left is cleared', async () => {
    const { reports, swept } = await desk.give('tables-and-index-2034.zip', archive);
    expect(swept).toBeGreaterThan(0);
    expect(reports.map((report) => report.kind === 'facts' && [report.factKind, report.outcome])).toEqual(
      kinds.map((kind) => [kind, 'imported']),
    );
    expect((await saidOn('2100-01-01', 'index-neoplasms')).codes).toHaveProperty('C002');
    const { docs } = await desk.payload.find({ collection: 'imports', limit: 0, pagination: false });
    const complete = new Set(docs.filter(({ state }) => state === 'complete').map(({ id }) => String(id)));
    expect(docs.filter(({ state }) => state === 'loading')).toEqual([]);
    const rows = await desk.payload.db.find<{ import: string }>({
      collection: 'code-facts',
      limit: 0,
      pagination: false,
    });
    expect(rows.docs.filter((row) => !complete.has(row.import))).toEqual([]);
    expect((await saidOn('2100-01-01', 'tabular')).source).toMatchObject({
      fileName: 'tables-and-index-2034.zip',
      member: 'icd10cm_tabular_2034.xml',
    });
  });

  it('is refused whole for a flaw in its last member', async () => {
    const before = await desk.everything();
    const broken = zipOf({
      'icd10cm_tabular_2035.xml': tabularXml(2035, entries(['A00', 'Blue fever'])),
      'icd10cm_index_2035.xml': indexXml(2035, indexTitles.diseases, [['Fever', '?!']]),
    });
    expect((await refusalOf(desk.give('tables-2035.zip', broken))).code).toBe('bad-file');
    expect(await desk.everything()).toBe(before);
  });
});

describe('a check', () => {
  it.each<[string, string | Buffer, string]>([
    ['HCPC2036_JAN_ANWEB.txt', hcpcsText([{ code: 'J0001', long: 'Made-up drug' }]), 'planned'],
    ['icd10cm_order_2036.txt', orderText([{ code: 'A00', billable: true, long: 'Blue fever' }]), 'planned'],
    ['icd10cm_tabular_2036.xml', tabularXml(2036, entries(['A00', 'Blue fever'])), 'planned'],
    ['icd-10-cm-conversion-table-FY2036.txt', conversionText([['A00', '2035', 'A01']]), 'planned'],
    ['ccipra-v420r0-f1.txt', ptpText([['A9991', 'B9992', '1']]), 'planned'],
    ['2018_I10gem.txt', mappings, 'unchanged'],
  ])('of %s says what would be done and writes nothing', async (name, content, outcome) => {
    const before = await desk.everything();
    const { reports, swept } = await desk.give(name, content, { check: true });
    expect(reports).toMatchObject([{ outcome }]);
    expect(swept).toBe(0);
    expect(await desk.everything()).toBe(before);
  });

  it('leaves alone what a killed import left', async () => {
    power.left = 1;
    const killed = desk.give(
      'icd10cm_tabular_2037.xml',
      tabularXml(2037, entries(['A00', 'Blue fever, killed'])),
    );
    await expect(
      killed.finally(() => {
        power.left = null;
      }),
    ).rejects.toThrow('the power went out');
    const before = await desk.everything();
    expect(before).toContain('Blue fever, killed');
    const content = tabularXml(2037, entries(['A00', 'Blue fever, killed']));
    const { reports } = await desk.give('icd10cm_tabular_2037.xml', content, { check: true });
    expect(reports).toMatchObject([{ outcome: 'planned', counts: { revised: 1 } }]);
    expect(await desk.everything()).toBe(before);
  });
});
