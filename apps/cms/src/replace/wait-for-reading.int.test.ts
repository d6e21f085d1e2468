import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { said } from '../access/testing/used-desk.ts';
import { relationId } from '../relation-id.ts';
import { prepareEdition } from '../releases/prepare.ts';
import { blockersOf } from '../releases/publish-release.ts';
import { october, openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { bringHcpcs } from '../updates/testing/made-updates.ts';
import type { BatchView } from './batch-view.ts';

const rows = (dose: string) =>
  ['J0001', 'J0002', 'J0004', 'J0009'].map((code) => ({
    code,
    long: `Injection, drug ${code}, ${code === 'J0001' ? dose : '1 mg'}`,
    short: code,
  }));

describe('a change of many texts', () => {
  let at: ReleaseDesk;
  beforeEach(async () => {
    at = await openReleaseDesk();
  });
  afterEach(() => at.close());

  const seen = async (ids: readonly string[]) => {
    const docs = await Promise.all(ids.map(at.read));
    return docs.map(({ id, contentHash }) => ({ id, contentHash }));
  };
  const batchOf = async (path: string, change: object, ids: readonly string[]) => {
    const { body } = await at.ask('POST', path, { ...change, texts: await seen(ids) }, at.editor);
    expect(body).toMatchObject({ submitted: ids.length, left: [] });
    return String(body.batch);
  };
  const replaced = (ids: readonly string[]) =>
    batchOf('/change-batches/save', { find: 'drip', replaceWith: 'infusion' }, ids);
  const viewOf = async (batch: string) =>
    (await at.ask('GET', `/change-batches/${batch}/view`, undefined, at.reviewer))
      .body as unknown as BatchView;
  const approve = async (batch: string, ids: readonly string[]) =>
    await at.ask('POST', `/change-batches/${batch}/approve`, { texts: await seen(ids) }, at.reviewer);
  const stateOf = async (batch: string) =>
    (await at.payload.findByID({ collection: 'change-batches', id: batch, depth: 0 })).state;
  const blockers = async () =>
    (await blockersOf(at.payload, await prepareEdition(at.payload, null, october))).map(({ code }) => code);
  const item = async () => {
    const { docs } = await at.payload.find({
      collection: 'work-items',
      where: { key: { equals: `${october}/J0001` } },
      depth: 0,
    });
    return docs[0];
  };

  /** The batch approves the second text and not the first one, of which it says why; alone that one is approved. */
  const readsFirst = async (batch: string, [first, second]: readonly [string, string], why: RegExp) => {
    const view = await viewOf(batch);
    expect(view.waiting.map(({ id }) => id)).toEqual([second]);
    expect(view.apart.map(({ id }) => id)).toEqual([first]);
    expect(view.apart[0]?.why).toMatch(why);
    const refused = await approve(batch, [first, second]);
    expect(refused.status).toBe(409);
    expect(said(refused)).toMatch(why);
    expect(said(refused)).toContain('HCPCS J0001');
    expect((await approve(batch, [second])).body).toEqual({ approved: 1 });
    expect(await stateOf(batch)).toBe('approved');
    expect((await at.read(first)).state).toBe('in-review');
  };

  it('does not approve a text whose official row changed since', async () => {
    await at.approved('J0004', 'J0004 is given by mouth.');
    await at.everyday();
    await at.bringOctober();
    const first = await at.approved('J0001', 'J0001 is given by drip.', october);
    const second = await at.approved('J0002', 'J0002 is given by drip.', october);
    await bringHcpcs(at.desk, 'HCPC2025_OCT_ANWEB_v2.txt', rows('20 mg'));
    expect(await item()).toMatchObject({ state: 'open' });
    const batch = await replaced([first, second]);
    await readsFirst(batch, [first, second], /official row changed.*by itself/);
    expect(await item()).toMatchObject({ state: 'in-review' });
    expect((await item())?.reopened).toMatch(/^Changed again/);
    expect(await blockers()).toContain('open-item');
    await at.act(at.reviewer, first, 'approve');
    expect(await item()).toMatchObject({ state: 'done', reopened: null });
  });

  it('does not approve a text whose item was opened again, under another notice either', async () => {
    await at.bringOctober();
    const first = await at.approved('J0001', 'J0001 is given by drip.', october);
    const second = await at.approved('J0002', 'J0002 is given by drip.', october);
    const { rightsHolder } = await at.payload.findByID({
      collection: 'copyright-notices',
      id: at.notice,
      depth: 0,
    });
    const data = {
      slug: 'newer',
      rightsHolder: relationId(rightsHolder),
      uses: ['line' as const],
      text: '© New.',
    };
    const to = (await at.payload.create({ collection: 'copyright-notices', data })).id;
    const { id = '', changeHash } = (await item()) ?? {};
    const opened = await at.ask(
      'POST',
      `/work-items/${id}/step`,
      { action: 'reopen', changeHash, note: 'The guideline says else' },
      at.reviewer,
    );
    expect(opened.status, JSON.stringify(opened.body)).toBe(200);
    const batch = await batchOf('/change-batches/notice', { from: at.notice, to }, [first, second]);
    await readsFirst(batch, [first, second], /opened again.*The guideline says else/);
  });

  const step = async (action: string, person = at.editor) => {
    const { id = '', changeHash } = (await item()) ?? {};
    const taken = await at.ask('POST', `/work-items/${id}/step`, { action, changeHash }, person);
    expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  };
  const carriedForward = async (): Promise<[string, string]> => {
    const first = await at.approved('J0001', 'J0001 is given by drip.');
    const second = await at.approved('J0002', 'J0002 is given by drip.');
    await at.everyday();
    await at.bringOctober();
    return [first, second];
  };

  it('does not approve a text that a later edition was to keep, and that its item is open again of', async () => {
    const texts = await carriedForward();
    await step('propose-keep');
    await step('confirm-keep', at.reviewer);
    await bringHcpcs(at.desk, 'HCPC2025_OCT_ANWEB_v2.txt', rows('20 mg'));
    expect(await item()).toMatchObject({ state: 'open', reopened: expect.stringMatching(/^Changed again/) });
    await readsFirst(await replaced(texts), texts, /update October 2025.*opened again.*Changed again/);
    await at.act(at.reviewer, texts[0], 'approve');
    expect(await item()).toMatchObject({ state: 'open' });
  });

  it('does not approve a text that nobody compared with what an edition changed that readers see', async () => {
    const texts = await carriedForward();
    expect(await item()).toMatchObject({ state: 'open', reopened: null });
    const batch = await replaced(texts);
    expect((await viewOf(batch)).apart).toEqual([]);
    await at.settleItems(october);
    await at.release((await prepareEdition(at.payload, null, october)).id);
    const { id = '' } = (await item()) ?? {};
    await at.payload.update({ collection: 'work-items', id, data: { state: 'open', resolution: null } });
    await readsFirst(batch, texts, /update October 2025.*not settled/);
  });

  it('approves a text that was found to hold in a later edition, and one that has another text there', async () => {
    const texts = await carriedForward();
    const batch = await replaced(texts);
    await step('propose-keep');
    await step('confirm-keep', at.reviewer);
    expect((await approve(batch, texts)).body).toEqual({ approved: 2 });
    await at.payload.create({
      collection: 'explanations',
      data: { codeSet: 'hcpcs', code: 'J0001', appliesFrom: october },
      draft: true,
      user: at.editor.user,
    });
    const { body } = await at.ask(
      'POST',
      '/change-batches/save',
      { find: 'infusion', replaceWith: 'drip', texts: await seen(texts) },
      at.editor,
    );
    expect((await approve(String(body.batch), texts)).body).toEqual({ approved: 2 });
  });

  it('does not approve a text that readers had another one before, which was withdrawn since', async () => {
    const old = await at.approved('J0001', 'Dangerous words.');
    await at.everyday();
    await at.bringOctober();
    const first = await at.approved('J0001', 'J0001 is given by drip.', october);
    const second = await at.approved('J0002', 'J0002 is given by drip.', october);
    await at.act(at.reviewer, old, 'withdraw');
    await at.everyday(old);
    expect(await blockers()).toContain('withdrawn-before');
    const batch = await replaced([first, second]);
    await readsFirst(batch, [first, second], /withdrawn since/);
    expect(await blockers()).toContain('not-approved');
  });

  it('does not approve a text that was taken back', async () => {
    const second = await at.approved('J0002', 'J0002 is given by drip.');
    await at.everyday();
    const first = await at.approved('J0001', 'J0001 is given by drip.');
    const release = await at.everyday();
    await at.takeBack(release?.id ?? '');
    expect(await at.everyday()).toBeNull();
    const batch = await replaced([first, second]);
    await readsFirst(batch, [first, second], /taken back/);
    await at.everyday();
    expect(await at.words('J0001')).toBeNull();
    expect(await at.words('J0002')).toBe('J0002 is given by infusion.');
  });
});
