import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';

const words = 'Ten milligrams.';

describe('an item that was opened again after its text was approved', () => {
  let at: ReleaseDesk;
  let id: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    await at.bringOctober();
    id = await at.approved('J0001', words, october);
    expect(await item()).toMatchObject({ state: 'done', resolution: 'text' });
    const { id: one, changeHash } = (await item()) ?? {};
    const step = { action: 'reopen', changeHash, note: 'The guideline says else' };
    expect((await at.ask('POST', `/work-items/${one}/step`, step, at.reviewer)).status).toBe(200);
  });
  afterEach(() => at.close());

  const item = async () => {
    const where = { key: { equals: `${october}/J0001` } };
    return (await at.payload.find({ collection: 'work-items', where, depth: 0 })).docs[0];
  };
  const openStill = { state: 'open', resolution: null, reopened: expect.stringContaining('The guideline') };

  it('is not settled by its release', async () => {
    await at.everyday();
    expect((await at.read(id)).state).toBe('published');
    expect(await item()).toMatchObject(openStill);
  });

  it('is not settled by who writes in the text and puts the approved words back, but by an approval', async () => {
    await at.edit(id, 'Ten.');
    expect(await item()).toMatchObject({ state: 'drafting' });
    await at.edit(id, words);
    expect((await at.read(id)).state).toBe('approved');
    expect(await item()).toMatchObject(openStill);

    await at.edit(id, 'Ten.');
    await at.approve(id);
    expect(await item()).toMatchObject({ state: 'done', resolution: 'text', reopened: null });
  });
});
