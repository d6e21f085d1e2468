import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareEdition } from './prepare.ts';
import { blockersOf } from './publish-release.ts';
import { readRelease } from './release-record.ts';
import { october, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

describe('an edition with the copy of a text that was withdrawn', () => {
  let at: ReleaseDesk;
  let live: string;
  let copy: string;
  let release: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    live = await at.approved('J0002', 'A text with a mistake.');
    await at.approved('J0004', 'A text that stays.');
    await at.everyday();
    await at.bringOctober();
    await at.settleItems(october);
    copy = await at.approved('J0002', 'A text with a mistake.', october);
    release = (await prepareEdition(at.payload, null, october)).id;
  });
  afterAll(() => at.close());

  const check = async () => {
    const { body } = await at.ask('GET', `/releases/${release}/check`);
    return (body.blockers as { code: string; message: string; href: string }[]).map(
      ({ code, message, href }) => [code, message.split(':')[0], href.split('/').at(-1)],
    );
  };

  it('waits until the withdrawal is on the site, and then until somebody approved the copy again', async () => {
    expect(await check()).toEqual([]);
    await at.act(at.reviewer, live, 'withdraw');
    expect(await check()).toEqual([
      ['withdrawal-waiting', 'J0002', live],
      ['withdrawn-before', 'J0002', copy],
    ]);
    await at.everyday();
    expect(await at.words('J0002')).toBeNull();
    expect(await check()).toEqual([['withdrawn-before', 'J0002', copy]]);
    expect((await at.ask('POST', `/releases/${release}/publish`)).status).toBe(422);

    await at.act(at.editor, live, 'reopen');
    expect(await check()).toEqual([['withdrawn-before', 'J0002', copy]]);
    await at.act(at.editor, copy, 'reopen');
    await at.edit(copy, 'A text without the mistake.');
    await at.approve(copy);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await check()).toEqual([]);
    await at.release(release);
    expect(await at.words('J0002')).toBe('A text without the mistake.');
  });
});

describe('an edition for which a text was found to hold', () => {
  let at: ReleaseDesk;
  let live: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    live = await at.approved('J0001', 'One unit is 1 mg.');
    await at.everyday();
    await at.bringOctober();
  });
  afterAll(() => at.close());

  const item = async () => {
    const where = { code: { equals: 'J0001' } };
    const { docs } = await at.payload.find({ collection: 'work-items', where, depth: 0 });
    if (!docs[0]) throw new Error('there should be an item');
    return docs[0];
  };
  const step = async (person: ReleaseDesk['editor'], action: string) => {
    const { id, changeHash } = await item();
    const answer = await at.ask('POST', `/work-items/${id}/step`, { action, changeHash }, person);
    expect(answer.status).toBe(200);
  };

  it('waits where readers came to have another one, and not where the same was approved again', async () => {
    await step(at.editor, 'propose-keep');
    await step(at.reviewer, 'confirm-keep');
    await at.act(at.editor, live, 'reopen');
    await at.approve(live);
    await at.everyday();
    expect(await item()).toMatchObject({ state: 'done', resolution: 'keep', reopened: null });

    await at.edit(live, 'One unit is always 1 mg.');
    await at.approve(live);
    expect(await item()).toMatchObject({ state: 'done' });
    await at.everyday();
    expect(await item()).toMatchObject({
      state: 'open',
      resolution: null,
      reopened: expect.stringMatching(/^Readers came to have another text on /),
    });
    const { id } = await prepareEdition(at.payload, null, october);
    const blockers = await blockersOf(at.payload, await readRelease(at.payload, id));
    expect(blockers).toContainEqual(
      expect.objectContaining({ code: 'open-item', message: expect.stringMatching(/^J0001: /) }),
    );
  });
});

describe('an edition with a text whose first release is taken back', () => {
  let at: ReleaseDesk;
  beforeAll(async () => {
    at = await openReleaseDesk();
  });
  afterAll(() => at.close());

  it('waits for nobody: the text was not withdrawn', async () => {
    await at.approved('J0002', 'The text for July.');
    const first = await at.everyday();
    await at.bringOctober();
    await at.settleItems(october);
    await at.approved('J0002', 'The text for October.', october);
    const back = await at.ask('POST', `/releases/${first?.id}/revert`);
    await at.release(String(back.body.id));
    expect(await at.words('J0002')).toBeNull();
    const { id } = await prepareEdition(at.payload, null, october);
    expect(await blockersOf(at.payload, await readRelease(at.payload, id))).toEqual([]);
  });
});

describe('an edition without the code that is said to take another one’s place', () => {
  let at: ReleaseDesk;
  beforeAll(async () => {
    at = await openReleaseDesk();
    await at.approved('J0004', 'The text for July.');
    await at.everyday();
    await at.bringOctober();
    await at.settleItems(october);
  });
  afterAll(() => at.close());

  it('waits until that is declined', async () => {
    const { id: replacement } = await at.payload.create({
      collection: 'replacements',
      data: { codeSet: 'hcpcs', formerCode: 'J0002', code: 'J0003', state: 'confirmed' },
    });
    const release = await prepareEdition(at.payload, null, october);
    expect(await blockersOf(at.payload, release)).toEqual([
      {
        code: 'successor-left',
        message: expect.stringMatching(/^J0002: J0003, which takes its place, is not in this edition\./),
        href: `/admin/collections/replacements/${replacement}`,
      },
    ]);
    const declined = await at.ask('PATCH', `/replacements/${replacement}`, { state: 'declined' }, at.editor);
    expect(declined.status).toBe(200);
    expect(await blockersOf(at.payload, release)).toEqual([]);
  });
});

describe('an edition that is posted anew without a new code', () => {
  let at: ReleaseDesk;
  let text: string;
  let release: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    await at.approved('J0004', 'The text for July.');
    await at.everyday();
    await at.bringOctober();
    text = await at.approved('J0009', 'A text for the new code.', october);
    release = (await prepareEdition(at.payload, null, october)).id;
    await at.settleItems(october);
    await at.bringOctober([
      { code: 'J0001', long: 'Injection, drug J0001, 10 mg', short: 'J0001' },
      ...['J0002', 'J0004'].map((code) => ({ code, long: `Injection, drug ${code}, 1 mg`, short: code })),
    ]);
  });
  afterAll(() => at.close());

  const blockers = async () =>
    (await blockersOf(at.payload, await readRelease(at.payload, release))).map(({ code, message }) => [
      code,
      message,
    ]);

  it('goes out without the text of that code, which nobody can approve again', async () => {
    expect(await blockers()).toEqual([
      [
        'list-again',
        'J0009: the edition does not hold the code any more. List the texts again, without this one.',
      ],
    ]);
    await at.ask('POST', `/releases/${release}/list-again`);
    expect(await blockers()).toEqual([]);

    await at.act(at.editor, text, 'reopen');
    expect(await blockers()).toEqual([]);
    await expect(at.act(at.editor, text, 'submit')).rejects.toMatchObject({
      data: { code: 'not-ready', details: [expect.stringContaining('no page can show it')] },
    });
    await at.release(release);
    const pages = await at.seen();
    expect([pages.get('J0004')?.edition.id, pages.has('J0009')]).toEqual([october, false]);
  });
});
