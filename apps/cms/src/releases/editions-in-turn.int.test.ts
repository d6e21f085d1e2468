import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareEdition } from './prepare.ts';
import { blockersOf } from './publish-release.ts';
import { readRelease, writeRelease } from './release-record.ts';
import { july, october, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

describe('an edition that skips one', () => {
  let at: ReleaseDesk;
  beforeAll(async () => {
    at = await openReleaseDesk();
    await at.approved('J0002', 'The text for July.');
    await at.everyday();
    await at.bringOctober();
    await at.settleItems(october);
  });
  afterAll(() => at.close());

  it('takes the texts of the one in between along', async () => {
    await at.approved('J0002', 'The text for October.', october);
    const { id } = await prepareEdition(at.payload, null, october);
    await writeRelease(at.payload, id, { key: id, state: 'cancelled' });
    const january = 'hcpcs-2026-01-01';
    await at.bringJanuary();
    await at.settleItems(january);
    const release = await prepareEdition(at.payload, null, january);
    expect(await blockersOf(at.payload, release)).toEqual([]);
    await at.release(release.id);
    expect(await at.words('J0002')).toBe('The text for October.');
    expect((await at.seen()).get('J0002')?.edition.id).toBe(january);
  });
});

describe('two editions prepared at once', () => {
  let at: ReleaseDesk;
  const january = 'hcpcs-2026-01-01';
  beforeAll(async () => {
    at = await openReleaseDesk();
    await at.approved('J0002', 'The text for July.');
    await at.everyday();
    await at.bringOctober();
    await at.bringJanuary();
    await at.settleItems(october);
    await at.settleItems(january);
  });
  afterAll(() => at.close());

  it('never take readers back to the earlier one', async () => {
    const earlier = await prepareEdition(at.payload, null, october);
    const later = await prepareEdition(at.payload, null, january);
    expect(await blockersOf(at.payload, earlier)).toEqual([]);
    await at.release(later.id);
    expect(await blockersOf(at.payload, await readRelease(at.payload, earlier.id))).toEqual([
      {
        code: 'edition-shown',
        message: 'October 2025: readers see January 2026 already. Cancel this release.',
        href: null,
      },
    ]);
    const asked = [
      ['publish', undefined],
      ['schedule', { at: '2999-01-01T00:00:00Z' }],
    ] as const;
    for (const [step, body] of asked)
      expect((await at.ask('POST', `/releases/${earlier.id}/${step}`, body)).status, step).toBe(422);
    await writeRelease(at.payload, earlier.id, {
      state: 'scheduled',
      scheduledFor: new Date().toISOString(),
    });
    await expect(at.release(earlier.id)).rejects.toThrow('The release cannot go out yet.');
    expect((await at.seen()).get('J0002')?.edition.id).toBe(january);
  });

  it('are taken back the later one first', async () => {
    const { docs } = await at.payload.find({
      collection: 'releases',
      where: { kind: { equals: 'everyday' } },
    });
    const first = docs[0]?.id ?? '';
    const later = (await at.payload.find({ collection: 'releases', where: { edition: { equals: january } } }))
      .docs[0];
    await at.takeBack(later?.id ?? '');
    expect((await at.seen()).get('J0002')?.edition.id).toBe(july);
    const { id } = await prepareEdition(at.payload, null, october);
    await at.approved('J0002', 'The text for October.', october);
    await at.ask('POST', `/releases/${id}/list-again`);
    await at.release(id);
    const again = await prepareEdition(at.payload, null, january);
    await at.release(again.id);
    const refused = await at.ask('POST', `/releases/${id}/revert`);
    expect(refused).toMatchObject({
      status: 409,
      body: { errors: [{ data: { code: 'edition-moved-on' } }] },
    });
    expect(await at.words('J0002')).toBe('The text for October.');
    await at.takeBack(again.id);
    await at.takeBack(id);
    expect(await at.words('J0002')).toBe('The text for July.');
    expect(await readRelease(at.payload, first)).toMatchObject({ state: 'published' });
  });
});
