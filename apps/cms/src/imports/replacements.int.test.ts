import type { CodePageRecord } from '@plaincode/content-schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSite } from '../export/export-site.ts';
import { addPerson } from '../testing/people.ts';
import { type ImportDesk, openImportDesk } from './testing/import-desk.ts';
import { hcpcsText, orderText } from './testing/made-files.ts';
import { conversionText } from './testing/made-sources.ts';

let desk: ImportDesk;

beforeAll(async () => {
  desk = await openImportDesk();
});
afterAll(() => desk.close());

async function held(codeSet = 'icd-10-cm') {
  const { docs } = await desk.payload.find({
    collection: 'replacements',
    where: { codeSet: { equals: codeSet } },
    sort: 'key',
    limit: 0,
    pagination: false,
  });
  return docs;
}
const told = async (codeSet?: string) =>
  (await held(codeSet)).map(({ formerCode, code, state }) => `${formerCode} ${code} ${state}`);

async function page(path: string): Promise<CodePageRecord> {
  const request = {
    reason: 'publish',
    origin: 'https://example.com',
    mediaFolder: desk.env.mediaFolder,
    now: new Date('2031-01-01T00:00:00Z'),
    warn: () => undefined,
  };
  for await (const line of exportSite(desk.payload, request))
    if (line.type === 'page' && line.record.kind === 'code' && line.record.path === path) return line.record;
  throw new Error(`no page ${path}`);
}

const earlier = [
  { code: 'A00', billable: false, long: 'Blue fever' },
  { code: 'A001', billable: true, long: 'Blue fever, mild' },
  { code: 'A002', billable: true, long: 'Blue fever, severe' },
  { code: 'A003', billable: true, long: 'Blue fever, long' },
];
const later = [
  { code: 'A00', billable: false, long: 'Blue fever' },
  { code: 'A001', billable: false, long: 'Blue fever, mild' },
  { code: 'A0011', billable: true, long: 'Blue fever, mild, of the hand' },
  { code: 'A0012', billable: true, long: 'Blue fever, mild, of the foot' },
  { code: 'A003', billable: true, long: 'Blue fever, long' },
  { code: 'A004', billable: true, long: 'Blue fever, grave' },
];
const conversion = conversionText([
  ['A00.11', '2029', 'A00.1'],
  ['A00.12', '2029', 'A00.1'],
  ['A00.4', '2029', 'A00.2-A00.3'],
  ['A00.99', '2029', 'A00.2'],
]);

