import type { Explanation } from '@plaincode/types/payload';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';
import { addCode, addStarter, paragraph } from '../../testing/starter.ts';
import type { Action } from '../../workflow/states.ts';

describe('an approved text that is put back as it was', () => {
  let desk: TestDesk;
  let editor: Person;
  let reviewer: Person;
  let notice: string;
  let importId: string;
  let id: string;
  let next = 0;
  const title = 'A medicine against cancer';

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
    id = await begin({});
    await approve();
  });

  async function begin(fields: object): Promise<string> {
    const code = `J90${String(++next).padStart(2, '0')}`;
    await addCode(desk, importId, code);
    const made = await askApi(desk, editor, 'POST', '/explanations?draft=true&depth=0', {
      codeSet: 'hcpcs',
      code,
      plainTitle: title,
      body: paragraph('A medicine given into a vein.'),
      notice,
      appliesFrom: 'hcpcs-2025-10-01',
      ...fields,
    });
    expect(made.status).toBe(201);
    return (made.body.doc as Explanation).id;
  }

  const read = () => desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  /** Saves as the form does by itself. */
  const save = async (fields: object, person = editor) => {
    const { revision } = await read();
    const answer = await askApi(desk, person, 'PATCH', `/explanations/${id}?draft=true&autosave=true`, {
      ...fields,
      revision,
    });
    expect(answer.status).toBe(200);
  };
  const act = async (person: Person, action: Action, extra = {}) => {
    const { contentHash } = await read();
    const step = { action, contentHash, ...extra };
    const answer = await askApi(desk, person, 'POST', `/explanations/${id}/workflow`, step);
    expect(answer).toMatchObject({ status: 200 });
  };
  const approve = async () => {
    await act(editor, 'submit');
    await act(reviewer, 'approve');
  };
  const audited = async () => {
    const { codeKey } = await read();
    const { docs } = await desk.payload.find({
      collection: 'audit-log',
      where: { subject: { equals: codeKey } },
      sort: '-sequence',
      limit: 1,
    });
    return docs[0]?.action;
  };

  it('is approved again, by whom and when it was, and the log says so', async () => {
    const approved = await read();
    await save({ plainTitle: `${title}x` });
    expect(await read()).toMatchObject({ state: 'draft', editors: [editor.user.id], approvedBy: null });
    await save({ plainTitle: title });
    const { state, editors, approvedBy, approvedAt, approvedHash, approvedRevision } = approved;
    expect(await read()).toMatchObject({
      state,
      editors,
      approvedBy,
      approvedAt,
      approvedHash,
      approvedRevision,
    });
    expect(state).toBe('approved');
    expect(await audited()).toBe('approval-restored');

    // The next edit ends it as the first one did.
    await save({ plainTitle: 'Another title' });
    expect(await read()).toMatchObject({ state: 'draft', editors: [editor.user.id], approvedHash: null });
  });

  it('is published again where readers have it', async () => {
    const { approvedRevision, codeKey } = await read();
    const { totalDocs } = await desk.payload.count({ collection: 'releases' });
    await desk.payload.create({
      collection: 'releases',
      data: {
        title: 'In a test',
        kind: 'everyday',
        state: 'published',
        order: totalDocs + 1,
        pins: [{ codeKey, revision: approvedRevision }],
        shown: {},
      },
      depth: 0,
    });
    await save({ plainTitle: `${title}x` });
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'published', editors: [] });
  });

  it('ends a review that has nothing to look at any more', async () => {
    await save({ plainTitle: `${title}x` });
    await act(editor, 'submit');
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'approved', editors: [], reviewNote: null });

    await save({ plainTitle: `${title}x` });
    await act(editor, 'submit');
    await act(reviewer, 'request-changes', { note: 'Take it back.' });
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'approved', editors: [], reviewNote: null });
  });

  it('stays a draft as long as the notice, or anything else, is another one', async () => {
    await save({ plainTitle: `${title}x`, notice: null });
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'draft', approvedHash: null });
    await save({ notice });
    expect(await read()).toMatchObject({ state: 'approved' });
  });

  it('stays a draft where the words of an image changed meanwhile', async () => {
    const blank = { width: 40, height: 30, channels: 3, background: '#0f4c5c' } as const;
    const data = await sharp({ create: blank }).png().toBuffer();
    const image = await desk.payload.create({
      collection: 'media',
      data: { alt: 'A vial' },
      file: { data, name: 'vial.png', mimetype: 'image/png', size: data.length },
    });
    const upload = { type: 'upload', version: 3, relationTo: 'media', value: image.id, fields: {} };
    const body = paragraph('A medicine given into a vein.');
    const withImage = { root: { ...body.root, children: [...body.root.children, upload] } };
    id = await begin({ body: withImage });
    await approve();
    await save({ plainTitle: `${title}x` });
    await desk.payload.update({ collection: 'media', id: image.id, data: { alt: 'An ampoule' } });
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'draft', approvedHash: null });
    await desk.payload.update({ collection: 'media', id: image.id, data: { alt: 'A vial' } });
    await save({ plainTitle: `${title}x` });
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'approved' });
  });

  it('stays a draft where it was opened again or withdrawn: a person said so', async () => {
    await act(editor, 'reopen');
    await save({ plainTitle: `${title}x` });
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'draft', approvedHash: null });
    await approve();

    await act(reviewer, 'withdraw');
    await save({ plainTitle: `${title}x` });
    await save({ plainTitle: title });
    expect(await read()).toMatchObject({ state: 'draft', approvedHash: null });
  });
});
