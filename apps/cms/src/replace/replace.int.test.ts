import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { addCode, addStarter, paragraph } from '../testing/starter.ts';
import type { BatchView } from './batch-view.ts';
import type { FoundText, FoundTexts } from './find-texts.ts';
import type { SavedBatch } from './save-batch.ts';

const change = { find: 'drip', replaceWith: 'infusion', wholeWord: true };

describe('words replaced in many texts', () => {
  let desk: TestDesk;
  let ann: Person;
  let rita: Person;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    desk = await openTestDesk();
    ann = await addPerson(desk, 'editor', 'Ann');
    rita = await addPerson(desk, 'reviewer', 'Rita');
    const { importId, notice } = await addStarter(desk);
    for (const code of ['J7001', 'J7002', 'J7003', 'J7004']) {
      await addCode(desk, importId, code);
      const data = {
        codeSet: 'hcpcs',
        code,
        appliesFrom: 'hcpcs-2025-10-01',
        plainTitle: 'A Drip',
        body: paragraph(`${code} is a medicine given by drip, not by dripping.`),
        notice: notice.id,
      };
      const { id } = await desk.payload.create({
        collection: 'explanations',
        data,
        draft: true,
        user: ann.user,
        overrideAccess: false,
      });
      ids.set(code, id);
      if (code === 'J7004') continue;
      await act(ann, code, 'submit');
      await act(rita, code, 'approve');
    }
  });
  afterAll(() => desk.close());

  const act = (person: Person, code: string, action: 'submit' | 'approve' | 'take-back') =>
    actOnExplanation({ payload: desk.payload, user: person.user, id: ids.get(code) ?? '', action });
  const read = (code: string): Promise<Explanation> =>
    desk.payload.findByID({ collection: 'explanations', id: ids.get(code) ?? '', draft: true, depth: 0 });
  const find = async (more: object = {}) =>
    (await askApi(desk, ann, 'POST', '/change-batches/find', { ...change, ...more }))
      .body as unknown as FoundTexts;
  const chosen = (found: FoundText[]) => found.map(({ id, contentHash }) => ({ id, contentHash }));
  let found: FoundText[];
  let saved: SavedBatch;

  it('are shown first, text by text and word by word; the scope counts', async () => {
    ({ found } = await find());
    expect(found.map(({ codeKey, count, together }) => [codeKey, count, together])).toEqual([
      ['hcpcs/J7001', 2, true],
      ['hcpcs/J7002', 2, true],
      ['hcpcs/J7003', 2, true],
      ['hcpcs/J7004', 2, false],
    ]);
    expect(found[0]?.diff.map(({ part }) => part)).toEqual(['Plain title', 'Explanation']);
    expect((await find({ from: 'j7002', to: 'J7003' })).found).toHaveLength(2);
    expect((await find({ codeSet: 'spt' })).found).toHaveLength(0);
    expect((await find({ states: ['draft'] })).found).toHaveLength(1);
    expect((await read('J7001')).plainTitle).toBe('A Drip');
  });

  it('leave alone what was changed since it was looked at', async () => {
    const { revision } = await read('J7003');
    await desk.payload.update({
      collection: 'explanations',
      id: ids.get('J7003') ?? '',
      data: { plainTitle: 'The drip', revision: revision ?? 0 },
      draft: true,
      user: ann.user,
      overrideAccess: false,
    });
    const answer = await askApi(desk, ann, 'POST', '/change-batches/save', {
      ...change,
      texts: chosen(found),
    });
    saved = answer.body as unknown as SavedBatch;
    expect(saved).toMatchObject({
      submitted: 2,
      drafts: 1,
      left: [{ codeKey: 'hcpcs/J7003', why: expect.stringContaining('changed since') }],
    });
    expect(await read('J7001')).toMatchObject({ state: 'in-review', plainTitle: 'A infusion' });
    expect(await read('J7004')).toMatchObject({ state: 'draft', plainTitle: 'A infusion' });
    expect((await read('J7003')).plainTitle).toBe('The drip');
  });

  const view = async (person: Person) =>
    (await askApi(desk, person, 'GET', `/change-batches/${saved.batch}/view`)).body as unknown as BatchView;
  const approve = (person: Person, texts: object) =>
    askApi(desk, person, 'POST', `/change-batches/${saved.batch}/approve`, { texts });

  it('are approved as one, and not by whoever made the change', async () => {
    const { waiting } = await view(ann);
    expect(waiting.map(({ codeKey }) => codeKey)).toEqual(['hcpcs/J7001', 'hcpcs/J7002']);
    const texts = waiting.map(({ id, contentHash }) => ({ id, contentHash }));
    const lead = await addPerson(desk, 'admin', 'Lead');
    expect((await approve(ann, texts)).status).toBe(403);
    const old = await approve(lead, [{ ...texts[0], contentHash: 'other' }]);
    expect(old.body).toMatchObject({ errors: [{ data: { code: 'item-preview-old' } }] });
    expect((await read('J7001')).state).toBe('in-review');
    expect(await approve(rita, texts)).toMatchObject({ status: 200, body: { approved: 2 } });
    expect(await read('J7001')).toMatchObject({ state: 'approved', approvedBy: rita.user.id });
    expect(await view(rita)).toMatchObject({ state: 'approved', approvedByName: 'Rita', waiting: [] });
  });

  it('carry nothing along that is no part of the change', async () => {
    const { found: again } = await find({
      find: 'medicine',
      replaceWith: 'drug',
      from: 'J7001',
      to: 'J7002',
    });
    const texts = chosen(again);
    saved = (
      await askApi(desk, ann, 'POST', '/change-batches/save', {
        find: 'medicine',
        replaceWith: 'drug',
        texts,
      })
    ).body as unknown as SavedBatch;
    const line = await read('J7002');
    await desk.payload.update({
      collection: 'explanations',
      id: line.id,
      data: { plainTitle: 'Smuggled in', revision: line.revision ?? 0 },
      draft: true,
      user: ann.user,
      overrideAccess: false,
    });
    const { waiting, apart } = await view(rita);
    expect(waiting.map(({ codeKey }) => codeKey)).toEqual(['hcpcs/J7001']);
    expect(apart.map(({ codeKey }) => codeKey)).toEqual(['hcpcs/J7002']);
    const whole = await Promise.all(['J7001', 'J7002'].map(read));
    const asked = whole.map(({ id, contentHash }) => ({ id, contentHash }));
    expect((await approve(rita, asked)).status).toBe(409);
  });

  it('tell of a text that was changed and could not be submitted', async () => {
    await act(rita, 'J7001', 'approve');
    const change = { find: 'drug', replaceWith: '{{drug}}' };
    const { found: one } = await find({ ...change, from: 'J7001', to: 'J7001' });
    expect(one).toMatchObject([{ together: true, refused: null }]);
    const texts = one.map(({ id, contentHash }) => ({ id, contentHash }));
    const before = await desk.payload.count({ collection: 'change-batches' });
    const answer = await askApi(desk, ann, 'POST', '/change-batches/save', { ...change, texts });
    expect(answer.body).toMatchObject({
      batch: null,
      submitted: 0,
      drafts: 1,
      left: [
        { codeKey: 'hcpcs/J7001', why: expect.stringMatching(/^It was changed and is a draft now, .*slots/) },
      ],
    });
    expect(await read('J7001')).toMatchObject({ state: 'draft' });
    expect(await desk.payload.count({ collection: 'change-batches' })).toEqual(before);
  });

  it('stand in the slots of a family’s text too, and not in their values', async () => {
    const whole = await read('J7003');
    await desk.payload.update({
      collection: 'explanations',
      id: whole.id,
      data: {
        covers: 'family',
        slots: [
          {
            name: 'way',
            source: 'dose-unit',
            asSaid: true,
            words: [{ value: 'perfusor', words: 'by a perfusor' }],
          },
        ],
        revision: whole.revision ?? 0,
      },
      draft: true,
      user: ann.user,
      overrideAccess: false,
    });
    await act(ann, 'J7003', 'submit');
    await act(rita, 'J7003', 'approve');
    const words = { find: 'perfusor', replaceWith: 'pump' };
    const { found: one } = await find({ ...words, states: ['approved'] });
    expect(one).toMatchObject([
      { codeKey: 'hcpcs/J7003', count: 1, together: true, diff: [{ part: 'Slot way' }] },
    ]);
    const answer = await askApi(desk, ann, 'POST', '/change-batches/save', { ...words, texts: chosen(one) });
    saved = answer.body as unknown as SavedBatch;
    expect(saved).toMatchObject({ submitted: 1, left: [] });
    const { waiting } = await view(rita);
    expect(waiting.map(({ codeKey }) => codeKey)).toEqual(['hcpcs/J7003']);
    const texts = waiting.map(({ id, contentHash }) => ({ id, contentHash }));
    expect(await approve(rita, texts)).toMatchObject({ status: 200, body: { approved: 1 } });
    expect((await read('J7003')).slots).toMatchObject([
      { words: [{ value: 'perfusor', words: 'by a pump' }] },
    ]);
  });

  it('are not for publishers and strangers', async () => {
    const publisher = await addPerson(desk, 'publisher');
    expect(
      (await askApi(desk, publisher, 'POST', '/change-batches/save', { ...change, texts: chosen(found) }))
        .status,
    ).toBe(403);
    expect((await askApi(desk, null, 'POST', '/change-batches/find', change)).status).toBe(401);
    expect((await askApi(desk, null, 'GET', `/change-batches/${saved.batch}/view`)).status).toBe(401);
  });
});
