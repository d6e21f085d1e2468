import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  await seedDemo(desk.payload, desk.env.dataFolder, join(desk.env.root, 'demo'));
});
afterAll(() => desk.close());

it.each([
  ['E11.9', ['icd-10-cm/E119']],
  ['e11.9', ['icd-10-cm/E119']],
  ['ICD-10-CM E11.9', ['icd-10-cm/E119']],
  ['E119', ['icd-10-cm/E119']],
  ['V1.2', []],
])('a list that is searched for %s shows %j', async (sought, keys) => {
  const { docs, totalDocs } = await desk.payload.find({
    collection: 'explanations',
    draft: true,
    depth: 0,
    where: { and: [{ or: [{ codeKey: { like: sought } }, { plainTitle: { like: sought } }] }] },
  });
  expect(docs.map(({ codeKey }) => codeKey)).toEqual(keys);
  const where = { codeKey: { like: sought } };
  expect(totalDocs).toBe((await desk.payload.count({ collection: 'explanations', where })).totalDocs);
});
