import type { Explanation } from '@plaincode/types/payload';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringIn } from '../../bring-in/bring-in.ts';
import { july, october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';

describe('a draft that is moved to another code or edition', () => {
  let at: ReleaseDesk;
  let id: string;
  let live: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    live = await at.approved('J0004', 'A text.');
    await at.everyday();
    await at.bringOctober();
    id = (await start('J0001')).id;
  });
  afterEach(() => at.close());

  const start = async (code: string, edition = october) => {
    const answer = await at.ask(
      'POST',
      '/explanations/start',
      { codeSet: 'hcpcs', code, edition },
      at.editor,
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as { id: string };
  };
  const move = async (which: string, place: Partial<Explanation>) => {
    const { revision } = await at.read(which);
    return await at.ask(
      'PATCH',
      `/explanations/${which}?draft=true&autosave=true`,
      { ...place, revision },
      at.editor,
    );
  };
  const item = async (code: string) => {
    const where = { key: { equals: `${october}/${code}` } };
    return (await at.payload.find({ collection: 'work-items', where, depth: 0 })).docs[0];
  };
  const rowOf = (which: string) =>
    at.payload.findByID({ collection: 'explanations', id: which, depth: 0, draft: false });

  it('rests on no text of the code that it left, and has none of its corrections to take over', async () => {
    const other = (await start('J0004')).id;
    const { basedOn } = await at.read(other);
    const approvedBefore = async () =>
      (await at.ask('GET', `/explanations/${other}/approved`, undefined, at.reviewer)).body.approved;
    expect([typeof basedOn, await approvedBefore()]).toMatchObject(['string', { changes: [] }]);
    // Another edition of the code is compared with the text that it was begun from.
    await at.bringJanuary();
    expect((await move(other, { appliesFrom: 'hcpcs-2026-01-01' })).status).toBe(200);
    expect((await at.read(other)).basedOn).toBe(basedOn);
    await at.edit(live, 'A corrected text.');
    await at.approve(live);
    await at.everyday();
    expect(typeof (await at.read(other)).toMerge).toBe('string');

    expect((await move(other, { code: 'J0009' })).status).toBe(200);
    expect(await at.read(other)).toMatchObject({ basedOn: null, toMerge: null });
    expect(await approvedBefore()).toBeNull();
  });

  it('leaves its place to the next one, and its item too', async () => {
    expect(await item('J0001')).toMatchObject({ state: 'drafting', explanation: id });
    const { editors, plainTitle } = await at.read(id);
    expect((await move(id, { code: 'J0009' })).status).toBe(200);
    expect(await at.read(id)).toMatchObject({ lineKey: `hcpcs/J0009@${october}`, editors, plainTitle });
    expect(await rowOf(id)).toMatchObject({ lineKey: `hcpcs/J0009@${october}`, code: 'J0009', editors });
    expect(await item('J0001')).toMatchObject({ state: 'open', explanation: null });
    expect(await item('J0009')).toMatchObject({ state: 'drafting', explanation: id });
    expect((await move(id, { appliesFrom: july })).status).toBe(200);
    expect(await item('J0009')).toMatchObject({ state: 'open', explanation: null });

    const second = await start('J0001');
    expect(second.id).not.toBe(id);
    expect(await item('J0001')).toMatchObject({ state: 'drafting', explanation: second.id });
    expect((await move(id, { code: 'J0001', appliesFrom: october })).body.errors).toMatchObject([
      { data: { code: 'duplicate-explanation' } },
    ]);
    expect((await move(second.id, { code: '' })).status).toBe(200);
    const third = await start('J0001');
    expect((await move(third.id, { code: '' })).status).toBe(200);
    expect((await move(id, { code: 'J0001', appliesFrom: october })).status).toBe(200);
    expect((await start('J0001')).id).toBe(id);
  });

  it('has a file of texts brought in whole', async () => {
    await move(id, { code: 'J0009' });
    const csv = 'Code,Plain title,Explanation\nJ0002,First,"Words."\nJ0001,Second,"Words."\n';
    const report = await bringIn(at.payload, {
      source: { name: 'texts.csv', bytes: Buffer.from(csv) },
      user: at.editor.user,
      defaults: { codeSet: 'hcpcs', edition: october },
    });
    expect(report).toMatchObject({ outcome: 'written', created: 2, problems: [] });
  });

  it('leaves its place also where it moved before its row moved along', async () => {
    await move(id, { code: 'J0009' });
    const stale = { lineKey: `hcpcs/J0001@${october}`, codeKey: 'hcpcs/J0001', code: 'J0001' };
    await at.payload.db.updateOne({ collection: 'explanations', id, data: stale });
    expect((await start('J0001')).id).not.toBe(id);
    expect(await rowOf(id)).toMatchObject({ lineKey: `hcpcs/J0009@${october}`, code: 'J0009' });
    expect(await at.read(id)).toMatchObject({ code: 'J0009' });
  });
});
