import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { type ApiAnswer, addPerson, askApi, type Person } from '../../testing/people.ts';
import { addCode, addStarter, paragraph } from '../../testing/starter.ts';
import { actOnExplanation } from './act.ts';

/** What people may take away themselves: their own settings, and rules that hand out work. */
const settingsOfPeople = [
  'assignment-rules',
  'payload-locked-documents',
  'payload-preferences',
  'payload-query-presets',
];
const notPublishedFromHere = 'Explanations are approved through review, not published from here.';
const somebodyElse =
  'You edited this text since its last approval, or wrote words of it whose approval ended. Somebody else has to approve it.';

describe('no way in goes round the workflow', () => {
  let desk: TestDesk;
  let editor: Person;
  let reviewer: Person;
  let notice: string;
  let importId: string;
  let code: string;
  let next = 0;
  let id: string;

  beforeAll(async () => {
    desk = await openTestDesk();
    editor = await addPerson(desk, 'editor');
    reviewer = await addPerson(desk, 'reviewer');
    const starter = await addStarter(desk);
    notice = starter.notice.id;
    importId = starter.importId;
  });
  afterAll(() => desk.close());

  beforeEach(async () => {
    code = `J70${String(next++).padStart(2, '0')}`;
    await addCode(desk, importId, code);
    const made = await desk.payload.create({
      collection: 'explanations',
      data: text('A medicine'),
      draft: true,
      user: editor.user,
      overrideAccess: false,
    });
    id = made.id;
  });
  function text(plainTitle: string) {
    const body = paragraph('A medicine given into a vein.');
    return { codeSet: 'hcpcs', code, plainTitle, body, notice, appliesFrom: 'hcpcs-2025-10-01' };
  }
  const read = () => desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const act = (person: Person, action: 'submit' | 'approve') =>
    actOnExplanation({ payload: desk.payload, user: person.user, id, action });

  type Data = { [Field in keyof Explanation]?: Explanation[Field] | undefined };
  type Way = (person: Person, data: Data) => Promise<ApiAnswer>;
  const rest =
    (query: string): Way =>
    (person, data) =>
      askApi(desk, person, 'PATCH', `/explanations/${id}${query}`, data);
  const bulk: Way = (person, data) =>
    askApi(desk, person, 'PATCH', `/explanations?draft=true&where[id][equals]=${id}`, data);
  const local =
    (overrideAccess: boolean): Way =>
    async (person, data) => {
      try {
        const doc = await desk.payload.update({
          collection: 'explanations',
          id,
          data: data as Record<string, unknown>,
          draft: true,
          user: person.user,
          overrideAccess,
        });
        return { status: 200, body: { doc } };
      } catch (error) {
        return { status: 409, body: { errors: [{ message: String(error) }] } };
      }
    };
  const ways: [string, Way][] = [
    ['REST', rest('')],
    ['a draft', rest('?draft=true')],
    ['autosave', rest('?draft=true&autosave=true')],
    ['bulk edit', bulk],
    ['the Local API with a user', local(false)],
    ['the Local API with a user and without access control', local(true)],
  ];
  const saidBy = (answer: ApiAnswer) => JSON.stringify(answer.body);

  describe.each(ways)('through %s', (_name, way) => {
    it('nobody publishes', async () => {
      const { revision } = await read();
      const answer = await way(reviewer, { _status: 'published', revision });
      const doc = await read();
      expect(doc._status).toBe('draft');
      expect(doc.state).toBe('draft');
      if (!saidBy(answer).includes('"_status":"draft"'))
        expect(saidBy(answer)).toContain(notPublishedFromHere);
    });

    it('nobody forges what the workflow writes down', async () => {
      const before = await read();
      const forged = {
        state: 'approved' as const,
        approvedBy: editor.user.id,
        approvedAt: '2026-01-01T00:00:00.000Z',
        approvedHash: before.contentHash,
        approvedRevision: 'forged',
        contentHash: 'forged',
        editors: [],
        authors: [editor.user.id],
        lastAuthors: [editor.user.id],
        lastEditor: editor.user.id,
        textRevision: 0,
        basedOn: 'forged',
        toMerge: 'forged',
        reviewNote: 'forged',
        lineKey: 'forged',
        codeKey: 'forged',
      };
      await way(reviewer, { ...forged, plainTitle: 'Rewritten', revision: before.revision });
      const after = await read();
      expect(after).toMatchObject({
        plainTitle: 'Rewritten',
        state: 'draft',
        editors: [editor.user.id, reviewer.user.id],
        authors: [],
        lastAuthors: [],
        lastEditor: reviewer.user.id,
        revision: (before.revision ?? 0) + 1,
        textRevision: (before.revision ?? 0) + 1,
        codeKey: before.codeKey,
        lineKey: before.lineKey,
      });
      expect(after.approvedBy ?? null).toBeNull();
      expect(after.approvedRevision ?? null).toBeNull();
      expect([after.basedOn ?? null, after.toMerge ?? null, after.reviewNote ?? null]).toEqual([
        null,
        null,
        null,
      ]);
      expect(JSON.stringify(after)).not.toContain('forged');
    });

    it('nobody passes over somebody else’s save with an invented revision', async () => {
      const before = await read();
      for (const revision of [0, 999, -1, 1.5, undefined]) {
        const answer = await way(reviewer, { plainTitle: 'Blind', revision });
        expect(saidBy(answer)).toMatch(/was changed since you opened it|Name the revision/);
      }
      expect(await read()).toMatchObject({ plainTitle: 'A medicine', revision: before.revision });
    });

    it('nobody approves what they wrote', async () => {
      const { revision } = await read();
      await way(reviewer, { plainTitle: 'By the reviewer', revision });
      await act(editor, 'submit');
      await expect(act(reviewer, 'approve')).rejects.toThrow(somebodyElse);
      const { contentHash } = await read();
      const asked = { action: 'approve', contentHash };
      const answer = await askApi(desk, reviewer, 'POST', `/explanations/${id}/workflow`, asked);
      expect(answer.status).toBe(403);
      expect(saidBy(answer)).toContain(somebodyElse);
    });

    it('a change of an approved text voids the approval, whatever it says of itself', async () => {
      await act(editor, 'submit');
      const { revision, approvedHash, approvedBy } = await act(reviewer, 'approve');
      const forged = { state: 'approved' as const, approvedHash, approvedBy, editors: [] };
      await way(editor, { ...forged, plainTitle: 'Changed after', revision });
      expect(await read()).toMatchObject({
        plainTitle: 'Changed after',
        state: 'draft',
        approvedBy: null,
        editors: [editor.user.id],
      });
    });
  });

  it('a restored version brings its authors and no approval, and is not published by it', async () => {
    await act(editor, 'submit');
    await act(reviewer, 'approve');
    const versions = await desk.payload.findVersions({
      collection: 'explanations',
      where: { parent: { equals: id } },
      depth: 0,
    });
    const approved = versions.docs.find(({ version }) => version.state === 'approved')?.id;
    const { revision } = await read();
    await rest('?draft=true')(editor, { plainTitle: 'Newer', revision });
    for (const query of ['', '?draft=true']) {
      await askApi(desk, reviewer, 'POST', `/explanations/versions/${approved}${query}`);
      const doc = await read();
      expect(doc).toMatchObject({ plainTitle: 'A medicine', state: 'draft', approvedBy: null });
      expect(doc._status).toBe('draft');
      expect(doc.editors).toContain(reviewer.user.id);
    }
    await act(editor, 'submit');
    await expect(act(reviewer, 'approve')).rejects.toThrow(somebodyElse);
  });

  it('a new text begins as a draft of who makes it', async () => {
    const forged = {
      state: 'approved',
      editors: [],
      lastEditor: editor.user.id,
      approvedBy: editor.user.id,
      revision: 77,
    };
    for (const query of ['', '?draft=true', '?draft=true&autosave=true']) {
      const answer = await askApi(desk, reviewer, 'POST', `/explanations${query}`, {
        ...forged,
        plainTitle: 'New',
      });
      expect(answer.status).toBe(201);
      const { doc } = answer.body as { doc: { id: string } };
      const made = await desk.payload.findByID({
        collection: 'explanations',
        id: doc.id,
        draft: true,
        depth: 0,
      });
      expect(made).toMatchObject({
        state: 'draft',
        editors: [reviewer.user.id],
        lastEditor: reviewer.user.id,
        revision: 1,
      });
      expect(made.approvedBy ?? null).toBeNull();
    }
    const published = await askApi(desk, reviewer, 'POST', '/explanations', { _status: 'published' });
    expect(saidBy(published)).toContain(notPublishedFromHere);
  });

  it('nothing is duplicated, scheduled or asked for in GraphQL: these ways do not exist', async () => {
    expect((await askApi(desk, editor, 'POST', `/explanations/${id}/duplicate`, {})).status).toBe(404);
    const copy = desk.payload.duplicate({ collection: 'explanations', id, user: editor.user });
    await expect(copy).rejects.toThrow();
    expect(desk.payload.config.graphQL.disable).toBe(true);
    const graphQl = await askApi(desk, reviewer, 'POST', '/graphql', {
      query: '{ Explanations { totalDocs } }',
    });
    expect(graphQl.status).toBe(404);
    const tasks = (desk.payload.config.jobs.tasks ?? []).map(({ slug }) => slug);
    expect(tasks).not.toContain('schedulePublish');
    const input = { type: 'publish', doc: { relationTo: 'explanations', value: id } };
    const job = { taskSlug: 'schedulePublish', input, queue: 'default' };
    expect((await askApi(desk, reviewer, 'POST', '/payload-jobs', job)).status).toBe(403);
    expect((await askApi(desk, reviewer, 'GET', '/payload-jobs/run')).status).toBe(401);
  });

  it.each(['approved-revisions', 'audit-log'] as const)('nobody writes in %s', async (slug) => {
    await act(editor, 'submit');
    await act(reviewer, 'approve');
    const { docs } = await desk.payload.find({ collection: slug, limit: 1, depth: 0 });
    const [row] = docs;
    if (slug === 'approved-revisions') expect(row).toBeDefined();
    const admin = await addPerson(desk, 'admin', `Admin of ${slug}`);
    for (const person of [editor, reviewer, admin]) {
      expect((await askApi(desk, person, 'POST', `/${slug}`, row ?? {})).status).toBe(403);
      for (const path of [`/${slug}/${row?.id ?? 'x'}`, `/${slug}?where[id][exists]=true`]) {
        expect((await askApi(desk, person, 'PATCH', path, { hash: 'forged' })).status).toBe(403);
        expect((await askApi(desk, person, 'DELETE', path)).status).toBe(403);
      }
    }
    if (!row) return;
    const change = desk.payload.update({ collection: slug, id: row.id, data: { hash: 'forged' } });
    await expect(change).rejects.toThrow(/never changes|only ever added to/);
    await expect(desk.payload.delete({ collection: slug, id: row.id })).rejects.toThrow(
      /never changes|only ever added to/,
    );
  });

  it('nothing is deleted by anybody: by id, by a condition, or by the desk’s own code for a person', async () => {
    const admin = await addPerson(desk, 'admin', 'Admin who deletes');
    const { collections } = desk.payload.config;
    for (const { slug } of collections.filter((one) => !settingsOfPeople.includes(one.slug))) {
      const { docs } = await desk.payload.find({ collection: slug, limit: 1, depth: 0 });
      const row = docs[0]?.id ?? 'x';
      for (const person of [editor, reviewer, admin]) {
        for (const path of [`/${slug}/${row}`, `/${slug}?where[id][exists]=true`]) {
          const { status } = await askApi(desk, person, 'DELETE', path);
          expect([403, 404, 501], `DELETE ${path}`).toContain(status);
        }
        for (const overrideAccess of [false, true]) {
          const gone = desk.payload.delete({
            collection: slug,
            id: row,
            user: person.user,
            overrideAccess,
          });
          const said = overrideAccess && docs[0] ? /Nothing is deleted|never changes|only ever added/ : /./;
          await expect(gone, `${slug}, overrideAccess ${overrideAccess}`).rejects.toThrow(said);
        }
      }
      expect((await desk.payload.find({ collection: slug, limit: 1, depth: 0 })).docs, slug).toEqual(docs);
    }
  });
});
