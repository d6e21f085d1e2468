import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';
import { addCode, addStarter, paragraph } from '../../testing/starter.ts';
import type { Action } from '../../workflow/states.ts';
import { actOnExplanation } from './act.ts';

describe('the workflow of explanations, below every way in', () => {
  let desk: TestDesk;
  let editor: Person;
  let reviewer: Person;
  let notice: string;
  let importId: string;
  let id: string;
  let next = 0;

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
    const code = `J90${String(++next).padStart(2, '0')}`;
    await addCode(desk, importId, code);
    const made = await askApi(desk, editor, 'POST', '/explanations?draft=true&depth=0', {
      codeSet: 'hcpcs',
      code,
      plainTitle: 'A medicine against cancer',
      body: paragraph('A medicine given into a vein.'),
      notice,
      appliesFrom: 'hcpcs-2025-10-01',
    });
    expect(made.status).toBe(201);
    id = (made.body.doc as Explanation).id;
  });

  const read = () => desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  /** Saves as the form does: the text, and the revision on which it was written. */
  const save = async (person: Person, fields: object, query = '?draft=true') =>
    askApi(desk, person, 'PATCH', `/explanations/${id}${query}`, {
      ...fields,
      revision: (await read()).revision,
    });
  const act = (person: Person, action: Action, extra = {}) =>
    actOnExplanation({ payload: desk.payload, user: person.user, id, action, ...extra });
  const revisions = async () =>
    (
      await desk.payload.find({
        collection: 'approved-revisions',
        where: { explanation: { equals: id } },
        depth: 0,
      })
    ).docs;
  const approve = async () => {
    await act(editor, 'submit');
    return await act(reviewer, 'approve');
  };

  it('keeps its code and edition once it was approved', async () => {
    const { code } = await read();
    for (const other of ['J9999', code]) expect((await save(editor, { code: other })).status).toBe(200);
    await approve();
    const { codeKey, state } = await read();
    for (const moved of [{ code: 'J9998' }, { codeSet: 'spt' }, { appliesFrom: 'hcpcs-2026-01-01' }]) {
      const { status, body } = await save(editor, moved, '?draft=true&autosave=true');
      expect([status, JSON.stringify(body)]).toEqual([
        409,
        expect.stringContaining('for its code and edition'),
      ]);
    }
    expect(await read()).toMatchObject({ codeKey, state });
  });

  it('goes from draft over review to an approved text that never changes', async () => {
    expect(await read()).toMatchObject({
      state: 'draft',
      editors: [editor.user.id],
      codeKey: expect.stringMatching(/^hcpcs\/J90/),
    });
    const approved = await approve();
    expect(approved).toMatchObject({
      state: 'approved',
      editors: [],
      approvedBy: reviewer.user.id,
      _status: 'draft',
    });
    const [revision] = await revisions();
    expect(revision).toMatchObject({
      hash: approved.contentHash,
      edition: 'hcpcs-2025-10-01',
      approvedBy: reviewer.user.id,
      content: {
        plainTitle: 'A medicine against cancer',
        body: [{ type: 'paragraph', content: [{ text: 'A medicine given into a vein.' }] }],
        sections: [],
        notice: 'publisher-2026',
      },
    });
    const change = { collection: 'approved-revisions', id: revision?.id ?? '' } as const;
    await expect(desk.payload.update({ ...change, data: { hash: 'other' } })).rejects.toThrow(
      'never changes',
    );
    await expect(desk.payload.delete(change)).rejects.toThrow('never changes');
  });

  it('refuses the author, also when the author is a reviewer and not the last to edit', async () => {
    await save(reviewer, { plainTitle: 'A medicine' });
    await save(editor, { plainTitle: 'A medicine again' });
    await act(editor, 'submit');
    await expect(act(reviewer, 'approve')).rejects.toMatchObject({ data: { code: 'four-eyes' } });
    expect(await revisions()).toEqual([]);
  });

  it('refuses approval of another text than the one that was read', async () => {
    const { contentHash } = await read();
    await act(editor, 'submit');
    await save(editor, {
      plainTitle: 'Changed meanwhile',
    });
    const answer = await askApi(desk, reviewer, 'POST', `/explanations/${id}/workflow`, {
      action: 'approve',
      contentHash,
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { errors: [{ name: 'WorkflowRefused', data: { code: 'changed-since-read' } }] },
    });
  });

  it('refuses to submit what is not complete and says what is missing', async () => {
    await save(editor, {
      notice: null,
      appliesFrom: 'hcpcs-1999-01-01',
    });
    await expect(act(editor, 'submit')).rejects.toMatchObject({
      data: {
        code: 'not-ready',
        details: ['Say from which edition the text applies.', 'Choose the copyright notice.'],
      },
    });
  });

  const ways: [string, (person: Person) => Promise<unknown>][] = [
    ['REST', (p) => save(p, { plainTitle: 'Edited' }, '')],
    ['a draft', (p) => save(p, { plainTitle: 'Edited' })],
    ['autosave', (p) => save(p, { plainTitle: 'Edited' }, '?draft=true&autosave=true')],
    [
      'bulk edit',
      async (p) =>
        askApi(desk, p, 'PATCH', `/explanations?draft=true&where[id][equals]=${id}`, {
          plainTitle: 'Edited',
          revision: (await read()).revision,
        }),
    ],
    [
      'the Local API with a user',
      async (p) =>
        desk.payload.update({
          collection: 'explanations',
          id,
          data: { plainTitle: 'Edited', revision: (await read()).revision ?? 0 },
          draft: true,
          user: p.user,
          overrideAccess: false,
        }),
    ],
    [
      'the Local API of the server',
      () =>
        desk.payload.update({ collection: 'explanations', id, data: { plainTitle: 'Edited' }, draft: true }),
    ],
  ];
  it.each(ways)('voids the approval when the text is edited through %s', async (_way, edit) => {
    await approve();
    await edit(editor);
    const now = await read();
    expect(now).toMatchObject({ plainTitle: 'Edited', state: 'draft', approvedBy: null, approvedHash: null });
  });

  it('voids the approval when an older version is restored, and its authors come back with it', async () => {
    await save(editor, { plainTitle: 'Older words' });
    const versions = await desk.payload.findVersions({
      collection: 'explanations',
      where: { parent: { equals: id } },
      sort: '-updatedAt',
    });
    const older = versions.docs[0]?.id ?? '';
    await save(editor, { plainTitle: 'Newer words' });
    await approve();
    const restored = await askApi(desk, reviewer, 'POST', `/explanations/versions/${older}?draft=true`);
    expect(restored.status).toBe(200);
    const now = await read();
    expect(now).toMatchObject({ plainTitle: 'Older words', state: 'draft', approvedBy: null });
    expect(new Set(now.editors)).toEqual(new Set([editor.user.id, reviewer.user.id]));
  });

  const forgeries: [string, object][] = [
    ['the state', { state: 'approved' }],
    [
      'the whole approval',
      { state: 'approved', approvedBy: 'x', approvedAt: '2026-01-01', approvedHash: 'y', editors: [] },
    ],
    ['the editors', { editors: [] }],
  ];
  it.each(forgeries)('takes nothing from a request that writes %s', async (_what, fields) => {
    const before = await read();
    for (const query of ['', '?draft=true', '?draft=true&autosave=true']) await save(reviewer, fields, query);
    const { state, editors, approvedBy, approvedHash } = await read();
    expect({ state, editors, approvedBy, approvedHash }).toEqual({
      state: 'draft',
      editors: before.editors,
      approvedBy: null,
      approvedHash: null,
    });
  });

  it.each(['', '?draft=true', '?draft=true&autosave=true'])(
    'refuses Payload’s own publishing (%s)',
    async (query) => {
      const one = await askApi(desk, reviewer, 'PATCH', `/explanations/${id}${query}`, {
        _status: 'published',
      });
      expect(one).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'status-not-used' } }] } });
      const separator = query ? '&' : '?';
      await askApi(desk, reviewer, 'PATCH', `/explanations${query}${separator}where[id][equals]=${id}`, {
        _status: 'published',
      });
      expect((await read())._status).toBe('draft');
      const made = await askApi(desk, reviewer, 'POST', `/explanations${query}`, { _status: 'published' });
      if (made.status !== 409) expect((made.body.doc as Explanation)._status).toBe('draft');
    },
  );

  it('keeps the approval when a save changes nothing', async () => {
    await approve();
    const { body } = await read();
    await save(
      editor,
      {
        body,
        plainTitle: ' A medicine against cancer ',
      },
      '?draft=true&autosave=true',
    );
    expect((await read()).state).toBe('approved');
  });

  it('lets the first author approve what somebody else changed after an approval', async () => {
    await save(reviewer, {
      plainTitle: 'By the reviewer',
    });
    const admin = await addPerson(desk, 'admin');
    await act(editor, 'submit');
    await act(admin, 'approve');
    await save(editor, { plainTitle: 'By the editor' });
    await act(editor, 'submit');
    await act(reviewer, 'approve');
    expect(await revisions()).toHaveLength(2);
  });

  it('allows one explanation for a code and edition, and any number of blank drafts', async () => {
    const { code } = await read();
    const twin = await askApi(desk, editor, 'POST', '/explanations?draft=true', {
      codeSet: 'HCPCS ',
      code: ` ${code?.toLowerCase()}`,
      appliesFrom: 'hcpcs-2025-10-01',
    });
    expect(twin).toMatchObject({
      status: 409,
      body: { errors: [{ data: { code: 'duplicate-explanation' } }] },
    });
    for (let blank = 0; blank < 2; blank++) {
      expect((await askApi(desk, editor, 'POST', '/explanations?draft=true&autosave=true', {})).status).toBe(
        201,
      );
    }
  });

  it('refuses a text that a page could not show', async () => {
    const table = {
      root: {
        type: 'root',
        version: 1,
        direction: null,
        format: '',
        indent: 0,
        children: [{ type: 'table', version: 1, children: [] }],
      },
    };
    const answer = await save(editor, { body: table });
    // In one piece too: a form would cut the words of an error at a colon and at commas.
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [{ data: { code: 'unsupported-text' } }],
        message: expect.stringContaining('Pages cannot show a "table": take it out or write it as text.'),
      },
    });
  });

  it('asks for changes with a note, which the next round answers', async () => {
    await act(editor, 'submit');
    await act(reviewer, 'request-changes', { note: 'Say which dose unit.' });
    expect(await read()).toMatchObject({ state: 'changes-requested', reviewNote: 'Say which dose unit.' });
    await save(editor, {
      plainTitle: 'With the dose unit',
    });
    expect((await read()).state).toBe('changes-requested');
    await save(editor, { plainTitle: 'With the unit of a dose' });
    const asked = async () =>
      (await askApi(desk, reviewer, 'GET', `/explanations/${id}/approved`)).body.asked;
    expect(await asked()).toMatchObject({ changes: [{ part: 'Plain title' }] });
    await act(editor, 'submit');
    const { changes } = (await asked()) as { changes: { words: { kind: string; text: string }[] }[] };
    const said = (kind: string) =>
      changes[0]?.words.flatMap((word) => (word.kind === kind ? word.text.trim() : []));
    expect([said('removed')?.join(' '), said('added')?.join(' ')]).toEqual([
      'A medicine against cancer',
      'With the unit of a dose',
    ]);
    await act(reviewer, 'approve');
    expect(await asked()).toBeNull();
    await save(editor, { plainTitle: 'Another title' });
    await act(editor, 'submit');
    expect(await asked()).toBeNull();
    await act(reviewer, 'approve');
    expect(await read()).toMatchObject({ state: 'approved', reviewNote: null });
  });

  it('both sides of a review see what changed since the last approval, and of a first text that all is new', async () => {
    const before = async (person: Person) =>
      (await askApi(desk, person, 'GET', `/explanations/${id}/approved`)).body.approved;
    expect(await before(reviewer)).toBeNull();
    await approve();
    expect(await before(reviewer)).toMatchObject({ by: reviewer.user.name, changes: [] });
    await save(editor, { plainTitle: 'A medicine for cancer' });
    for (const person of [editor, reviewer])
      expect(await before(person)).toMatchObject({
        by: reviewer.user.name,
        changes: [
          {
            part: 'Plain title',
            words: [
              { kind: 'same', text: 'A medicine ' },
              { kind: 'removed', text: 'against' },
              { kind: 'added', text: 'for' },
              { kind: 'same', text: ' cancer' },
            ],
          },
        ],
      });
  });
});
