import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { bulkStore } from './bulk/index.ts';
import { ensureCodeSets } from './ensure-code-sets.ts';
import { heldEditions, latestImport } from './held-editions.ts';
import { type ImportRequest, importFile } from './import-file.ts';
import { takeImportLock } from './import-lock.ts';
import { ImportRefused } from './import-refused.ts';
import type { ReleaseReport } from './import-report.ts';
import { editionOrder, visibleRows } from './read-rows.ts';
import { hcpcsText, longText, type MadeHcpcs, orderText, writeMade } from './testing/made-files.ts';

let desk: TestDesk;
let folder: string;

beforeAll(async () => {
  desk = await openTestDesk();
  folder = join(desk.env.dataFolder, 'files');
});
afterAll(() => desk.close());

const july: MadeHcpcs[] = [
  { code: 'J0001', long: 'Injection, first drug, 1 mg' },
  { code: 'J0002', long: 'Injection, second drug, 1 mg' },
  { code: 'J0003', long: 'Injection, third drug, 1 mg' },
  { code: 'JZ', long: 'No drug discarded' },
];
const october: MadeHcpcs[] = [
  { code: 'J0001', long: 'Injection, first drug, 10 mg' },
  { code: 'J0002', long: 'Injection, second drug, 1 mg' },
  { code: 'J0004', long: 'Injection, fourth drug, 1 mg' },
  { code: 'JZ', long: 'No drug discarded' },
];

const give = (name: string, content: string | Buffer, more: Partial<ImportRequest> = {}) =>
  importFile(desk.payload, desk.env.dataFolder, { file: writeMade(folder, name, content), ...more });

/** What came of the release inside a file. */
async function bring(...given: Parameters<typeof give>): Promise<ReleaseReport & { swept: number }> {
  const { reports, swept } = await give(...given);
  const release = reports.find((report) => report.kind === 'release');
  if (!release) throw new Error('the file holds no release');
  return { ...release, swept };
}

const refusal = async (work: Promise<unknown>): Promise<ImportRefused> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ImportRefused) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
};

/** Everything that an import may write, word for word. */
async function everything(): Promise<string> {
  const dumps = [];
  for (const collection of ['codes', 'edition-orders', 'imports', 'editions'] as const) {
    const { docs } = await desk.payload.db.find({ collection, limit: 0, pagination: false, sort: 'id' });
    dumps.push(docs);
  }
  return JSON.stringify(dumps);
}

/** What the desk holds of an edition: its codes in order, each with its descriptor. */
async function contentOf(codeSet: string, edition: string): Promise<string[]> {
  const held = await heldEditions(desk.payload, codeSet);
  const wanted = held.find((one) => one.id === edition);
  if (!wanted) return [];
  const last = new Map<string, { at: number; text: string }>();
  for await (const row of visibleRows(desk.payload, codeSet, held, wanted.sequence)) {
    const at = row.editionSequence * 1000 + row.importSequence;
    if (at > (last.get(row.code)?.at ?? 0))
      last.set(row.code, { at, text: row.present ? row.longDescriptor : 'gone' });
  }
  const order = await editionOrder(desk.payload, latestImport(wanted).id);
  const present = [...last].filter(([, { text }]) => text !== 'gone').map(([code]) => code);
  expect([...order].sort()).toEqual(present.sort());
  return order.map((code) => `${code} ${last.get(code)?.text}`);
}

const lines = (rows: readonly MadeHcpcs[]) => rows.map(({ code, long }) => `${code} ${long}`);

