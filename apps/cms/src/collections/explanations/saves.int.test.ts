import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';
import { addCode, addStarter, paragraph } from '../../testing/starter.ts';
import { actOnExplanation } from './act.ts';

describe('saves of one explanation by many', () => {
  let desk: TestDesk;
  let ann: Person;
  let bob: Person;
  let reviewer: Person;
  let notice: string;
  let importId: string;
  let id: string;
  let next = 0;

  beforeAll(async () => {
    desk = await openTestDesk();
    ann = await addPerson(desk, 'editor', 'Ann');
    bob = await addPerson(desk, 'editor', 'Bob');
    reviewer = await addPerson(desk, 'reviewer', 'Rita');
    const starter = await addStarter(desk);
    notice = starter.notice.id;
    importId = starter.importId;
  });
  afterAll(() => desk.close());

  beforeEach(async () => {
    const code = `J80${String(next++).padStart(2, '0')}`;
    await addCode(desk, importId, code);
    const made = await askApi(desk, ann, 'POST', '/explanations?draft=true&depth=0', {
      codeSet: 'hcpcs',
      code,
      plainTitle: 'A medicine',
      body: paragraph('A medicine given into a vein.'),
      notice,
      appliesFrom: 'hcpcs-2025-10-01',
    });
    id = (made.body.doc as Explanation).id;
  });

  const read = () => desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const save = (
    person: Person,
    plainTitle: string,
    revision: number | null | undefined,
    query = '?draft=true',
  ) => askApi(desk, person, 'PATCH', `/explanations/${id}${query}`, { plainTitle, revision });

  it('refuses a save on an older revision, with the other’s name and what that one changed', async () => {
    const { revision } = await read();
    expect((await save(bob, 'A medicine of Bob', revision)).status).toBe(200);
    const late = await save(ann, 'A medicine of Ann', revision);
    expect(late.status).toBe(409);
    const [error] = late.body.errors as { message: string; data: Record<string, unknown> }[];
    expect(error?.message).toMatch(/^This text was changed since you opened it\..*Bob saved it meanwhile\.$/);
    expect(error?.data).toMatchObject({
      code: 'stale',
      errors: [{ path: 'revision', message: error?.message }],
      conflict: {
        by: 'Bob',
        revision: (await read()).revision,
        diff: [
          {
            part: 'Plain title',
            words: expect.arrayContaining([{ kind: 'added', text: expect.stringContaining('Bob') }]),
          },
        ],
      },
    });
    expect((await read()).plainTitle).toBe('A medicine of Bob');
    const again = await save(ann, 'A medicine of Ann', (await read()).revision);
    expect(again.status).toBe(200);
  });

  it('tells what changed since the text that was read, also after saves that changed no text', async () => {
    const { revision } = await read();
    const autosave = '?draft=true&autosave=true';
    const first = await save(ann, 'A medicine of Ann', revision, autosave);
    const again = await save(ann, 'A medicine of Ann', (first.body.doc as Explanation).revision, autosave);
    expect((again.body.doc as Explanation).revision).toBe((revision ?? 0) + 2);
    expect((await save(bob, 'A medicine of Bob', (revision ?? 0) + 2)).status).toBe(200);
    const since = (at: number) => askApi(desk, ann, 'GET', `/explanations/${id}/since/${at}`);
    const words = [
      { kind: 'same', text: 'A medicine of ' },
      { kind: 'removed', text: 'Ann' },
      { kind: 'added', text: 'Bob' },
    ];
    for (const at of [1, 2])
      expect((await since((revision ?? 0) + at)).body.conflict).toMatchObject({
        by: 'Bob',
        diff: [{ part: 'Plain title', words }],
      });
    expect((await since((revision ?? 0) + 3)).body.conflict).toBeNull();
  });

  it('refuses a save that names no revision, and one that nobody made yet', async () => {
    for (const query of ['', '?draft=true', '?draft=true&autosave=true']) {
      const answer = await askApi(desk, ann, 'PATCH', `/explanations/${id}${query}`, { plainTitle: 'Blind' });
      expect(answer).toMatchObject({
        status: 422,
        body: { errors: [{ data: { code: 'revision-missing' } }] },
      });
    }
    const bulk = await askApi(desk, ann, 'PATCH', `/explanations?draft=true&where[id][equals]=${id}`, {
      plainTitle: 'Blind',
    });
    expect(JSON.stringify(bulk.body)).toContain('Name the revision');
    const local = desk.payload.update({
      collection: 'explanations',
      id,
      data: { plainTitle: 'Blind' },
      draft: true,
      user: ann.user,
      overrideAccess: false,
    });
    await expect(local).rejects.toMatchObject({ data: { code: 'revision-missing' } });
    expect((await save(ann, 'From tomorrow', 99)).status).toBe(409);
    expect((await read()).plainTitle).toBe('A medicine');
  });

  it('takes a save on a revision since which only steps were taken', async () => {
    const { revision } = await read();
    await actOnExplanation({ payload: desk.payload, user: ann.user, id, action: 'submit' });
    await actOnExplanation({
      payload: desk.payload,
      user: reviewer.user,
      id,
      action: 'request-changes',
      note: 'Shorter.',
    });
    expect((await read()).revision).toBe((revision ?? 0) + 2);
    expect((await save(ann, 'Shorter', revision)).status).toBe(200);
  });

  it('lets one of twenty writers at a time through, and loses nothing that it took', async () => {
    const taken: string[] = [];
    const refused: number[] = [];
    const write = async (writer: number) => {
      for (let round = 0; round < 3; round += 1) {
        const { revision } = await read();
        const title = `Writer ${writer}, round ${round}`;
        const answer = await save(writer % 2 ? ann : bob, title, revision);
        if (answer.status === 200) taken.push(title);
        else refused.push(answer.status);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
    expect(new Set(refused)).toEqual(new Set([409]));
    expect(taken.length + refused.length).toBe(60);
    const { docs } = await desk.payload.findVersions({
      collection: 'explanations',
      where: { parent: { equals: id } },
      pagination: false,
    });
    const titles = docs.map(({ version }) => version.plainTitle);
    expect(taken.filter((title) => !titles.includes(title))).toEqual([]);
    expect((await read()).revision).toBe(taken.length + 1);
    const claims = await desk.payload.count({
      collection: 'save-claims',
      where: { document: { equals: id } },
    });
    expect(claims.totalDocs).toBeLessThanOrEqual(1);
  });

  it('goes on after a writer that died with its claim', async () => {
    const { revision } = await read();
    await desk.payload.create({
      collection: 'save-claims',
      data: {
        key: `${id}/${revision}/0`,
        document: id,
        revision: revision ?? 0,
        at: new Date(Date.now() - 31_000).toISOString(),
      },
    });
    expect((await save(ann, 'After the crash', revision)).status).toBe(200);
  });

  it('gives its claim back when the save fails after it', async () => {
    const { revision } = await read();
    const bad = await askApi(desk, ann, 'PATCH', `/explanations/${id}`, {
      plainTitle: 'x'.repeat(200),
      revision,
    });
    expect(bad.status).not.toBe(500);
    expect((await save(ann, 'Short again', (await read()).revision)).status).toBe(200);
  });
});
