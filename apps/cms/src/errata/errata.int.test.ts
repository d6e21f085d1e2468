import type { CorrectionsPageRecord } from '@plaincode/content-schemas';
import type { ErrorReport } from '@plaincode/types/payload';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportSite } from '../export/export-site.ts';
import { openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { fetchReports } from './fetch-reports.ts';
import { reportKeeper } from './look-after-reports.ts';
import { eraseEmails, settleCorrected } from './settle-reports.ts';
import { type MadeGate, openMadeGate } from './testing/made-gate.ts';

let at: ReleaseDesk;
let gate: MadeGate;
let line: string;
beforeAll(async () => {
  [at, gate] = await Promise.all([openReleaseDesk(), openMadeGate()]);
  line = await at.approved('J0001', 'One unit is 20 mg.');
  await at.everyday();
});
afterAll(async () => {
  await at.close();
  await gate.close();
});
beforeEach(() => {
  gate.fault.now = 'none';
});

async function reports(reportId?: string): Promise<ErrorReport[]> {
  const where = reportId ? { reportId: { equals: reportId } } : {};
  const { docs } = await at.payload.find({ collection: 'error-reports', where, depth: 0, pagination: false });
  return docs;
}

/** One report that the desk holds. */
async function held(page = '/hcpcs/J0001/', email: string | null = null): Promise<ErrorReport> {
  const { id } = gate.report(page, { email });
  await fetchReports(at.payload, gate.source);
  const [report] = await reports(id);
  if (!report) throw new Error('the desk should hold the report');
  return report;
}

const step = (id: string, body: unknown, person = at.editor) =>
  at.ask('POST', `/error-reports/${id}/step`, body, person);

async function corrections(): Promise<CorrectionsPageRecord['corrections']> {
  const request = {
    reason: 'test',
    origin: 'https://example.com',
    mediaFolder: at.desk.env.mediaFolder,
    now: new Date(),
    warn: () => undefined,
  };
  for await (const exported of exportSite(at.payload, request))
    if (exported.type === 'page' && exported.record.kind === 'corrections')
      return exported.record.corrections;
  throw new Error('the site should have a page of corrections');
}

/** What is worth a look beside the text. */
async function hints(): Promise<unknown> {
  return (await at.ask('GET', `/explanations/${line}/workflow`, undefined, at.editor)).body.hints;
}

describe('reports at the gate', () => {
  it('are taken over, each once, and then forgotten there', async () => {
    const sent = gate.report('/hcpcs/J0001/', { place: 'explanation', email: 'reader@example.org' });
    for (let more = 0; more < 120; more++) gate.report('/hcpcs/J0002/');
    expect(await fetchReports(at.payload, gate.source)).toBe(121);
    expect(gate.waiting).toEqual([]);
    expect(await reports(sent.id)).toMatchObject([
      {
        codeKey: 'hcpcs/J0001',
        place: 'explanation',
        words: sent.words,
        email: 'reader@example.org',
        state: 'new',
      },
    ]);
    expect(await fetchReports(at.payload, gate.source)).toBe(0);
  });

  it('come again where the gate did not learn that the desk holds them, and are known', async () => {
    const before = (await reports()).length;
    gate.report('/hcpcs/J0001/');
    gate.fault.now = 'forget';
    await expect(fetchReports(at.payload, gate.source)).rejects.toThrow('503');
    expect(gate.waiting).toHaveLength(1);
    gate.fault.now = 'none';
    expect(await fetchReports(at.payload, gate.source)).toBe(0);
    expect(await reports()).toHaveLength(before + 1);
    expect(gate.waiting).toEqual([]);
  });

  it('wait where the gate is away, and the desk goes on', async () => {
    const before = (await reports()).length;
    gate.report('/hcpcs/J0001/');
    gate.fault.now = 'all';
    const look = reportKeeper(at.payload, gate.source);
    await look();
    await reportKeeper(at.payload, { ...gate.source, url: 'http://127.0.0.1:9' })();
    await reportKeeper(at.payload, { ...gate.source, token: 'wrong' })();
    expect(await reports()).toHaveLength(before);
    gate.fault.now = 'none';
    await look();
    expect(await reports()).toHaveLength(before + 1);
  });

  it('are never made, changed or deleted by hand but for note and assignee', async () => {
    const { id } = await held('/hcpcs/J0001/', 'reader@example.org');
    const made = { reportId: 'x', page: '/', words: 'Made by hand.', received: new Date().toISOString() };
    expect((await at.ask('POST', '/error-reports', made, at.editor)).status).toBe(403);
    expect((await at.ask('DELETE', `/error-reports/${id}`, undefined, at.editor)).status).toBe(403);
    const forged = { words: 'Other words.', state: 'corrected', email: 'x@example.org', note: 'Looked at.' };
    const changed = { ...forged, assignee: at.reviewer.user.id };
    expect((await at.ask('PATCH', `/error-reports/${id}`, changed, at.editor)).status).toBe(200);
    const [report] = (await reports()).filter((one) => one.id === id);
    expect(report).toMatchObject({ state: 'new', email: 'reader@example.org', note: 'Looked at.' });
    expect(report?.words).not.toBe(forged.words);
    expect(report?.assignee).toBe(at.reviewer.user.id);
  });
});

describe('a report', () => {
  it('that is accepted opens the text that readers have; until it is mended they keep it', async () => {
    const { id } = await held();
    const accepted = await step(id, { action: 'accept' });
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', explanation: line } });
    expect((await at.read(line)).state).toBe('draft');
    expect(await at.words('J0001')).toBe('One unit is 20 mg.');
    expect(await hints()).toContainEqual(
      expect.stringContaining('without that sentence the report stays open'),
    );
    expect(await step(id, { action: 'accept' })).toMatchObject({ status: 409 });
  });

  it('about a code without a text begins one', async () => {
    const { id } = await held('/hcpcs/J0003/');
    const { body } = await step(id, { action: 'accept' });
    const made = await at.read(String(body.explanation));
    expect(made).toMatchObject({ codeKey: 'hcpcs/J0003', state: 'draft' });
  });

  it('is declined with a reason, by those who write', async () => {
    const { id } = await held('/hcpcs/');
    expect(await step(id, { action: 'decline' })).toMatchObject({ status: 422 });
    expect(await step(id, { action: 'accept' })).toMatchObject({ status: 409 });
    expect(await step(id, { action: 'decline', note: 'It is right.' }, at.publisher)).toMatchObject({
      status: 403,
    });
    expect(await step(id, { action: 'decline', note: 'It is right.' })).toMatchObject({ status: 200 });
    expect(await step('01900000-0000-7000-8000-000000000000', { action: 'reopen' })).toMatchObject({
      status: 404,
    });
  });

  it('keeps its e-mail address for 30 days after it is settled', async () => {
    const open = await held('/hcpcs/J0002/', 'open@example.org');
    const settled = await held('/hcpcs/J0002/', 'settled@example.org');
    await step(settled.id, { action: 'duplicate' });
    const emails = async () =>
      [...(await reports(open.reportId)), ...(await reports(settled.reportId))].map(({ email }) => email);
    await eraseEmails(at.payload, new Date(Date.now() + 29 * 86_400_000));
    expect(await emails()).toEqual(['open@example.org', 'settled@example.org']);
    await eraseEmails(at.payload, new Date(Date.now() + 31 * 86_400_000));
    expect(await emails()).toEqual(['open@example.org', null]);
  });
});

describe('a correction', () => {
  const words = 'The text named 20 mg as one unit. It is 10 mg.';
  const edit = async (data: Record<string, unknown>) => {
    const { revision } = await at.read(line);
    return at.ask('PATCH', `/explanations/${line}?draft=true`, { ...data, revision }, at.editor);
  };

  it('is part of what is approved: to change its words voids the approval', async () => {
    await at.edit(line, 'One unit is 10 mg.');
    const before = (await at.read(line)).contentHash;
    expect((await edit({ correction: `  ${words}\n` })).status).toBe(200);
    expect(await hints()).not.toContainEqual(expect.stringContaining('the report stays open'));
    await at.approve(line);
    expect((await edit({ correction: 'Other words.' })).status).toBe(200);
    expect((await at.read(line)).state).toBe('draft');
    expect((await edit({ correction: '' })).status).toBe(200);
    expect((await at.read(line)).contentHash).toBe(before);
    expect((await edit({ correction: words })).status).toBe(200);
    expect((await at.read(line)).state).toBe('approved');
    await settleCorrected(at.payload, new Date());
    expect((await reports()).some(({ state }) => state === 'corrected')).toBe(false);
    expect(await corrections()).toEqual([]);
  });

  it('stands on its page and in the list with the day on which readers have it, and settles the report', async () => {
    const release = await at.everyday();
    const date = release?.publishedAt?.slice(0, 10);
    expect((await at.seen()).get('J0001')?.corrections).toEqual([{ date, words }]);
    expect((await at.seen()).get('J0002')?.corrections).toBeUndefined();
    expect(await corrections()).toMatchObject([
      { date, words, code: { path: '/hcpcs/J0001/' }, codeSetName: expect.any(String) },
    ]);
    await settleCorrected(at.payload, new Date());
    const accepted = (await reports()).filter(
      ({ codeKey, state }) => codeKey === 'hcpcs/J0001' && state !== 'new',
    );
    expect(accepted.map(({ state }) => state)).toEqual(['corrected']);
  });

  it('stays dated as it was when the text is edited again', async () => {
    const before = await corrections();
    await at.edit(line, 'One unit is 10 mg of the drug.');
    await at.approve(line);
    await at.everyday();
    expect(await at.words('J0001')).toBe('One unit is 10 mg of the drug.');
    expect(await corrections()).toEqual(before);
  });

  it('that readers were told before settles no later report; its text says so, and another sentence does', async () => {
    const told = await corrections();
    const { id, reportId } = await held();
    await step(id, { action: 'accept' });
    const toldBefore = expect.stringContaining('says what readers were told before');
    expect((await at.read(line)).correction).toBe(words);
    expect(await hints()).toContainEqual(toldBefore);
    await at.edit(line, 'One unit is 10 mg of the drug, by mouth.');
    await at.approve(line);
    await at.everyday();
    await settleCorrected(at.payload, new Date());
    expect(await reports(reportId)).toMatchObject([{ state: 'accepted' }]);
    expect(await corrections()).toEqual(told);

    const other = 'The text left out the route. It is by mouth.';
    expect((await edit({ correction: other })).status).toBe(200);
    expect(await hints()).not.toContainEqual(toldBefore);
    await at.approve(line);
    const release = await at.everyday();
    await settleCorrected(at.payload, new Date());
    expect(await reports(reportId)).toMatchObject([{ state: 'corrected' }]);
    expect((await corrections()).map((one) => one.words)).toEqual([other, words]);

    // Taken back, it is no correction any more, until the release goes out again.
    const back = await at.takeBack(release?.id ?? '');
    await settleCorrected(at.payload, new Date());
    expect(await reports(reportId)).toMatchObject([{ state: 'accepted', settledAt: null }]);
    await at.takeBack(back.id);
    await settleCorrected(at.payload, new Date());
    expect(await reports(reportId)).toMatchObject([{ state: 'corrected' }]);

    // The first sentence again corrects nothing either: readers have both.
    const again = await held();
    await step(again.id, { action: 'accept' });
    expect((await edit({ correction: `${words} ` })).status).toBe(200);
    expect(await hints()).toContainEqual(toldBefore);
    await at.approve(line);
    await at.everyday();
    await settleCorrected(at.payload, new Date());
    expect(await reports(again.reportId)).toMatchObject([{ state: 'accepted' }]);
    expect((await corrections()).map((one) => one.words)).toEqual([other, words]);
  });

  it('that is accepted leaves the text that waits to go out approved; that one goes out, and then it is opened', async () => {
    const code = await at.approved('J0004', 'One unit is 2 mg.');
    await at.everyday();
    await at.edit(code, 'One unit is 4 mg.');
    await at.approve(code);
    const { approvedRevision } = await at.read(code);
    const first = await held('/hcpcs/J0004/');
    expect(await step(first.id, { action: 'accept' })).toMatchObject({
      status: 200,
      body: { state: 'accepted', explanation: code, waits: true },
    });
    expect(await at.read(code)).toMatchObject({ state: 'approved', approvedRevision });
    await at.everyday();
    expect(await at.words('J0004')).toBe('One unit is 4 mg.');
    await settleCorrected(at.payload, new Date());
    expect(await reports(first.reportId)).toMatchObject([{ state: 'accepted' }]);
    const second = await held('/hcpcs/J0004/');
    expect((await step(second.id, { action: 'accept' })).body).toMatchObject({ waits: false });
    expect((await at.read(code)).state).toBe('draft');
  });

  it('is in the audit log, without the words of the reader', async () => {
    const { docs } = await at.payload.find({ collection: 'audit-log', pagination: false });
    const ofReports = docs.filter(({ subject }) => subject.startsWith('report/'));
    const actions = new Set(ofReports.map(({ action }) => action));
    for (const action of [
      'received',
      'accepted',
      'declined',
      'duplicate',
      'assigned',
      'corrected',
      'email-erased',
    ])
      expect(actions).toContain(`report-${action}`);
    expect(JSON.stringify(ofReports)).not.toMatch(/What is said there|example\.org/);
  });
});
