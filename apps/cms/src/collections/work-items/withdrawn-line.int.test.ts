import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareEdition } from '../../releases/prepare.ts';
import { blockersOf } from '../../releases/publish-release.ts';
import { october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';
import { boardRows } from '../../updates/board.ts';

describe('an item whose text for this edition was withdrawn', () => {
  let at: ReleaseDesk;
  let july: string;
  let line: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    july = await at.approved('J0001', 'One unit is 1 mg.');
    await at.approved('J0004', 'A text that stays.');
    await at.everyday();
    await at.bringOctober();
    await at.settleItems(october);
    line = await at.approved('J0001', 'One unit is 10 mg.', october);
  });
  afterAll(() => at.close());

  const item = async () => {
    const where = { key: { equals: `${october}/J0001` } };
    const { docs } = await at.payload.find({ collection: 'work-items', where, depth: 0 });
    if (!docs[0]) throw new Error('there should be an item');
    return docs[0];
  };
  const step = async (action: string) => {
    const { id, changeHash } = await item();
    const { status, body } = await at.ask(
      'POST',
      `/work-items/${id}/step`,
      { action, changeHash },
      at.editor,
    );
    return [status, (body.errors as { data: { code: string } }[] | undefined)?.[0]?.data.code];
  };
  const onBoard = async () => (await boardRows(at.payload, october)).find(({ code }) => code === 'J0001');
  const blockers = async () =>
    (await blockersOf(at.payload, await prepareEdition(at.payload, null, october))).map(({ code }) => code);

  it('is not without a text while the approved one stands, nor while readers have the one before', async () => {
    await step('reopen');
    expect(await step('no-text')).toEqual([409, 'item-has-text']);
    await at.act(at.reviewer, line, 'withdraw');
    expect(await item()).toMatchObject({ state: 'open', explained: true });
    expect(await step('no-text')).toEqual([409, 'item-has-text']);
  });

  it('is settled without a text once readers have none, and the edition waits for it no longer', async () => {
    await at.act(at.reviewer, july, 'withdraw');
    expect(await step('no-text')).toEqual([409, 'item-has-text']);
    await at.everyday();
    expect(await item()).toMatchObject({ state: 'open', explained: false });
    expect(await blockers()).toEqual(['open-item']);

    expect(await step('propose-keep')).toEqual([409, 'item-without-text']);
    expect(await step('no-text')).toEqual([200, undefined]);
    expect(await onBoard()).toMatchObject({ state: 'done', resolution: 'no-text' });
    expect(await blockers()).toEqual([]);
  });

  it('follows the line again when it is written anew', async () => {
    await at.act(at.editor, line, 'reopen');
    expect(await onBoard()).toMatchObject({ state: 'drafting', resolution: null });
    expect(await step('no-text')).toEqual([409, 'item-wrong-state']);
    await at.edit(line, 'One unit is always 10 mg.');
    await at.approve(line);
    expect(await item()).toMatchObject({ state: 'done', resolution: 'text' });
    await step('reopen');
    expect(await step('no-text')).toEqual([409, 'item-has-text']);
  });
});
