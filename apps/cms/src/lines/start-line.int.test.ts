import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { october, openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';

describe('a line of the next edition, of a text that was withdrawn', () => {
  let at: ReleaseDesk;
  let former: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    former = await at.approved('J0001', 'Give 10 mg, which is wrong.');
    await at.everyday();
    await at.bringOctober();
  });
  afterEach(() => at.close());

  const start = async () => {
    const place = { codeSet: 'hcpcs', code: 'J0001', edition: october };
    const answer = await at.ask('POST', '/explanations/start', place, at.editor);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return await at.read(String(answer.body.id));
  };
  const nothing = { body: null, basedOn: null, authors: [], state: 'draft' };

  it('begins with nothing, and bears the notice of the set', async () => {
    await at.act(at.reviewer, former, 'withdraw');
    await at.everyday(former);
    expect(await start()).toMatchObject({ ...nothing, editors: [at.editor.user.id], notice: at.notice });
  });

  it('begins with nothing while the text has still to leave the site', async () => {
    await at.act(at.reviewer, former, 'withdraw');
    expect(await at.words('J0001')).not.toBeNull();
    expect(await start()).toMatchObject(nothing);
  });

  it('begins with nothing also where readers never had the text', async () => {
    await at.act(at.reviewer, former, 'withdraw');
    await at.everyday(former);
    await at.act(at.editor, former, 'reopen');
    await at.edit(former, 'Give 1 mg.');
    await at.approve(former);
    await at.act(at.reviewer, former, 'withdraw');
    expect(await start()).toMatchObject(nothing);
  });

  it('begins with what was approved since', async () => {
    await at.act(at.reviewer, former, 'withdraw');
    await at.everyday(former);
    await at.act(at.editor, former, 'reopen');
    await at.edit(former, 'Give 1 mg.');
    await at.approve(former);
    const { body, approvedRevision } = await at.read(former);
    expect(await start()).toMatchObject({ body, basedOn: approvedRevision });
  });

  it('begins with what waits for its release, where readers have none yet', async () => {
    const waiting = await at.approved('J0002', 'Not yet published.');
    const { body, approvedRevision } = await at.read(waiting);
    const place = { codeSet: 'hcpcs', code: 'J0002', edition: october };
    const { body: started } = await at.ask('POST', '/explanations/start', place, at.editor);
    expect(await at.read(String(started.id))).toMatchObject({ body, basedOn: approvedRevision });
  });
});
