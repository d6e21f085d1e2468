import { join } from 'node:path';
import { countsOf } from '@plaincode/code-sets';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diffHeld } from '../imports/diff-held.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { importFile } from '../imports/import-file.ts';
import { orderText, writeMade } from '../imports/testing/made-files.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { itemsOf } from './testing/made-updates.ts';

/* The official files of both years, where the machine has them; made ones stand in. With the variable set and a file
   missing, the import fails and the test with it. */
const official = process.env.PLAINCODE_CODE_SETS;

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const files = () => [2024, 2025].map((year) => (official ? officialFile(official, year) : madeFile(year)));

const officialFile = (folder: string, year: number) =>
  join(folder, 'icd-10-cm', `${year}-code-descriptions-tabular-order.zip`);

function madeFile(year: number): string {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    code: `${index < 100 ? 'S' : 'T'}${String(index % 100).padStart(2, '0')}`,
    billable: true,
    long: `Made-up injury ${index}${year === 2025 && index % 7 === 0 ? ', revised' : ''}`,
  }));
  const kept = rows.filter((_, index) => index % 20 !== year - 2024);
  return writeMade(join(desk.env.dataFolder, 'made'), `icd10cm_order_${year}.txt`, orderText(kept));
}

const kebab = (kind: string) => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

it('has exactly the items of the change set, by kind', async () => {
  for (const file of files()) await importFile(desk.payload, desk.env.dataFolder, { file });
  const [from, to] = await heldEditions(desk.payload, 'icd-10-cm');
  if (!from || !to) throw new Error('two editions should be held');
  const diff = await diffHeld(desk.payload, 'icd-10-cm', from, to);
  const items = await itemsOf(desk, to.id);
  const counted = Object.entries(countsOf(diff)).map(([kind, wanted]) => {
    const held = items.filter(({ kinds }) => kinds.includes(` ${kebab(kind)} `)).length;
    return [kind, held, wanted] as const;
  });
  expect(counted.filter(([, held, wanted]) => held !== wanted)).toEqual([]);
  expect(items.length).toBeGreaterThan(10);
  expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
  const before = JSON.stringify(items);
  const [update] = (await desk.payload.find({ collection: 'updates' })).docs;
  await desk.payload.update({ collection: 'updates', id: update?.id ?? '', data: { import: 'unfinished' } });
  for (const file of files()) await importFile(desk.payload, desk.env.dataFolder, { file });
  expect(JSON.stringify(await itemsOf(desk, to.id))).toBe(before);
});
