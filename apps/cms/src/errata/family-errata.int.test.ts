import type { ErrorReport } from '@plaincode/types/payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSite } from '../export/export-site.ts';
import { type FamilyDesk, openFamilyDesk } from '../families/testing/family-desk.ts';
import { fetchReports } from './fetch-reports.ts';
import { settleCorrected } from './settle-reports.ts';
import { type MadeGate, openMadeGate } from './testing/made-gate.ts';

let at: FamilyDesk;
let gate: MadeGate;
let family: string;
beforeAll(async () => {
  [at, gate] = await Promise.all([openFamilyDesk(), openMadeGate()]);
  family = await at.family('S525');
  await at.approve(family);
  await at.everyday();
});
afterAll(async () => {
  await at.close();
  await gate.close();
});

async function reportOf(page: string): Promise<ErrorReport> {
  const { docs } = await at.payload.find({
    collection: 'error-reports',
    where: { page: { equals: page } },
    depth: 0,
  });
  if (!docs[0]) throw new Error('the desk should hold the report');
  return docs[0];
}

async function accepted(page: string) {
  gate.report(page);
  await fetchReports(at.payload, gate.source);
  const { id } = await reportOf(page);
  return await at.ask('POST', `/error-reports/${id}/step`, { action: 'accept' });
}

/** The pages that the site's list of corrections names. */
async function listed(): Promise<string[]> {
  const request = {
    reason: 'test',
    origin: 'https://example.com',
    mediaFolder: at.desk.env.mediaFolder,
    now: new Date(),
    warn: () => undefined,
  };
  for await (const exported of exportSite(at.payload, request))
    if (exported.type === 'page' && exported.record.kind === 'corrections')
      return exported.record.corrections.map(({ code }) => code.path);
  throw new Error('the site should have a page of corrections');
}

const hints = async (id = family) => (await at.ask('GET', `/explanations/${id}/workflow`)).body.hints;

describe('a report about a code that reads the text of its family', () => {
  const page = '/icd-10-cm/S52.501A/';
  const words = 'The bone was named wrongly. It is the radius.';

  it('opens the text of the family, which says whose page it was, and begins none', async () => {
    expect((await accepted(page)).body).toMatchObject({ state: 'accepted', explanation: family });
    expect((await at.read(family)).state).toBe('draft');
    expect(await at.payload.count({ collection: 'explanations' })).toEqual({ totalDocs: 1 });
    expect(await hints()).toContainEqual(
      expect.stringMatching(
        /^A report of an error on the page of S52\.501A, which reads this text, was accepted: “What is said there is wrong \(\d+\)\.” Say/,
      ),
    );
  });

  it('is corrected there, and every page that reads the text tells it; the list tells it once', async () => {
    await at.edit(family, { correction: words });
    expect(await hints()).not.toContainEqual(expect.stringContaining('report'));
    await at.approve(family);
    await settleCorrected(at.payload, new Date());
    expect((await reportOf(page)).state).toBe('accepted');
    const release = await at.everyday();
    await settleCorrected(at.payload, new Date());
    expect((await reportOf(page)).state).toBe('corrected');
    const told = [{ date: release?.publishedAt?.slice(0, 10), words }];
    const pages = await at.pages();
    for (const code of ['S525', 'S52501A', 'S52522D'])
      expect(pages.get(code)?.corrections, code).toEqual(told);
    expect(pages.get('S529XXA')?.corrections).toBeUndefined();
    expect(await listed()).toEqual(['/icd-10-cm/S52.5/']);
  });

  it('that came later waits for another sentence', async () => {
    const other = '/icd-10-cm/S52.522D/';
    await accepted(other);
    expect(await hints()).toContainEqual(
      expect.stringMatching(/^A report of an error on the page of S52\.522D.* told before/),
    );
    await at.edit(family, { plainTitle: 'A broken wrist' });
    await at.approve(family);
    await at.everyday();
    await settleCorrected(at.payload, new Date());
    expect((await reportOf(other)).state).toBe('accepted');
  });

  it('is about its own text, where it has one by now', async () => {
    const made = await at.ask('POST', `/explanations/${family}/break-out`, { code: 'S52.509S' });
    const own = String(made.body.id);
    await at.approve(own);
    await at.everyday();
    expect((await accepted('/icd-10-cm/S52.509S/')).body).toMatchObject({ explanation: own });
    expect(JSON.stringify(await hints())).not.toContain('S52.509S');
    expect(JSON.stringify(await hints(own))).toContain('A report of an error on this page was accepted: “');
  });
});
