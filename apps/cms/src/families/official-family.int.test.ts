import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heldEditions } from '../imports/held-editions.ts';
import { importFile } from '../imports/import-file.ts';
import { editionContents } from '../imports/read-rows.ts';
import { codeTree } from './code-tree.ts';
import { setCoverage } from './coverage.ts';
import { edition, type FamilyDesk, madeFractures, madeSlots, openFamilyDesk } from './testing/family-desk.ts';

/* The official file, where the machine has it; made codes in its layout stand in. With the variable set and the file
   missing, the import fails and the test with it. */
const official = process.env.PLAINCODE_CODE_SETS;
const covered = official ? { family: 490, billable: 450 } : { family: 27, billable: 18 };

let at: FamilyDesk;
beforeAll(async () => {
  at = await openFamilyDesk([]);
  if (official)
    await importFile(at.payload, at.desk.env.dataFolder, {
      file: join(official, 'icd-10-cm', '2025-code-descriptions-tabular-order.zip'),
    });
  else await at.bring(2025, madeFractures());
}, 180_000);
afterAll(() => at.close());

it('has the parents that the import stored', async () => {
  const held = await heldEditions(at.payload, 'icd-10-cm');
  const [one] = held;
  if (!one) throw new Error('an edition is held');
  const tree = await codeTree(at.payload, held, one);
  const [rows] = await editionContents(at.payload, 'icd-10-cm', held, [one.sequence]);
  const wrong = [...(rows ?? [])].filter(([code, row]) => tree.parentOf(code) !== row.parent);
  expect(wrong).toEqual([]);
  expect(rows?.size).toBe(tree.order.length);
}, 120_000);

it('gives every code below S52.5 a page with the text of one template, and no slot is left unfilled', async () => {
  const words =
    'This is about the {{laterality}} wrist, where the radius ends. The code is for {{encounter}}. Its own words: {{kind}}.';
  const kind = {
    name: 'kind',
    source: 'difference' as const,
    asSaid: true,
    words: [{ value: '', words: 'none' }],
  };
  const before = await timed(() => at.pages());
  const id = await at.family('S525', words, [...madeSlots(), kind]);
  await at.approve(id);
  await at.everyday();
  const after = await timed(() => at.pages());
  const pages = [...after.value.values()].filter(({ explanation }) => explanation !== null);
  expect(pages).toHaveLength(covered.family);
  expect(pages.every(({ code }) => code.startsWith('S525'))).toBe(true);
  const billable = pages.filter((page) => page.billable?.value === true);
  expect(billable).toHaveLength(covered.billable);
  expect(billable.every(({ explanation }) => explanation?.inheritedFrom?.displayCode === 'S52.5')).toBe(true);
  expect(JSON.stringify(pages.map(({ explanation, sections }) => [explanation, sections]))).not.toMatch(
    /\{\{|\}\}/,
  );
  const cold = await timed(() =>
    setCoverage(at.payload, { codeSet: 'icd-10-cm', edition: null, range: null }),
  );
  expect(cold.value).toMatchObject({
    edition: { id: edition(2025) },
    total: { own: 1, inherited: covered.family - 1 },
  });
  if (process.env.PLAINCODE_FIGURES)
    console.info(`export ${before.ms} ms without, ${after.ms} ms with; coverage ${cold.ms} ms`);
}, 300_000);

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - start) };
}
