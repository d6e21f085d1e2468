import { join } from 'node:path';
import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { exportSite } from '../export/export-site.ts';
import { importFile } from '../imports/import-file.ts';
import { livePins } from '../releases/live.ts';
import { prepareEdition, prepareEveryday } from '../releases/prepare.ts';
import { beginRelease, blockersOf, finishRelease } from '../releases/publish-release.ts';
import { prepareRevert } from '../releases/revert.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';

const next = 'spt-2027-01-01';
const today = '2026-11-24';

describe('two lines of one code', () => {
  let desk: TestDesk;
  let editor: Person;
  let reviewer: Person;
  let line: string;
  let live: Explanation;

  beforeAll(async () => {
    desk = await openTestDesk();
    const { payload, env } = desk;
    await seedDemo(payload, env.dataFolder, join(env.root, 'demo'));
    editor = await addPerson(desk, 'editor', 'Ann');
    reviewer = await addPerson(desk, 'reviewer', 'Rita');
    const board = await payload.find({
      collection: 'rights-holders',
      where: { slug: { equals: 'sample-terminology-board' } },
    });
    await payload.create({
      collection: 'copyright-notices',
      data: {
        slug: 'sample-terminology-board-2027',
        rightsHolder: board.docs[0]?.id ?? '',
        edition: next,
        uses: ['line', 'print'],
        text: '© Copyright 2027 Sample Terminology Board. All rights reserved.',
      },
    });
    await importFile(payload, env.dataFolder, {
      file: join(env.root, 'demo', 'upcoming', 'spt', 'LONGULT_2027.txt'),
      codeSet: 'spt',
      edition: { effective: '2027-01-01' },
      sample: true,
    });
    live = await lineOf('spt/9X110', 'spt-2026-01-01');
  });
  afterAll(() => desk.close());

  const read = (id: string) =>
    desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const lineOf = async (codeKey: string, edition: string): Promise<Explanation> => {
    const { docs } = await desk.payload.find({
      collection: 'explanations',
      where: { codeKey: { equals: codeKey }, appliesFrom: { equals: edition } },
      draft: true,
      depth: 0,
    });
    const [found] = docs;
    if (!found) throw new Error(`no line of ${codeKey} for ${edition}`);
    return found;
  };
  const write = async (id: string, plainTitle: string) => {
    const { revision } = await read(id);
    const saved = await askApi(desk, editor, 'PATCH', `/explanations/${id}?draft=true`, {
      plainTitle,
      revision,
    });
    expect(saved.status).toBe(200);
  };
  const approve = async (id: string) => {
    await actOnExplanation({ payload: desk.payload, user: editor.user, id, action: 'submit' });
    await actOnExplanation({ payload: desk.payload, user: reviewer.user, id, action: 'approve' });
  };
  const release = async (id: string) => {
    await beginRelease(desk.payload, id, today);
    await finishRelease(desk.payload, id, null);
  };
  const everyday = async () => {
    const made = await prepareEveryday(desk.payload, null, null);
    if (made) await release(made.id);
    return made;
  };
  const page = async (path: string) => {
    const request = {
      reason: 'test',
      origin: 'https://example.com',
      mediaFolder: desk.env.mediaFolder,
      now: new Date(`${today}T12:00:00Z`),
      warn: () => undefined,
    };
    for await (const one of exportSite(desk.payload, request))
      if (one.type === 'page' && one.record.path === path && one.record.kind === 'code') return one.record;
    throw new Error(`no page ${path}`);
  };

  it('a line of the next edition begins with what readers see, once', async () => {
    const asked = { codeSet: 'spt', code: '9X110', edition: next };
    const started = await askApi(desk, editor, 'POST', '/explanations/start', asked);
    expect(started).toMatchObject({ status: 200, body: { state: 'draft' } });
    line = String(started.body.id);
    expect((await askApi(desk, reviewer, 'POST', '/explanations/start', asked)).body.id).toBe(line);
    const [young, pins] = [await read(line), await livePins(desk.payload)];
    expect(young).toMatchObject({
      plainTitle: live.plainTitle,
      appliesFrom: next,
      basedOn: pins.texts.get('spt/9X110'),
      editors: [editor.user.id],
    });
    const publisher = await addPerson(desk, 'publisher', 'Pia');
    expect((await askApi(desk, publisher, 'POST', '/explanations/start', asked)).status).toBe(403);
    const lost = await askApi(desk, editor, 'POST', '/explanations/start', {
      ...asked,
      edition: 'spt-2031-01-01',
    });
    expect(lost.body.errors).toMatchObject([{ data: { code: 'edition-not-held' } }]);
  });

  it('an approved line of the next edition does not go out before its release', async () => {
    await write(line, 'Grip endurance, 2027');
    await approve(line);
    expect(await everyday()).toBeNull();
    await expect(prepareEveryday(desk.payload, null, [line])).rejects.toMatchObject({
      data: { code: 'edition-not-shown' },
    });
    expect(await page('/spt/9X110/')).toMatchObject({
      edition: { id: 'spt-2026-01-01' },
      title: live.plainTitle,
    });
  });

  it('a correction of the live text is seen at once, and the next line is flagged to merge it', async () => {
    await write(live.id, 'Grip endurance, corrected');
    await approve(live.id);
    expect((await read(line)).toMerge).toBeNull();
    await everyday();
    expect((await page('/spt/9X110/')).title).toBe('Grip endurance, corrected');
    expect(await read(live.id)).toMatchObject({ state: 'published' });
    const flagged = await read(line);
    expect(flagged.toMerge).toBe((await livePins(desk.payload)).texts.get('spt/9X110'));
    expect(flagged.state).toBe('approved');
    const view = await askApi(desk, editor, 'GET', `/explanations/${line}/merge`);
    expect(view.body.merge).toMatchObject({
      correction: [{ part: 'Plain title' }],
      own: [{ part: 'Plain title' }],
    });
  });

  it('the release of the edition waits for the merge, and does not undo the correction', async () => {
    const prepared = await prepareEdition(desk.payload, null, next);
    const codes = (await blockersOf(desk.payload, prepared)).map(({ code }) => code);
    expect(codes).toContain('to-merge');
    expect(codes).toContain('open-item');
    await expect(beginRelease(desk.payload, prepared.id, today)).rejects.toMatchObject({
      data: { code: 'release-blocked' },
    });
    const { toMerge } = await read(line);
    const wrong = await askApi(desk, editor, 'POST', `/explanations/${line}/merged`, { revision: 'other' });
    expect(wrong.status).toBe(409);
    await write(line, 'Grip endurance, corrected, 2027');
    const merged = await askApi(desk, editor, 'POST', `/explanations/${line}/merged`, { revision: toMerge });
    expect(merged).toMatchObject({ status: 200, body: { toMerge: null } });
    await approve(line);
    for (const item of (await desk.payload.find({ collection: 'work-items', pagination: false, depth: 0 }))
      .docs)
      if (item.state !== 'done')
        await desk.payload.db.updateOne({ collection: 'work-items', id: item.id, data: { state: 'done' } });
    const again = await prepareEdition(desk.payload, null, next);
    expect(await blockersOf(desk.payload, again)).toEqual([]);
    await release(again.id);
    const shown = await page('/spt/9X110/');
    expect(shown).toMatchObject({ edition: { id: next }, title: 'Grip endurance, corrected, 2027' });
    expect(shown.notices.map(({ text }) => text)).toContain(
      '© Copyright 2027 Sample Terminology Board. All rights reserved.',
    );
    expect((await page('/spt/9X140/')).status).toMatchObject({ state: 'leaving', since: '2027-01-01' });
    expect(await read(live.id)).toMatchObject({ state: 'superseded' });
    expect(await read(line)).toMatchObject({ state: 'published' });
  });

  it('what was superseded is not edited any more', async () => {
    const { revision } = await read(live.id);
    const answer = await askApi(desk, editor, 'PATCH', `/explanations/${live.id}?draft=true`, {
      plainTitle: 'Too late',
      revision,
    });
    expect(answer.body.errors).toMatchObject([{ data: { code: 'superseded' } }]);
  });

  it('taking the release back brings the old year, with what was corrected in the new one since', async () => {
    await write(line, 'Grip endurance, corrected after the release');
    await approve(line);
    await everyday();
    const { docs } = await desk.payload.find({
      collection: 'releases',
      where: { edition: { equals: next } },
      depth: 0,
    });
    const { release: back, kept } = await prepareRevert(desk.payload, null, docs[0]?.id ?? '');
    expect(kept).toEqual([]);
    await release(back.id);
    expect(await page('/spt/9X110/')).toMatchObject({
      edition: { id: 'spt-2026-01-01' },
      title: 'Grip endurance, corrected',
    });
    expect(await read(live.id)).toMatchObject({ state: 'published' });
    expect(await read(line)).toMatchObject({ state: 'approved' });
    expect(await page('/spt/9X140/')).toMatchObject({
      edition: { id: 'spt-2026-01-01' },
      status: { state: 'active' },
    });
    const taken = await desk.payload.findByID({ collection: 'releases', id: docs[0]?.id ?? '', depth: 0 });
    expect(taken.state).toBe('reverted');
  });
});
