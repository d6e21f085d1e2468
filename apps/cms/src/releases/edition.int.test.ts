import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editionLaidOver } from './edition-laid-over.ts';
import { readRelease } from './release-record.ts';
import { july, october, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

describe('the release of an edition', () => {
  let at: ReleaseDesk;
  let live: string;
  let untouched: string;
  let next: string;
  let added: string;
  let release: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    live = await at.approved('J0001', 'The text for July.');
    untouched = await at.approved('J0002', 'A text that stays.');
    await at.everyday();
    await at.bringOctober();
  });
  afterAll(() => at.close());

  const check = async () => {
    const { body } = await at.ask('GET', `/releases/${release}/check`);
    return (body.blockers as { code: string; message: string; href: string | null }[]).map(
      ({ code, message }) => `${code} ${message.split(':')[0]}`,
    );
  };

  it('is made once, by those who publish, for an edition to come', async () => {
    expect((await at.ask('POST', '/releases/prepare', { edition: october }, at.editor)).status).toBe(403);
    const [one, two] = await Promise.all([
      at.ask('POST', '/releases/prepare', { edition: october }),
      at.ask('POST', '/releases/prepare', { edition: october }),
    ]);
    expect(one).toMatchObject({ status: 200, body: { kind: 'edition', state: 'open', edition: october } });
    expect(two.body.id).toBe(one.body.id);
    release = String(one.body.id);
    const held = await at.ask('POST', '/releases/prepare', { edition: july });
    expect(held).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'edition-shown' } }] } });
    const lost = await at.ask('POST', '/releases/prepare', { edition: 'hcpcs-2031-01-01' });
    expect(lost).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'edition-not-held' } }] } });
  });

  it('tells everything that keeps it back at once, and moves nothing until then', async () => {
    expect(await check()).toEqual(['open-item J0001', 'open-item J0003', 'open-item J0009']);
    const refused = await at.ask('POST', `/releases/${release}/publish`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ data: { code: 'release-blocked' } }] } });
    expect(
      (await at.ask('POST', `/releases/${release}/schedule`, { at: '2999-01-01T00:00:00Z' })).status,
    ).toBe(422);
    expect(await readRelease(at.payload, release)).toMatchObject({ state: 'open' });
    await at.settleItems(october);
    expect(await check()).toEqual([]);
  });

  it('waits for the texts of its edition, and lists what is approved when it is told to', async () => {
    next = await at.approved('J0001', 'The text for October.', october);
    added = await at.approved('J0009', 'A text for the new code.', october);
    await at.edit(added, 'A text for the new code, longer.');
    expect(await check()).toEqual(['open-item J0009', 'not-approved J0009', 'list-again J0001']);
    await at.approve(added);
    expect(await check()).toEqual(['list-again J0001', 'list-again J0009']);
    expect((await at.ask('POST', `/releases/${release}/list-again`)).status).toBe(200);
    expect(await check()).toEqual([]);
  });

  it('is what a check of the edition lays over what readers see, before it goes out', async () => {
    const over = await editionLaidOver(at.payload, { codeSet: 'hcpcs', edition: october });
    expect(over.shown).toEqual({ hcpcs: october });
    expect(over.pins.map(({ codeKey }) => codeKey)).toEqual(['hcpcs/J0001', 'hcpcs/J0009']);
    expect(over.pins).toEqual((await readRelease(at.payload, release)).pins);
  });

  it('does not take along what was edited after it was listed', async () => {
    const listed = (await readRelease(at.payload, release)).pins;
    await at.edit(next, 'The text for October, mended.');
    expect(await check()).toEqual(['open-item J0001', 'not-approved J0001']);
    await at.approve(next);
    expect(await check()).toEqual(['list-again J0001']);
    expect((await readRelease(at.payload, release)).pins).toEqual(listed);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await check()).toEqual([]);
  });

  it('does not take along what was withdrawn after it was listed', async () => {
    await at.act(at.reviewer, added, 'withdraw');
    expect(await check()).toContain('withdrawn J0009');
    expect((await at.ask('POST', `/releases/${release}/publish`)).status).toBe(422);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await check()).not.toContain('withdrawn J0009');
    expect((await readRelease(at.payload, release)).pins).toHaveLength(1);
    await at.act(at.editor, added, 'reopen');
    await at.approve(added);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await check()).toEqual([]);
  });

  it('waits for a link to a code that the edition dropped, and for a notice that is missing', async () => {
    await at.edit(next, 'See the other one.', '/hcpcs/J0003/');
    await at.approve(next);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await check()).toEqual(['broken-link J0001']);
    await at.edit(next, 'The text for October, mended.');
    await at.approve(next);
    await at.ask('POST', `/releases/${release}/list-again`);
    const uses = (some: ('line' | 'print')[]) =>
      at.payload.update({ collection: 'copyright-notices', id: at.notice, data: { uses: some } });
    await uses(['print']);
    expect(await check()).toEqual(['missing-notice J0001', 'missing-notice J0009']);
    await uses(['line']);
    expect(await check()).toEqual([]);
  });

  it('waits while a correction of the live text is approved and unpublished, and then while it is not merged', async () => {
    await at.edit(live, 'The text for July, corrected.');
    await at.approve(live);
    expect(await check()).toEqual(['correction-waiting J0001']);
    await at.everyday();
    expect(await at.words('J0001')).toBe('The text for July, corrected.');
    expect((await at.seen()).get('J0001')?.edition.id).toBe(july);
    expect(await check()).toEqual(['to-merge J0001']);
    const { toMerge } = await at.read(next);
    await at.ask('POST', `/explanations/${next}/merged`, { revision: toMerge }, at.editor);
    await at.edit(next, 'The text for October, with the correction.');
    await at.approve(next);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await check()).toEqual([]);
  });

  it('waits for an approval after the official row changed', async () => {
    const rows = ['J0002', 'J0004', 'J0009'].map((code) => ({
      code,
      long: `Injection, drug ${code}, 1 mg`,
      short: code,
    }));
    await at.bringOctober([{ code: 'J0001', long: 'Injection, drug J0001, 20 mg', short: 'J0001' }, ...rows]);
    expect(await check()).toEqual(['open-item J0001', 'official-changed J0001']);
    await at.act(at.editor, next, 'reopen');
    await at.approve(next);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await check()).toEqual([]);
  });

  it('is shown with its texts, its steps and what keeps it back', async () => {
    const view = await at.ask('GET', `/releases/${release}/view`);
    expect(view).toMatchObject({
      status: 200,
      body: { state: 'open', editions: ['HCPCS October 2025'], pinCount: 2, blockerCount: 0, run: null },
    });
    expect(view.body.pins).toMatchObject([{ name: 'HCPCS J0001', line: next }, { name: 'HCPCS J0009' }]);
    expect((await at.ask('GET', `/releases/${release}/view`, undefined, at.editor)).body.actions).toEqual([]);
    expect((await at.ask('GET', `/releases/${release}/view`, undefined, null)).status).toBe(401);
    const { body } = await at.ask('GET', '/releases/preparable');
    expect(body.editions).toMatchObject([{ edition: october }]);
    expect((await at.ask('GET', '/releases/preparable', undefined, at.editor)).body.editions).toEqual([]);
  });

  it('goes out as one: texts, edition and states', async () => {
    const before = await at.words('J0001');
    expect(await at.words('J0001', release)).toBe('The text for October, with the correction.');
    expect(before).toBe('The text for July, corrected.');
    expect(await at.release(release)).toMatchObject({ state: 'published', shown: { hcpcs: october } });
    const pages = await at.seen();
    expect(pages.get('J0001')?.edition.id).toBe(october);
    expect([await at.words('J0001'), await at.words('J0002'), await at.words('J0009')]).toEqual([
      'The text for October, with the correction.',
      'A text that stays.',
      'A text for the new code, longer.',
    ]);
    expect(pages.get('J0003')?.status.state).toBe('deleted');
    const states = await Promise.all(
      [live, untouched, next, added].map(async (id) => (await at.read(id)).state),
    );
    expect(states).toEqual(['superseded', 'published', 'published', 'published']);
    const updates = await at.payload.find({ collection: 'updates' });
    expect(updates.docs).toMatchObject([{ edition: october, state: 'released' }]);
  });

  it('is taken back as one, with every text of its edition that went out since', async () => {
    await at.edit(added, 'A text for the new code, corrected.');
    await at.approve(added);
    const late = await at.approved('J0004', 'A text that came later.', october);
    await at.edit(untouched, 'A text of July, corrected.');
    await at.approve(untouched);
    await at.everyday();
    expect(await at.words('J0004')).toBe('A text that came later.');
    const back = await at.ask('POST', `/releases/${release}/revert`);
    expect(back).toMatchObject({ status: 200, body: { kept: [] } });
    await at.release(String(back.body.id));
    const pages = await at.seen();
    expect(pages.get('J0001')?.edition.id).toBe(july);
    expect([await at.words('J0001'), pages.has('J0009')]).toEqual(['The text for July, corrected.', false]);
    expect([await at.words('J0002'), await at.words('J0004')]).toEqual(['A text of July, corrected.', null]);
    expect(await Promise.all([live, next, late].map(async (id) => (await at.read(id)).state))).toEqual([
      'published',
      'approved',
      'approved',
    ]);
    const updates = await at.payload.find({ collection: 'updates' });
    expect(updates.docs).toMatchObject([{ edition: october, state: 'open' }]);
    const again = await at.ask('POST', `/releases/${release}/revert`);
    expect(again).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'release-state' } }] } });

    const forward = await at.ask('POST', `/releases/${back.body.id}/revert`);
    await at.release(String(forward.body.id));
    expect((await at.seen()).get('J0001')?.edition.id).toBe(october);
    expect(await at.words('J0001')).toBe('The text for October, with the correction.');
    expect([await at.words('J0004'), await at.words('J0009')]).toEqual([
      'A text that came later.',
      'A text for the new code, corrected.',
    ]);
    expect(await Promise.all([live, next].map(async (id) => (await at.read(id)).state))).toEqual([
      'superseded',
      'published',
    ]);
    expect(await readRelease(at.payload, release)).toMatchObject({ state: 'published' });
    expect((await at.payload.find({ collection: 'updates' })).docs).toMatchObject([{ state: 'released' }]);
  });

  it('is written by nobody’s hand', async () => {
    for (const data of [{ state: 'open' }, { pins: [] }, { shown: {} }, { order: 9 }, { before: null }]) {
      await at.ask('PATCH', `/releases/${release}`, data);
      const [name, value] = Object.entries(data)[0] ?? ['', null];
      expect((await readRelease(at.payload, release))[name as 'state'], name).not.toEqual(value);
    }
    expect((await at.ask('POST', '/releases', { title: 'Forged', kind: 'everyday' })).status).toBe(403);
    expect((await at.ask('DELETE', `/releases/${release}`)).status).toBe(403);
  });
});
