import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFamilyDesk, template } from '../families/testing/family-desk.ts';
import { today } from '../releases/editions.ts';
import { livePins } from '../releases/live.ts';
import { prepareEdition } from '../releases/prepare.ts';
import { beginRelease, blockersOf, finishRelease } from '../releases/publish-release.ts';
import { prepareRevert } from '../releases/revert.ts';
import { october, openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { paragraph } from '../testing/starter.ts';

describe('a line of the next edition that rests on what readers see', () => {
  let at: ReleaseDesk;
  let live: string;
  let next: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    live = await at.approved('J0001', 'Give 10 mg.');
    await at.everyday();
    await at.bringOctober();
    const place = { codeSet: 'hcpcs', code: 'J0001', edition: october };
    next = String((await at.ask('POST', '/explanations/start', place, at.editor)).body.id);
  });
  afterEach(() => at.close());

  const correct = async () => {
    await at.edit(live, 'Give 1 mg.');
    await at.approve(live);
    return (await at.everyday(live))?.id ?? '';
  };
  const seenRevision = async () => (await livePins(at.payload)).texts.get('hcpcs/J0001');
  const flag = async () => (await at.read(next)).toMerge;

  it('has nothing to merge once the correction was taken back', async () => {
    const correction = await correct();
    expect(await flag()).toBe(await seenRevision());
    await at.takeBack(correction);
    expect((await at.read(next)).basedOn).toBe(await seenRevision());
    expect(await flag()).toBeNull();
  });

  it('has nothing to merge once the taking back of what it took over was taken back', async () => {
    const correction = await correct();
    await at.ask('POST', `/explanations/${next}/merged`, { revision: await flag() }, at.editor);
    const back = await at.takeBack(correction);
    // Readers have the text of before: whether its words belong here, somebody looks at.
    expect(await flag()).toBe(await seenRevision());
    await at.takeBack(back.id);
    expect((await at.read(next)).basedOn).toBe(await seenRevision());
    expect(await flag()).toBeNull();

    await at.approve(next);
    await at.settleItems(october);
    expect(await blockersOf(at.payload, await prepareEdition(at.payload, null, october))).toEqual([]);
  });
});

it('a text that was broken out of a family has nothing to merge once the correction of the family was taken back', async () => {
  const at = await openFamilyDesk();
  const family = await at.family('S525');
  await at.approve(family);
  await at.everyday();
  const own = String(
    (await at.ask('POST', `/explanations/${family}/break-out`, { code: 'S52501A' })).body.id,
  );
  await at.edit(family, { body: paragraph(`${template} Rest it.`) });
  await at.approve(family);
  const correction = await at.everyday();
  expect(await at.read(own)).toMatchObject({ toMerge: (await at.read(family)).approvedRevision });

  const { release } = await prepareRevert(at.payload, null, correction?.id ?? '');
  await beginRelease(at.payload, release.id, today());
  await finishRelease(at.payload, release.id, null);
  expect((await at.read(own)).toMerge).toBeNull();
  await at.close();
});