describe('replacements of diagnoses', () => {
  it('are proposed once the editions and the table are held, in whatever order they come', async () => {
    await desk.give('icd-10-cm-conversion-table-FY2030.txt', conversion);
    expect(await told()).toEqual([]);
    await desk.give('icd10cm_order_2029.txt', orderText(earlier));
    expect(await told()).toEqual([]);
    await desk.give('icd10cm_order_2030.txt', orderText(later));
    // A00.3 is still valid, and A00.99 is not held.
    expect(await told()).toEqual(['A001 A0011 proposed', 'A001 A0012 proposed', 'A002 A004 proposed']);
    expect((await held())[0]?.source).toContain('icd-10-cm-conversion-table-FY2030.txt');
  });

  it('are proposed once', async () => {
    const before = await desk.everything();
    await desk.give('icd-10-cm-conversion-table-FY2030.txt', conversion);
    await desk.give('icd10cm_order_2030.txt', orderText(later));
    expect(await desk.everything()).toBe(before);
  });

  it('are proposed by the next import where the one before was killed', async () => {
    await desk.payload.delete({ collection: 'replacements', where: { formerCode: { equals: 'A002' } } });
    await desk.give('icd10cm_order_2030.txt', orderText(later));
    expect(await told()).not.toContain('A002 A004 proposed');
    await desk.payload.update({
      collection: 'imports',
      where: { edition: { equals: 'icd-10-cm-2029-10-01' } },
      data: { replacementsProposed: null },
    });
    await desk.give('icd10cm_order_2030.txt', orderText(later), { check: true });
    expect(await told()).not.toContain('A002 A004 proposed');
    await desk.give('icd10cm_order_2030.txt', orderText(later));
    expect(await told()).toContain('A002 A004 proposed');
  });

  it('stay as an editor decided, whatever is imported next', async () => {
    const editor = await addPerson(desk, 'editor');
    const [first, second] = await held();
    const decide = (id: string, state: 'confirmed' | 'declined') =>
      desk.payload.update({
        collection: 'replacements',
        id,
        data: { state },
        user: editor.user,
        overrideAccess: false,
      });
    await decide(first?.id ?? '', 'confirmed');
    await decide(second?.id ?? '', 'declined');
    const decided = ['A001 A0011 confirmed', 'A001 A0012 declined', 'A002 A004 proposed'];
    expect(await told()).toEqual(decided);

    const { reports } = await desk.give('icd-10-cm-conversion-table-FY2031.txt', conversion);
    expect(reports).toMatchObject([{ outcome: 'imported', counts: { unchanged: 4 } }]);
    await desk.give('icd10cm_order_2031.txt', orderText(later));
    expect(await told()).toEqual(decided);
    const [confirmed] = await held();
    expect(confirmed).toMatchObject({ decidedAt: expect.any(String) });
    expect(confirmed?.decidedBy).toMatchObject({ id: editor.user.id });
  });

  it('stand on the page of the former code once they are confirmed, with a link', async () => {
    const divided = await page('/icd-10-cm/A00.1/');
    expect(divided.status.replacements.map(({ path }) => path)).toEqual(['/icd-10-cm/A00.11/']);
    const deleted = await page('/icd-10-cm/A00.2/');
    expect(deleted.status).toMatchObject({ state: 'deleted', replacements: [] });
    const crosswalks = deleted.sections.find(({ id }) => id === 'crosswalks');
    expect(JSON.stringify(crosswalks?.data)).toContain('/icd-10-cm/A00.4/');
  });
});

describe('replacements of HCPCS codes', () => {
  it('are proposed from the cross-references of terminated codes, never from those of a sample', async () => {
    const supply = (code: string, terminated = '') => ({ code, long: `Made-up supply ${code}`, terminated });
    const before = [supply('A9991'), supply('A9992')];
    const after = [{ ...supply('A9991', '20291231'), crossReference: 'A9992' }, supply('A9992')];
    await desk.give('HCPC2028_JAN_ANWEB.txt', hcpcsText(after), { sample: true });
    expect(await told('hcpcs')).toEqual([]);
    await desk.give('HCPC2029_JAN_ANWEB.txt', hcpcsText(before));
    await desk.give('HCPC2030_JAN_ANWEB.txt', hcpcsText(after));
    expect(await told('hcpcs')).toEqual(['A9991 A9992 proposed']);
    expect((await held('hcpcs'))[0]?.source).toContain('HCPC2030_JAN_ANWEB.txt');
  });

  it('wait while the day of termination lies ahead of the edition', async () => {
    const supply = (code: string, terminated = '') => ({ code, long: `Made-up supply ${code}`, terminated });
    const release = [
      { ...supply('A9991', '20291231'), crossReference: 'A9992' },
      supply('A9992'),
      { ...supply('A9993', '20300401'), crossReference: 'A9994' },
      supply('A9994'),
    ];
    await desk.give('HCPC2030_APR_ANWEB.txt', hcpcsText(release));
    expect(await told('hcpcs')).toEqual(['A9991 A9992 proposed']);
    await desk.give('HCPC2030_JUL_ANWEB.txt', hcpcsText(release));
    expect(await told('hcpcs')).toEqual(['A9991 A9992 proposed', 'A9993 A9994 proposed']);
  });
});
