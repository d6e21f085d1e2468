import { join } from 'node:path';
import type { CodePageRecord } from '@plaincode/content-schemas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFile } from '../imports/import-file.ts';
import { writeMade } from '../imports/testing/made-files.ts';
import { gemText, ptpText, tabularXml } from '../imports/testing/made-sources.ts';
import { livePins } from '../releases/live.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { approvedTexts } from './approved-texts.ts';
import { exportSet } from './export-set.ts';
import { onePage } from './one-page.ts';
import { pageSystems } from './page-systems.ts';
import { readRights } from './rights.ts';

let desk: TestDesk;
const facts = {
  'icd10cm_tabular_2025.xml': tabularXml(
    2025,
    [
      {
        code: 'E11',
        title: 'Made-up diabetes',
        excludes: 'made-up diabetes (E10.-), one without complications (E11.9)',
      },
    ],
    'fevers of every kind',
  ),
  '2018_I10gem.txt': gemText(['E11311  25050 10111', 'E11311  36201 10112']),
  'ccipra-v313r0-f1.txt': ptpText([['J9000', 'J9010', '1']]),
};

beforeAll(async () => {
  desk = await openTestDesk();
  await seedDemo(desk.payload, desk.env.dataFolder, join(desk.env.root, 'demo'));
  for (const [name, content] of Object.entries(facts))
    await importFile(desk.payload, desk.env.dataFolder, {
      file: writeMade(join(desk.env.dataFolder, 'files'), name, content),
    });
});
afterAll(() => desk.close());

it('is for every code of every set the page that the export of the whole set makes', async () => {
  const { payload } = desk;
  const rights = await readRights(payload);
  const live = await livePins(payload);
  const texts = await approvedTexts(payload, live.texts);
  const seen = { shown: live.shown, today: '2026-11-24' };
  let compared = 0;
  const instructed = new Set<string>();
  for (const system of await pageSystems(payload, rights.slugOf)) {
    const work = { system, rights, texts, corrections: new Map(), seen, warn: () => undefined };
    const pages = [...((await exportSet(payload, work))?.pages ?? [])];
    // A family's text comes to one page already filled for its code, so its pages are compared where that is done.
    const ofFamily = ({ code, explanation }: CodePageRecord) =>
      explanation?.inheritedFrom || texts.get(`${system.codeSet.id}/${code}`)?.content.family;
    for (const page of pages.filter((one): one is CodePageRecord => one.kind === 'code')) {
      if (ofFamily(page)) continue;
      expect(await onePage(payload, { ...work, code: page.code, edition: '' })).toEqual(page);
      compared += 1;
      if (JSON.stringify(page.sections).includes('fevers of every kind'))
        instructed.add(page.code.slice(0, 3));
    }
    expect(await onePage(payload, { ...work, code: 'NONE', edition: '' })).toBeNull();
  }
  expect(compared).toBeGreaterThan(100);
  // Most categories of the demo are not in the list, and stand in its section all the same.
  expect(instructed.size).toBeGreaterThan(3);
  expect(instructed).toContain('E11');
});