describe('importFile', () => {
  it('makes the public code sets known, and leaves what people changed', async () => {
    expect(await ensureCodeSets(desk.payload)).toBeGreaterThan(0);
    const { docs } = await desk.payload.find({
      collection: 'code-systems',
      where: { slug: { equals: 'hcpcs' } },
    });
    await desk.payload.update({
      collection: 'code-systems',
      id: docs[0]?.id ?? '',
      data: { description: 'Ours' },
    });
    expect(await ensureCodeSets(desk.payload)).toBe(0);
    const again = await desk.payload.find({
      collection: 'code-systems',
      where: { slug: { equals: 'hcpcs' } },
    });
    expect(again.docs[0]?.description).toBe('Ours');
  });

  it('brings a sample edition in, in official order', async () => {
    const report = await bring('HCPC2025_JAN_ANWEB.txt', hcpcsText(july), { sample: true });
    expect(report).toMatchObject({
      outcome: 'imported',
      codes: 4,
      byType: { procedure: 3, modifier: 1 },
      retired: [],
    });
    expect(await contentOf('hcpcs', 'hcpcs-2025-01-01')).toEqual(lines(july));
  });

  it('retires the samples when the first real edition arrives', async () => {
    const report = await bring('HCPC2025_JUL_ANWEB.txt', hcpcsText(july));
    expect(report).toMatchObject({
      outcome: 'imported',
      retired: ['hcpcs-2025-01-01'],
      counts: { added: 4 },
    });
    expect((await heldEditions(desk.payload, 'hcpcs')).map((edition) => edition.id)).toEqual([
      'hcpcs-2025-07-01',
    ]);
    const { docs } = await desk.payload.find({ collection: 'editions', sort: 'sequence' });
    expect(docs.map(({ slug, state, sample }) => [slug, state, sample])).toEqual([
      ['hcpcs-2025-01-01', 'retired', true],
      ['hcpcs-2025-07-01', 'held', false],
    ]);
    expect((await refusal(bring('HCPC2024_JAN_ANWEB.txt', hcpcsText(july), { sample: true }))).code).toBe(
      'real-editions-held',
    );
  });

  it('writes only what the next edition changed', async () => {
    const { counts } = await bring('HCPC2025_OCT_ANWEB.txt', hcpcsText(october));
    expect(counts).toEqual({ added: 1, revised: 1, removed: 1, returned: 0, unchanged: 2, repaired: 0 });
    expect(await contentOf('hcpcs', 'hcpcs-2025-10-01')).toEqual(lines(october));
    expect(await contentOf('hcpcs', 'hcpcs-2025-07-01')).toEqual(lines(july));
  });

  it('does nothing for the same file, or for the same content in another file', async () => {
    const before = await everything();
    expect((await bring('HCPC2025_OCT_ANWEB.txt', hcpcsText(october))).outcome).toBe('unchanged');
    expect((await bring('HCPC2025_OCT_ANWEB.txt.gz', gzipSync(hcpcsText(october)))).outcome).toBe(
      'unchanged',
    );
    expect(await everything()).toBe(before);
  });

  it('takes a re-posted file of the earlier edition without touching the later one', async () => {
    const reposted = july.map((row) =>
      row.code === 'J0002' ? { ...row, long: 'Injection, second drug, 2 mg' } : row,
    );
    const { counts } = await bring('HCPC2025_JUL_ANWEB.txt', hcpcsText(reposted));
    expect(counts).toMatchObject({ revised: 1, unchanged: 3, repaired: 1 });
    expect(await contentOf('hcpcs', 'hcpcs-2025-07-01')).toEqual(lines(reposted));
    expect(await contentOf('hcpcs', 'hcpcs-2025-10-01')).toEqual(lines(october));
  });

  it('takes a middle edition that arrives late', async () => {
    const middle = [...july.slice(1), { code: 'J0009', long: 'Injection, short-lived drug' }];
    await bring('custom.txt', hcpcsText(middle), { edition: { effective: '2025-08-01' } });
    expect(await contentOf('hcpcs', 'hcpcs-2025-08-01')).toEqual(lines(middle));
    expect(await contentOf('hcpcs', 'hcpcs-2025-10-01')).toEqual(lines(october));
  });

  it('refuses a damaged file with all that is wrong, and changes nothing', async () => {
    const before = await everything();
    const whole = gzipSync(hcpcsText(october.map((row) => ({ ...row, long: `${row.long} again` }))));
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 0x10;
    const broken: [name: string, content: string | Buffer][] = [
      ['HCPC2026_JAN_ANWEB.txt.gz', whole.subarray(0, whole.length - 40)],
      ['HCPC2026_JAN_ANWEB.txt.gz', flipped],
      ['HCPC2026_JAN_ANWEB.txt', hcpcsText(october).slice(0, 150)],
      ['HCPC2026_JAN_ANWEB.txt', 'Dear all,\nplease find the codes attached.\n'],
    ];
    for (const [name, content] of broken) {
      const error = await refusal(bring(name, content));
      expect(error.code).toBe('bad-file');
      expect(error.problems.length).toBeGreaterThan(0);
      for (const problem of error.problems) expect(problem.hint).not.toBe('');
    }
    expect(await everything()).toBe(before);
  });

  it('refuses a second import while one runs', async () => {
    const unlock = takeImportLock(desk.env.dataFolder);
    expect((await refusal(bring('HCPC2026_JAN_ANWEB.txt', hcpcsText(october)))).code).toBe('already-running');
    unlock();
  });

  it('hides what a killed import left behind, and clears it the next time', async () => {
    const { payload } = desk;
    const dead = await payload.db.create({
      collection: 'imports',
      data: {
        codeSet: 'hcpcs',
        edition: 'hcpcs-2026-01-01',
        fileName: 'x',
        sha256: 'x',
        sizeBytes: 1,
        state: 'loading',
        startedAt: new Date().toISOString(),
        sequence: 90,
      },
    });
    await payload.db.create({
      collection: 'editions',
      data: {
        slug: 'hcpcs-2026-01-01',
        codeSet: 'hcpcs',
        label: 'January 2026',
        kind: 'annual',
        effective: '2026-01-01',
        sequence: 2026010100,
        state: 'loading',
        sample: false,
      },
    });
    const held = await heldEditions(payload, 'hcpcs');
    const rows = [];
    for await (const row of visibleRows(payload, 'hcpcs', held, 2025100100)) rows.push(row);
    const lost = rows.map((row) => ({
      ...row,
      key: `${row.key}/dead`,
      import: String(dead.id),
      editionSequence: 2026010100,
    }));
    await (await bulkStore(payload)).appendCodes(lost);

    expect((await heldEditions(payload, 'hcpcs')).at(-1)?.id).toBe('hcpcs-2025-10-01');
    expect(await contentOf('hcpcs', 'hcpcs-2025-10-01')).toEqual(lines(october));
    const report = await bring('HCPC2026_APR_ANWEB.txt', hcpcsText(october));
    expect(report.swept).toBe(1);
    const left = await payload.db.count({
      collection: 'codes',
      where: { import: { equals: String(dead.id) } },
    });
    expect(left.totalDocs).toBe(0);
    expect(
      (await payload.db.count({ collection: 'editions', where: { state: { equals: 'loading' } } })).totalDocs,
    ).toBe(0);
  });

  it('asks for a recorded licence before it takes a licensed set', async () => {
    const { payload } = desk;
    const holder = await payload.create({
      collection: 'rights-holders',
      data: { slug: 'board', name: 'A made-up board' },
    });
    const set = await payload.create({
      collection: 'code-systems',
      data: {
        slug: 'made',
        name: 'Made Terminology',
        shortName: 'MADE',
        rightsHolder: holder.id,
        licensed: true,
        fileFormat: 'cpt',
        descriptorTier: 'registered',
        explanationTier: 'metered',
        sectionTiers: {
          guidelines: 'registered',
          modifiers: 'registered',
          crosswalks: 'registered',
          ncciEdits: 'registered',
          compliance: 'registered',
          medicareCoverage: 'registered',
        },
      },
    });
    const attempt = () =>
      bring('LONGULT.txt', longText([['9X101', 'A made-up service']]), {
        codeSet: 'made',
        edition: { effective: '2026-01-01' },
      });
    expect((await refusal(attempt())).code).toBe('no-licence');
    const licence = {
      holder: 'Us',
      number: '1',
      validFrom: '2025-01-01',
      validTo: '2025-12-31',
      statedBy: 'Ada Operator',
      statedOn: '2025-01-01',
    };
    await payload.update({ collection: 'code-systems', id: set.id, data: { licence } });
    expect((await refusal(attempt())).message).toContain('runs from 2025-01-01 to 2025-12-31');
    await payload.update({
      collection: 'code-systems',
      id: set.id,
      data: { licence: { ...licence, validTo: '2026-12-31' } },
    });
    expect((await refusal(attempt())).code).toBe('no-notice');
    await payload.create({
      collection: 'copyright-notices',
      data: {
        slug: 'made-notice',
        rightsHolder: holder.id,
        edition: 'made',
        uses: ['line'],
        text: '© A made-up board.',
      },
    });
    expect((await attempt()).outcome).toBe('imported');
  });

  it('reads the order file of diagnoses with headers and parents', async () => {
    const rows = [
      { code: 'E11', billable: false, long: 'Type 2 diabetes mellitus' },
      { code: 'E119', billable: true, long: 'Type 2 diabetes mellitus without complications' },
    ];
    const report = await bring('icd10cm_order_2025.txt', orderText(rows));
    expect(report).toMatchObject({
      codeSet: 'icd-10-cm',
      codes: 2,
      billable: 1,
      edition: { effective: '2024-10-01' },
    });
    expect((await refusal(bring('icd10cm_order_2025.txt', orderText(rows), { codeSet: 'hcpcs' }))).code).toBe(
      'bad-file',
    );
    expect(
      (await refusal(bring('icd10cm_order_2025.txt', orderText(rows), { codeSet: 'snomed' }))).code,
    ).toBe('unknown-code-set');
  });
});

const official = process.env.PLAINCODE_CODE_SETS;

/* With the official files named, every one of them has to be there; without, the made ones above test the same. */
if (official) {
  it('imports every code of an official quarter, and says so', async () => {
    const other = await openTestDesk();
    const file = join(official, 'hcpcs', 'HCPC2025_OCT_ANWEB.xlsx');
    const { reports } = await importFile(other.payload, other.env.dataFolder, { file }).finally(other.close);
    expect(reports[0]).toMatchObject({ byType: { procedure: 8463, modifier: 383 } });
  });
}
