import type { Explanation } from '@plaincode/types/payload';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { said } from '../access/testing/used-desk.ts';
import type { DeskContext } from '../collections/explanations/desk-steps.ts';
import { relationId } from '../relation-id.ts';
import { openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { addPerson } from '../testing/people.ts';
import { paragraph } from '../testing/starter.ts';
import type { SavedBatch } from './save-batch.ts';

const codes = ['J0001', 'J0002', 'J0004'];

describe('texts of a batch that are approved together', () => {
  let at: ReleaseDesk;
  let ids: string[];
  /** A notice under which the second text alone stands. */
  let own: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    const { rightsHolder } = await at.payload.findByID({
      collection: 'copyright-notices',
      id: at.notice,
      depth: 0,
    });
    const notice = {
      slug: 'own',
      rightsHolder: relationId(rightsHolder),
      uses: ['line' as const],
      text: '© Own.',
    };
    own = (await at.payload.create({ collection: 'copyright-notices', data: notice })).id;
    ids = [];
    for (const code of codes) ids.push(await at.approved(code, `${code} is given by drip.`));
    await write(1, { notice: own });
    await at.approve(ids[1] ?? '');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await at.close();
  });

  const read = (which: number): Promise<Explanation> => at.read(ids[which] ?? '');
  const write = async (which: number, data: object) => {
    const { id, revision } = await read(which);
    const saved = await at.ask('PATCH', `/explanations/${id}?draft=true`, { ...data, revision }, at.editor);
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  };
  const seen = async () => {
    const docs = await Promise.all(ids.map(at.read));
    return docs.map(({ id, contentHash }) => ({ id, contentHash }));
  };
  const states = async () => (await Promise.all(ids.map(at.read))).map(({ state }) => state);
  const begin = async (path: string, change: object): Promise<string> => {
    const { body } = await at.ask('POST', path, { ...change, texts: await seen() }, at.editor);
    expect(body as unknown as SavedBatch).toMatchObject({ submitted: 3, left: [] });
    return String(body.batch);
  };
  const replaced = () => begin('/change-batches/save', { find: 'drip', replaceWith: 'infusion' });
  const approve = async (batch: string) =>
    await at.ask('POST', `/change-batches/${batch}/approve`, { texts: await seen() }, at.reviewer);
  const batchOf = (id: string) => at.payload.findByID({ collection: 'change-batches', id, depth: 0 });

  it('stay in review, all of them, where one was begun with words that were withdrawn since', async () => {
    const second = await addPerson(at.desk, 'reviewer', 'second reviewer');
    const [, family = ''] = ids;
    const { revision } = await at.read(family);
    const words = { plainTitle: 'Words of the reviewer', revision };
    const saved = await at.ask('PATCH', `/explanations/${family}?draft=true`, words, at.reviewer);
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    await at.act(at.editor, family, 'submit');
    await at.act(second, family, 'approve');
    ids[1] = await brokenOut(family, 'J0003');
    await at.approve(ids[1]);
    const batch = await replaced();
    await at.act(second, family, 'withdraw');
    const refused = await approve(batch);
    expect(refused).toMatchObject({
      status: 409,
      body: { errors: [{ data: { code: 'item-preview-old' } }] },
    });
    expect(said(refused)).toMatch(/HCPCS J0003: .*withdrawn since/);
    expect(await states()).toEqual(['in-review', 'in-review', 'in-review']);
  });

  /** A text of another code that rests on what was approved of a text, as one that was broken out of a family does. */
  async function brokenOut(from: string, code: string): Promise<string> {
    const { approvedRevision = null, appliesFrom = null } = await at.read(from);
    const context: DeskContext = { deskStep: { kind: 'started', basedOn: approvedRevision } };
    const { id } = await at.payload.create({
      collection: 'explanations',
      data: { codeSet: 'hcpcs', code, appliesFrom, body: paragraph('Given by drip.'), notice: at.notice },
      draft: true,
      user: at.editor.user,
      context: { ...context },
    });
    return id;
  }

  it('stay in review, all of them, where one is no longer ready', async () => {
    const batch = await replaced();
    await at.payload.update({ collection: 'copyright-notices', id: own, data: { active: false } });
    const refused = await approve(batch);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ data: { code: 'not-ready' } }] } });
    expect(said(refused)).toMatch(/notice.*It stops at HCPCS J0002: none of these texts was approved\.$/);
    expect(await states()).toEqual(['in-review', 'in-review', 'in-review']);

    await at.payload.update({ collection: 'copyright-notices', id: own, data: { active: true } });
    expect(await approve(batch)).toMatchObject({ status: 200, body: { approved: 3 } });
    expect(await states()).toEqual(['approved', 'approved', 'approved']);
  });

  it('stay in review, all of them, where an image of one says something else by now', async () => {
    const data = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0f4c5c' } })
      .png()
      .toBuffer();
    const image = await at.payload.create({
      collection: 'media',
      data: { alt: 'A drip' },
      file: { data, name: 'drip.png', mimetype: 'image/png', size: data.length },
      user: at.editor.user,
    });
    const { root } = paragraph('A medicine in a drip.');
    const upload = {
      type: 'upload',
      version: 3,
      relationTo: 'media',
      value: image.id,
      fields: {},
      format: '',
      id: '6d5f4e3a2b1c0d9e8f7a6b5c',
    };
    await write(1, { notice: at.notice, body: { root: { ...root, children: [...root.children, upload] } } });
    await at.approve(ids[1] ?? '');
    const batch = await begin('/change-batches/notice', { from: at.notice, to: own });
    await at.payload.update({ collection: 'media', id: image.id, data: { alt: 'A bag on a stand' } });
    const refused = await approve(batch);
    expect(refused.status).toBe(409);
    expect(said(refused)).toContain('It stops at HCPCS J0002: none of these texts was approved.');
    expect(await states()).toEqual(['in-review', 'in-review', 'in-review']);
  });

  it('are named, approved or not, where somebody saves one of them in that moment', async () => {
    const batch = await replaced();
    const update = at.payload.update.bind(at.payload);
    vi.spyOn(at.payload, 'update').mockImplementationOnce(async (step: unknown) => {
      const first = await update(step as Parameters<typeof update>[0]);
      await write(1, { plainTitle: 'Written in that moment' });
      return first as never;
    });
    const refused = await approve(batch);
    expect(refused).toMatchObject({
      status: 409,
      body: { errors: [{ data: { code: 'changed-since-read' } }] },
    });
    expect(said(refused)).toContain('Approved: HCPCS J0001. Not approved: HCPCS J0002 and HCPCS J0004.');
    expect(await states()).toEqual(['approved', 'in-review', 'in-review']);
    expect(await batchOf(batch)).toMatchObject({ state: 'in-review' });
  });
});
