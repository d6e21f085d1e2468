import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareAddenda } from '../addenda/compare.ts';
import { looksLikeAddenda } from '../addenda/looks-like-addenda.ts';
import { parseAddenda } from '../addenda/parse.ts';
import { readLines } from '../container/lines.ts';
import { listMembers, type TextPart } from '../container/zip.ts';
import { Problems } from '../problems.ts';
import { readRelease } from '../read-release.ts';
import { applyDiff } from './apply-diff.ts';
import type { EditionContent } from './change.ts';
import { countsOf, itemsOf } from './count-changes.ts';
import { diffEditions } from './diff-editions.ts';

/**
 * What changed between official releases, read in place where PLAINCODE_CODE_SETS names their folder; a missing
 * one is a failure. Without it, the made editions of the other tests stand for them.
 */
const folder = process.env.PLAINCODE_CODE_SETS;
const official = describe.runIf(folder);
const billable = true;

const diagnoses = {
  2024: 'icd-10-cm/2024-code-descriptions-tabular-order.zip',
  2025: 'icd-10-cm/2025-code-descriptions-tabular-order.zip',
};
const procedures = {
  2024: 'icd-10-pcs/2024-icd-10-pcs-order-file.zip',
  2025: 'icd-10-pcs/2025-icd-10-pcs-order-file.zip',
};
const hcpcs = { 2018: 'hcpcs/HCPC2018_CONTR_ANWEB_disc.txt.gz', 2019: 'hcpcs/HCPC2019_CONTR_ANWEB.txt.gz' };

async function contentOf(file: string, codeType?: string): Promise<EditionContent> {
  const result = await readRelease(join(folder ?? '', file));
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
  const records = result.release.records.filter((one) => codeType === undefined || one.codeType === codeType);
  return { codes: new Map(records.map((record) => [record.code, record])) };
}

async function between(earlier: string, later: string, codeType?: string) {
  const from = await contentOf(earlier, codeType);
  const to = await contentOf(later, codeType);
  const diff = diffEditions(from, to);
  expect(applyDiff(from, diff).codes).toEqual(to.codes);
  expect(diffEditions(to, to).changes).toEqual([]);
  return { diff, from, to };
}

/** Milliseconds of the best of a few runs: other work on the machine must not fail a test. */
function fastest(run: () => void): number {
  const times = Array.from({ length: 4 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

async function addendaIn(file: string, name: string) {
  const members = await listMembers(join(folder ?? '', file));
  const part = members.find(({ member }) => member?.endsWith(name));
  if (part === undefined) throw new Error(`${name} is not in ${file}`);
  expect(looksLikeAddenda(await firstLines(part))).toBe(true);
  const problems = new Problems(name);
  const addenda = await parseAddenda(readLines(part.bytes()), problems);
  expect(problems.list()).toEqual([]);
  return addenda;
}

async function firstLines({ bytes }: TextPart) {
  for await (const batch of readLines(bytes())) return batch;
  return [];
}

official('ICD-10-CM 2024 to 2025', () => {
  test('has the known changes, row for row those of both official addenda', { timeout: 60_000 }, async () => {
    const { diff, from, to } = await between(diagnoses[2024], diagnoses[2025]);
    expect(fastest(() => diffEditions(from, to))).toBeLessThan(1_000);
    expect(countsOf(diff, { billable })).toEqual({
      added: 252,
      deleted: 36,
      becameHeader: 33,
      becameBillable: 0,
      longRevised: 13,
      shortRevised: 13,
      terminated: 0,
      dropped: 0,
      reinstated: 0,
      indicatorChanged: 0,
      notesChanged: 0,
    });
    expect(itemsOf(diff, { billable }).length).toBe(252 + 36 + 33 + 13 + 13);
    for (const [name, form, rows] of [
      ['icd10cm_order_addenda_2025.txt', 'order', 374],
      ['icd10cm_codes_addenda_2025.txt', 'codes', 301],
    ] as const) {
      const addenda = await addendaIn(diagnoses[2025], name);
      expect(addenda).toMatchObject({ form, set: 'icd-10-cm' });
      const check = compareAddenda(addenda, diff, { set: 'icd-10-cm' });
      expect(check).toEqual({ agrees: true, rowsChecked: rows, differences: [] });
    }
  });
});

official('ICD-10-PCS 2024 to 2025', () => {
  test('has the known changes, row for row those of the official addenda', { timeout: 60_000 }, async () => {
    const { diff } = await between(procedures[2024], procedures[2025]);
    expect(countsOf(diff, { billable })).toMatchObject({
      added: 371,
      deleted: 61,
      becameHeader: 0,
      longRevised: 0,
      shortRevised: 0,
    });
    const addenda = await addendaIn(procedures[2025], 'order_addenda_2025.txt');
    expect(addenda).toMatchObject({ form: 'order', set: 'icd-10-pcs' });
    const check = compareAddenda(addenda, diff, { set: 'icd-10-pcs' });
    expect(check).toEqual({ agrees: true, rowsChecked: 435, differences: [] });
  });
});

official('the official addenda of 2024', () => {
  test('are of the update in April, which changed procedures alone', async () => {
    const { rows, summary } = await addendaIn(procedures[2024], 'order_addenda_2024.txt');
    expect(rows.length).toBe(50);
    expect(summary?.codes).toMatchObject({ additions: 41, deletions: 6, revisions: 3, both: 3 });
    for (const name of ['icd10cm_order_addenda_2024.txt', 'icd10cm_codes_addenda_2024.txt'])
      expect(await addendaIn(diagnoses[2024], name)).toMatchObject({ set: 'icd-10-cm', rows: [] });
  });
});

official('HCPCS 2018 to 2019', () => {
  test('has the known changes of procedures', async () => {
    const { diff } = await between(hcpcs[2018], hcpcs[2019], 'procedure');
    const counts = countsOf(diff);
    expect(counts).toEqual({
      added: 237,
      deleted: 0,
      becameHeader: 0,
      becameBillable: 0,
      longRevised: 111,
      shortRevised: 98,
      terminated: 30,
      dropped: 2,
      reinstated: 0,
      indicatorChanged: 72,
      notesChanged: 0,
    });
    expect(countsOf(diff, { billable })).toEqual(counts);
    const dropped = diff.changes.filter(({ kinds }) => kinds.includes('dropped'));
    expect(dropped.map(({ code }) => code)).toEqual(['G9976', 'G9977']);
  });

  test('has the known changes of modifiers', async () => {
    const { diff } = await between(hcpcs[2018], hcpcs[2019], 'modifier');
    expect(countsOf(diff)).toMatchObject({ added: 7, dropped: 1, terminated: 3, longRevised: 3 });
  });
});
