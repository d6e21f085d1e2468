import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileSource } from '../export/file-source.ts';
import { diffHeld } from './diff-held.ts';
import { heldEditions } from './held-editions.ts';
import { editionContents, editionOrder } from './read-rows.ts';
import { type ImportDesk, openImportDesk, refusalOf, reportOf } from './testing/import-desk.ts';
import { hcpcsText, type MadeHcpcs, orderText } from './testing/made-files.ts';
import {
  addendaText,
  changeReportText,
  correctionsText,
  type MadeAddendum,
  tabularXml,
} from './testing/made-sources.ts';
import { zipOf } from './testing/made-zip.ts';

let desk: ImportDesk;

beforeAll(async () => {
  desk = await openImportDesk();
});
afterAll(() => desk.close());

async function heldOf(codeSet: string, id: string) {
  const held = await heldEditions(desk.payload, codeSet);
  const edition = held.find((one) => one.id === id);
  if (!edition) throw new Error(`${id} is not held`);
  const [content = new Map()] = await editionContents(desk.payload, codeSet, held, [edition.sequence]);
  return { held, edition, content };
}

describe('corrections', () => {
  const before: MadeHcpcs[] = [
    { code: 'A9991', long: 'First made-up supply' },
    { code: 'A9992', long: 'Second made-up supply' },
    { code: 'A9993', long: 'Third made-up supply' },
  ];
  const release: MadeHcpcs[] = [
    { code: 'A9991', long: 'First made-up supply', coverage: 'D' },
    { code: 'A9993', long: 'Third made-up supply' },
  ];
  const sheet = correctionsText([
    { code: 'A9991', action: 'Change Coverage', coverage: 'C' },
    { code: 'A9992', action: 'Removed in error' },
    { code: 'A9999', action: 'Change Coverage', coverage: 'C' },
  ]);
  const giveSheet = (check = false) => desk.give('HCPC2030_Corrections_ALPHA.prn', sheet, { check });
  const giveRelease = () => desk.give('HCPC2030_JAN_ANWEB.txt', hcpcsText(release));
  const corrected = () => heldOf('hcpcs', 'hcpcs-2030-01-01');

  it('need the edition that they correct', async () => {
    await desk.give('HCPC2029_OCT_ANWEB.txt', hcpcsText(before));
    const dump = await desk.everything();
    const refusal = await refusalOf(giveSheet());
    expect(refusal.code).toBe('edition-not-held');
    expect(refusal.message).toContain('Import its release first');
    expect(await desk.everything()).toBe(dump);
  });

  it('are not taken together with their release, since they start from what is held', async () => {
    const both = zipOf({ 'HCPC2030_JAN_ANWEB.txt': hcpcsText(release), 'HCPC2030_Corrections.txt': sheet });
    expect((await refusalOf(desk.give('both.zip', both))).message).toContain('import the release first');
  });

  it('change and restore codes of the release, and say what they did not do', async () => {
    await giveRelease();
    const dump = await desk.everything();
    expect(reportOf(await giveSheet(true), 'corrections').outcome).toBe('planned');
    expect(await desk.everything()).toBe(dump);

    const report = reportOf(await giveSheet(), 'corrections');
    expect(report).toMatchObject({ outcome: 'imported', counts: { revised: 1, added: 0, returned: 1 } });
    expect(report.applied).toEqual([
      { code: 'A9991', what: ['coverage set to C'] },
      { code: 'A9992', what: ['restored from the edition before'] },
    ]);
    expect(report.notApplied).toMatchObject([{ code: 'A9999', line: 5 }]);

    const { edition, content } = await corrected();
    expect([...content.keys()].sort()).toEqual(['A9991', 'A9992', 'A9993']);
    expect(content.get('A9991')?.indicators).toMatchObject({ coverage: 'C' });
    expect(content.get('A9992')?.longDescriptor).toBe('Second made-up supply');
    expect(await editionOrder(desk.payload, edition.imports.at(-1)?.id ?? '')).toEqual([
      'A9991',
      'A9992',
      'A9993',
    ]);
  });

  it('are cited by the rows that they changed, and the release by all others', async () => {
    const { edition, content } = await corrected();
    const cited = (code: string) => fileSource('file', 'cms', edition, content.get(code)?.import ?? null);
    expect(cited('A9991')).toMatchObject({ fileName: 'HCPC2030_Corrections_ALPHA.prn' });
    expect(cited('A9993')).toMatchObject({ fileName: 'HCPC2030_JAN_ANWEB.txt' });
    expect(fileSource('file', 'cms', edition)).toMatchObject({ fileName: 'HCPC2030_JAN_ANWEB.txt' });
  });

  it('change nothing a second time, and the release does not undo them', async () => {
    const dump = await desk.everything();
    const again = reportOf(await giveSheet(), 'corrections');
    expect(again).toMatchObject({ outcome: 'unchanged', counts: { unchanged: 3 } });
    expect(reportOf(await giveRelease(), 'release').outcome).toBe('unchanged');
    expect(await desk.everything()).toBe(dump);
  });

  it.each<[string, string, Buffer]>([
    ['a gz', 'HCPC2030_JAN_ANWEB.txt.gz', gzipSync(hcpcsText(release))],
    [
      'a zip',
      'january-2030.zip',
      zipOf({ 'read-me.txt': 'Made up', 'HCPC2030_JAN_ANWEB.txt': hcpcsText(release) }),
    ],
  ])('stand when the release comes again in %s', async (_, name, content) => {
    const dump = await desk.everything();
    const report = reportOf(await desk.give(name, content), 'release');
    expect(report).toMatchObject({ outcome: 'unchanged', undoes: [] });
    expect(await desk.everything()).toBe(dump);
  });

  it('are undone by a release that was posted anew, which says so, and can be brought in again', async () => {
    const reposted = release.map((row) => ({ ...row, short: 'Posted anew' }));
    const give = (check: boolean) => desk.give('HCPC2030_JAN_ANWEB.txt', hcpcsText(reposted), { check });
    expect(reportOf(await give(true), 'release')).toMatchObject({
      outcome: 'planned',
      undoes: ['A9991', 'A9992'],
    });
    expect(reportOf(await give(false), 'release').undoes).toEqual(['A9991', 'A9992']);
    const { content } = await corrected();
    expect([...content.keys()].sort()).toEqual(['A9991', 'A9993']);
    const { docs } = await desk.payload.find({ collection: 'imports', sort: '-sequence', limit: 1 });
    expect(docs[0]?.checks).toEqual({ undoneCorrections: ['A9991', 'A9992'] });

    expect(reportOf(await giveSheet(), 'corrections').outcome).toBe('imported');
    expect((await corrected()).content.get('A9991')?.indicators).toMatchObject({ coverage: 'C' });
    const included = reposted.map((row) => ({ ...row, coverage: 'C' }));
    const last = await desk.give('HCPC2030_JAN_ANWEB.txt', hcpcsText(included));
    expect(reportOf(last, 'release').undoes).toEqual(['A9992']);
    await giveSheet();
  });

  it('leave the editions before and after as they were', async () => {
    await desk.give('HCPC2030_APR_ANWEB.txt', hcpcsText(release));
    const later = (await heldOf('hcpcs', 'hcpcs-2030-04-01')).content;
    const more = correctionsText([{ code: 'A9993', action: 'Change Coverage', coverage: 'D' }]);
    await desk.give('HCPC2030_Corrections_ALPHA_v2.prn', more);
    expect((await corrected()).content.get('A9993')?.indicators).toMatchObject({ coverage: 'D' });
    const contents = ({ longDescriptor, indicators }: { longDescriptor: string; indicators: object }) => [
      longDescriptor,
      indicators,
    ];
    const after = (await heldOf('hcpcs', 'hcpcs-2030-04-01')).content;
    expect([...after].map(([code, row]) => [code, ...contents(row)]).sort()).toEqual(
      [...later].map(([code, row]) => [code, ...contents(row)]).sort(),
    );
    expect((await heldOf('hcpcs', 'hcpcs-2029-10-01')).content.get('A9993')?.indicators).toMatchObject({
      coverage: 'C',
    });
  });
});

