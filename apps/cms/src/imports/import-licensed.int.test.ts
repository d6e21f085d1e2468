import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeSystems } from './code-systems.ts';
import { recordLicence } from './record-licence.ts';
import { type ImportDesk, openImportDesk, refusalOf, reportOf } from './testing/import-desk.ts';
import { hcpcsText, longText } from './testing/made-files.ts';
import { mueText, ptpText } from './testing/made-sources.ts';
import { zipOf } from './testing/made-zip.ts';

let desk: ImportDesk;

beforeAll(async () => {
  desk = await openImportDesk();
  await desk.give('HCPC2035_JAN_ANWEB.txt', hcpcsText([{ code: 'A9991', long: 'A made-up supply' }]));
});
afterAll(() => desk.close());

const pairs = ptpText([
  ['A9991', 'B9991', '1'],
  ['A9991', '00199', '1'],
  ['00199', '0019T', '0'],
]);
const units = mueText('Practitioner Services', [
  ['A9991', 3],
  ['00199', 1],
]);

describe('rows with codes of licensed sets', () => {
  it('are dropped and counted, and stand nowhere', async () => {
    const ofPairs = reportOf(await desk.give('ccipra-v410r0-f1.txt', pairs), 'facts');
    expect(ofPairs).toMatchObject({ codeSet: 'hcpcs', facts: 2, droppedLicensed: 2 });
    const name = 'MCR_MUE_PractitionerServices_Eff_01-01-2035.csv';
    expect(reportOf(await desk.give(name, units), 'facts')).toMatchObject({ facts: 1, droppedLicensed: 1 });
    expect(await desk.everything()).not.toMatch(/0019[9T]/);
  });
});

describe('a licensed set', () => {
  const statement = {
    set: 'cpt',
    holder: 'Example Coding Press',
    number: '77',
    from: '2035-01-01',
    to: '2035-12-31',
    by: 'Ada Operator',
    notice: null,
  };
  const release = zipOf({
    'LONGULT.txt': longText([['00199', 'A made-up licensed service']]),
    'Consumer Friendly Descriptors/ConsumerDescriptor.txt':
      'Concept Id\tCPT Code\tConsumer Friendly Descriptor\r\n1\t00199\tMade up for patients\r\n',
  });
  const give = (effective: string) =>
    desk.give('cpt.zip', release, { codeSet: 'cpt', edition: { effective } });

  it('needs the statement, the notice, and an edition within the days of the licence', async () => {
    const before = await desk.everything();
    expect((await refusalOf(give('2035-01-01'))).code).toBe('no-licence');
    expect(await desk.everything()).toBe(before);

    expect(await recordLicence(desk.payload, statement)).toBeNull();
    const stated = await desk.everything();
    expect((await refusalOf(give('2035-01-01'))).code).toBe('no-notice');
    expect(await desk.everything()).toBe(stated);

    const system = (await codeSystems(desk.payload)).find(({ slug }) => slug === 'cpt');
    await desk.payload.create({
      collection: 'copyright-notices',
      data: {
        slug: 'cpt-terms',
        rightsHolder: system?.rightsHolder ?? '',
        edition: 'cpt',
        uses: ['first-display'],
        text: 'Made-up terms.',
      },
    });
    const withTerms = await refusalOf(give('2035-01-01'));
    expect(withTerms.code).toBe('no-notice');
    expect(withTerms.message).toContain('with the use "Under the text it covers"');

    expect(await recordLicence(desk.payload, { ...statement, notice: '© A made-up board.' })).toBeNull();
    const outside = await refusalOf(give('2036-01-01'));
    expect(outside.code).toBe('no-licence');
    expect(outside.message).toContain('2035-01-01 to 2035-12-31');

    const { reports } = await give('2035-01-01');
    expect(reports.map(({ kind, outcome }: { kind: string; outcome?: string }) => [kind, outcome])).toEqual([
      ['release', 'imported'],
      ['facts', 'imported'],
    ]);
  });

  it('takes the rows of NCCI that name its codes, under the same licence', async () => {
    const inside = await desk.give('ccipra-v411r0-f1.txt', pairs, { codeSet: 'cpt' });
    expect(reportOf(inside, 'facts')).toMatchObject({
      outcome: 'imported',
      codeSet: 'cpt',
      edition: { effective: '2035-04-01' },
      facts: 2,
    });
    const outside = desk.give('ccipra-v420r0-f1.txt', pairs, { codeSet: 'cpt' });
    expect((await refusalOf(outside)).code).toBe('no-licence');
  });

  it('keeps one notice, in its last wording', async () => {
    await recordLicence(desk.payload, { ...statement, notice: '© A made-up board, 2035.' });
    const { docs } = await desk.payload.find({
      collection: 'copyright-notices',
      where: { slug: { equals: 'cpt-notice' } },
    });
    expect(docs.map(({ text }) => text)).toEqual(['© A made-up board, 2035.']);
  });

  it('is not recorded where the statement cannot be right', async () => {
    const before = await desk.everything();
    const wrong = [{ set: 'spt' }, { set: 'hcpcs' }, { from: '2036-01-01' }];
    for (const one of wrong)
      expect(await recordLicence(desk.payload, { ...statement, ...one })).not.toBeNull();
    expect(await desk.everything()).toBe(before);
  });
});
