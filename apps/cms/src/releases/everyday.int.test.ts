import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livePins } from './live.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { prepareEveryday } from './prepare.ts';
import { beginRelease, finishRelease } from './publish-release.ts';
import { readRelease, writeRelease } from './release-record.ts';
import { july, october, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

describe('everyday releases', () => {
  let at: ReleaseDesk;
  let first: string;
  let second: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    first = await at.approved('J0001', 'The first text.');
    second = await at.approved('J0002', 'The second text.');
  });
  afterAll(() => at.close());

  it('take nothing to readers that no release names, however approved', async () => {
    expect(await at.words('J0001')).toBeNull();
  });

  it('take one explanation alone, and write down the edition that is shown with it', async () => {
    const release = await at.everyday(first);
    expect(release).toMatchObject({ kind: 'everyday', state: 'published', order: 1, shown: { hcpcs: july } });
    expect([await at.words('J0001'), await at.words('J0002')]).toEqual(['The first text.', null]);
    expect([(await at.read(first)).state, (await at.read(second)).state]).toEqual(['published', 'approved']);
  });

  it('take everything that waits, and are none where nothing waits', async () => {
    expect(await at.everyday()).toMatchObject({ state: 'published', order: 2 });
    expect(await at.words('J0002')).toBe('The second text.');
    expect(await at.everyday()).toBeNull();
  });

  it('let no later edit slip in, and keep on the site what is being edited', async () => {
    await at.edit(first, 'The first text, better.');
    await at.approve(first);
    const release = await prepareEveryday(at.payload, null, null);
    const id = release?.id ?? '';
    await at.edit(first, 'The first text, spoiled.');
    await at.release(id);
    expect(await at.words('J0001')).toBe('The first text, better.');
    expect(await at.read(first)).toMatchObject({ state: 'draft' });
    // Put back as readers have it, it is no edit that anybody has to approve.
    await at.edit(first, 'The first text, better.');
    expect(await at.read(first)).toMatchObject({ state: 'published' });
    expect(await at.everyday()).toBeNull();
  });

  it('take a withdrawn text off the site, whoever may withdraw it', async () => {
    await expect(at.act(at.editor, second, 'withdraw')).rejects.toThrow('It is for reviewers');
    await at.act(at.publisher, second, 'withdraw');
    expect(await at.words('J0002')).toBe('The second text.');
    const release = await at.everyday();
    expect(release?.pins).toEqual([{ codeKey: 'hcpcs/J0002', revision: null }]);
    expect(await at.words('J0002')).toBeNull();
    expect((await at.read(second)).state).toBe('withdrawn');
    await at.act(at.editor, second, 'reopen');
    await at.approve(second);
    await at.everyday();
  });

  it('bring a withdrawn text back where its withdrawal is taken back', async () => {
    await at.act(at.reviewer, second, 'withdraw');
    const release = await at.everyday();
    const answer = await at.ask('POST', `/releases/${release?.id}/revert`);
    await at.release(String(answer.body.id));
    expect(await at.words('J0002')).toBe('The second text.');
    expect((await at.read(second)).state).toBe('published');
    expect(await at.everyday()).toBeNull();
  });

  it('take no text a second time that is on its way', async () => {
    await at.edit(second, 'The second text, once.');
    await at.approve(second);
    const going = (await prepareEveryday(at.payload, null, null))?.id ?? '';
    await beginRelease(at.payload, going, '2026-11-24');
    expect(await prepareEveryday(at.payload, null, null)).toBeNull();
    expect((await at.ask('POST', '/publish', { explanations: [second] })).status).toBe(409);
    await finishRelease(at.payload, going, null);
    await at.edit(second, 'The second text.');
    await at.approve(second);
    await at.everyday();
  });

  it('are given up by nobody once they are on their way', async () => {
    await at.edit(second, 'The second text, soon.');
    await at.approve(second);
    const id = (await prepareEveryday(at.payload, null, null))?.id ?? '';
    let go = () => {};
    const going = new Promise<void>((resume) => {
      go = resume;
    });
    const begun = oneAtATime(at.payload, () =>
      going.then(() => writeRelease(at.payload, id, { state: 'publishing' })),
    );
    const given = at.ask('POST', `/releases/${id}/cancel`);
    go();
    await begun;
    expect((await given).status).toBe(409);
    await finishRelease(at.payload, id, null);
    expect(await at.words('J0002')).toBe('The second text, soon.');
    await at.edit(second, 'The second text.');
    await at.approve(second);
    await at.everyday();
  });

  it('leave out what was withdrawn while they waited', async () => {
    await at.edit(first, 'The first text, and a danger.');
    await at.approve(first);
    await at.edit(second, 'The second text, beside it.');
    await at.approve(second);
    const waiting = await prepareEveryday(at.payload, null, null);
    await at.act(at.reviewer, first, 'withdraw');
    await at.release(waiting?.id ?? '');
    expect([await at.words('J0001'), await at.words('J0002')]).toEqual([
      'The first text, better.',
      'The second text, beside it.',
    ]);
    expect(await at.everyday()).toMatchObject({ pins: [{ codeKey: 'hcpcs/J0001', revision: null }] });
    await at.act(at.editor, first, 'reopen');
    await at.edit(first, 'The first text, better.');
    await at.approve(first);
    await at.edit(second, 'The second text.');
    await at.approve(second);
    await at.everyday();
  });

  it('wait for nobody’s edit of a text that is to leave the site', async () => {
    await at.act(at.reviewer, first, 'withdraw');
    const { revision } = await at.read(first);
    const title = { plainTitle: 'Another', revision };
    const words = /readers still have it. The next publish takes it off the site/;
    const refused = await at.ask(
      'PATCH',
      `/explanations/${first}?draft=true&autosave=true`,
      title,
      at.editor,
    );
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([409, expect.stringMatching(words)]);
    await expect(at.act(at.editor, first, 'reopen')).rejects.toThrow(words);
    expect((await at.read(first)).state).toBe('withdrawn');
    await at.everyday();
    await at.act(at.editor, first, 'reopen');
    await at.approve(first);
    await at.everyday();
    expect(await at.words('J0001')).toBe('The first text, better.');
  });

  it('are not switched to another edition by an import', async () => {
    await at.bringOctober();
    expect((await at.seen()).get('J0001')?.edition.id).toBe(july);
    expect((await at.seen()).has('J0009')).toBe(false);
  });

  it('take no text of an edition to come, and say where it belongs', async () => {
    const young = await at.approved('J0001', 'The first text for October.', october);
    expect(await at.everyday()).toBeNull();
    const refused = await at.ask('POST', '/publish', { explanations: [young] });
    expect(refused).toMatchObject({
      status: 409,
      body: { errors: [{ data: { code: 'edition-not-shown' } }] },
    });
    expect(JSON.stringify(refused.body)).toContain(`It goes out with the release of ${october}.`);
  });

  it('are for those who publish', async () => {
    for (const [person, status] of [
      [null, 401],
      [at.editor, 403],
      [at.reviewer, 403],
    ] as const)
      expect((await at.ask('POST', '/publish', { explanations: [first] }, person)).status).toBe(status);
    expect((await at.ask('POST', '/publish', { explanations: [first] })).status).toBe(409);
  });

  it('are taken back as one, and do not come back by themselves', async () => {
    await at.edit(first, 'The first text, once more.');
    await at.approve(first);
    const release = await at.everyday();
    const answer = await at.ask('POST', `/releases/${release?.id}/revert`);
    expect(answer).toMatchObject({ status: 200, body: { kind: 'revert', kept: [] } });
    await at.release(String(answer.body.id));
    expect(await at.words('J0001')).toBe('The first text, better.');
    expect((await at.seen()).get('J0001')?.edition.id).toBe(july);
    expect((await at.read(first)).state).toBe('approved');
    expect(await readRelease(at.payload, release?.id ?? '')).toMatchObject({ state: 'reverted' });
    expect(await at.everyday()).toBeNull();
    expect(await at.everyday(first)).toMatchObject({ state: 'published' });
    expect(await at.words('J0001')).toBe('The first text, once more.');
  });

  it('wait in line: what another release brought in between is not undone', async () => {
    await at.edit(second, 'The second text, better.');
    await at.approve(second);
    const early = await prepareEveryday(at.payload, null, null);
    await at.edit(second, 'The second text, best.');
    await at.approve(second);
    const late = await prepareEveryday(at.payload, null, null);
    expect(late?.id).not.toBe(early?.id);
    const [one, two] = [early?.id ?? '', late?.id ?? ''];
    await beginRelease(at.payload, one, '2026-11-24');
    await beginRelease(at.payload, two, '2026-11-24');
    await Promise.all([finishRelease(at.payload, one, null), finishRelease(at.payload, two, null)]);
    const orders = [(await readRelease(at.payload, one)).order, (await readRelease(at.payload, two)).order];
    expect(new Set(orders).size).toBe(2);
    const last = (orders[0] ?? 0) > (orders[1] ?? 0) ? 'better' : 'best';
    expect(await at.words('J0002')).toBe(`The second text, ${last}.`);
    expect((await livePins(at.payload)).order).toBe(Math.max(...orders.map(Number)));
  });
});