describe('addenda', () => {
  const earlier = [
    { code: 'A00', billable: false, long: 'Blue fever' },
    { code: 'A001', billable: true, long: 'Blue fever, mild' },
    { code: 'A002', billable: true, long: 'Blue fever, severe' },
  ];
  const later = [
    { code: 'A00', billable: false, long: 'Blue fever' },
    { code: 'A001', billable: true, long: 'Blue fever, mild' },
    { code: 'A003', billable: true, long: 'Blue fever, long' },
  ];
  const rows: MadeAddendum[] = [
    { action: 'Delete', code: 'A002', billable: true, long: 'Blue fever, severe' },
    { action: 'Add', code: 'A003', billable: true, long: 'Blue fever, long' },
  ];
  const counts = { headers: 1, codes: 2 };
  const release = (year: number, addenda: string, codes = later) =>
    zipOf({
      [`icd10cm_order_${year}.txt`]: orderText(codes),
      [`icd10cm_order_addenda_${year}.txt`]: addenda,
    });

  it('are not looked for in sample editions, which hold a few codes alone', async () => {
    for (const [year, codes] of [
      [2027, earlier],
      [2028, later],
    ] as const)
      await desk.give(`icd10cm_order_${year}.txt`, orderText(codes), { sample: true });
    const planned = await desk.give('2028.zip', release(2028, addendaText(2028, counts, []), earlier), {
      check: true,
    });
    expect(reportOf(planned, 'check').note).toContain('No edition before is held');
  });

  it('beside the first release have nothing to be held against', async () => {
    const report = await desk.give('2029.zip', release(2029, addendaText(2029, counts, []), earlier));
    expect(reportOf(report, 'check')).toMatchObject({ agrees: null, from: null });
    expect(reportOf(report, 'check').note).toContain('No edition before is held');
  });

  it('agree with what the release beside them changes, which is kept with the import', async () => {
    const report = await desk.give('2030.zip', release(2030, addendaText(2030, counts, rows)));
    expect(reportOf(report, 'check')).toMatchObject({
      of: 'addenda',
      from: { id: 'icd-10-cm-2028-10-01' },
      agrees: true,
      differences: [],
    });
    expect(reportOf(report, 'check').rowsChecked).toBeGreaterThanOrEqual(2);
    const { docs } = await desk.payload.find({
      collection: 'imports',
      where: { edition: { equals: 'icd-10-cm-2029-10-01' } },
    });
    expect(docs[0]?.checks).toMatchObject({ 'icd10cm_order_addenda_2030.txt': { agrees: true } });
  });

  it('that disagree are told row by row, and the release is taken all the same', async () => {
    const [first] = rows;
    const lacking = addendaText(2030, counts, first ? [first] : []);
    const report = reportOf(await desk.give('icd10cm_order_addenda_2030.txt', lacking), 'check');
    expect(report).toMatchObject({ agrees: false });
    expect(report.differences.map(({ code }) => code)).toContain('A003');
    for (const { why } of report.differences) expect(why).not.toBe('');
  });

  it('that cannot be read, or start elsewhere, are said not to have been compared', async () => {
    const broken = release(2031, 'Add:         1 A000    Made-up fever\r\n');
    const report = await desk.give('2031.zip', broken, { check: true });
    expect(reportOf(report, 'release').outcome).toBe('planned');
    expect(reportOf(report, 'check')).toMatchObject({ agrees: null });
    expect(reportOf(report, 'check').note).toContain('cannot be read');
    const skipped = await desk.give('2033.zip', release(2033, addendaText(2033, counts, [])), {
      check: true,
    });
    expect(reportOf(skipped, 'check').note).toContain('start from icd10cm_order_2032.txt');
  });

  it('and notes of two tabular lists make the whole difference of two editions', async () => {
    const list = (year: number, excludes: string) =>
      tabularXml(year, [
        { code: 'A00', title: 'Blue fever', children: [{ code: 'A00.1', title: 'Mild', excludes }] },
      ]);
    const compare = async () => {
      const { held } = await heldOf('icd-10-cm', 'icd-10-cm-2029-10-01');
      const [from, to] = held;
      if (!from || !to) throw new Error('two editions are held');
      return diffHeld(desk.payload, 'icd-10-cm', from, to);
    };
    expect((await compare()).notesCompared).toBe(false);
    await desk.give('icd10cm_tabular_2029.xml', list(2029, 'red fever (A01)'));
    await desk.give('icd10cm_tabular_2030.xml', list(2030, 'green fever (A02)'));
    const { notesCompared, changes } = await compare();
    expect(notesCompared).toBe(true);
    expect(changes.map(({ code, kinds }) => [code, kinds])).toEqual([
      ['A001', ['notesChanged']],
      ['A002', ['deleted']],
      ['A003', ['added']],
    ]);
  });
});

describe('a report of changes', () => {
  const report = (rows: [string, string, string][], check = false) =>
    desk.give('2041_Changes_by_ActionCode.prn', changeReportText(rows), { check });

  it('needs both editions', async () => {
    const checked = reportOf(await report([['A9991', 'No Change', 'First made-up supply']]), 'check');
    expect(checked).toMatchObject({ of: 'change-report', agrees: null });
    expect(checked.note).toContain('must both be held');
  });

  it('is held against what the files changed, and writes nothing', async () => {
    await desk.give(
      'HCPC2040_OCT_ANWEB.txt',
      hcpcsText([{ code: 'A9991', long: 'First made-up supply', action: 'N' }]),
    );
    await desk.give(
      'HCPC2041_JAN_ANWEB.txt',
      hcpcsText([
        { code: 'A9991', long: 'First made-up supply', action: 'N' },
        { code: 'A9998', long: 'New made-up supply', action: 'A', added: '20410101' },
      ]),
    );
    const dump = await desk.everything();
    const right = reportOf(
      await report([
        ['A9991', 'No Change', 'First made-up supply'],
        ['A9998', 'ADD', 'New made-up supply'],
      ]),
      'check',
    );
    expect(right).toMatchObject({ agrees: true, rowsChecked: 2, from: { id: 'hcpcs-2040-10-01' } });
    const wrong = reportOf(
      await report([
        ['A9991', 'Discontinued', 'First made-up supply'],
        ['A9998', 'ADD', 'New made-up supply'],
      ]),
      'check',
    );
    expect(wrong.agrees).toBe(false);
    expect(wrong.differences.map(({ code }) => code)).toEqual(['A9991']);
    expect(await desk.everything()).toBe(dump);
  });
});
