import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptApproved, textsBefore } from './adopt-approved.ts';
import { livePins } from './live.ts';
import { july, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

describe('a desk from before there were releases', () => {
  let at: ReleaseDesk;
  let settled: string;
  let edited: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    settled = await at.approved('J0001', 'An older text.');
    await at.edit(settled, 'The newest text.');
    await at.approve(settled);
    edited = await at.approved('J0002', 'A text that readers have.');
    await at.edit(edited, 'A text that is being written.');
    const db = at.payload.db;
    /* As that desk left it: revisions and lines without what only releases need. */
    for (const { id } of (await at.payload.find({ collection: 'approved-revisions', pagination: false }))
      .docs)
      await db.updateOne({
        collection: 'approved-revisions',
        id,
        data: { editorState: null, officialHash: null },
      });
    for (const id of [settled, edited]) {
      await db.updateOne({ collection: 'explanations', id, data: { approvedRevision: null } });
      const { docs } = await at.payload.findVersions({
        collection: 'explanations',
        where: { parent: { equals: id }, latest: { equals: true } },
        depth: 0,
      });
      const [version] = docs;
      if (version)
        await db.updateVersion({
          collection: 'explanations',
          id: version.id,
          versionData: { ...version, version: { ...version.version, approvedRevision: null } },
        });
    }
  });
  afterAll(() => at.close());

  it('is recognised, and writing nothing changes nothing', async () => {
    expect((await textsBefore(at.payload)).map(({ codeKey }) => codeKey).sort()).toEqual([
      'hcpcs/J0001',
      'hcpcs/J0002',
    ]);
    expect((await livePins(at.payload)).order).toBe(0);
  });

  it('goes on showing the newest approved text of every code, as its first release, once', async () => {
    expect(await adoptApproved(at.payload)).toBe(2);
    expect(await adoptApproved(at.payload)).toBe(0);
    expect([await at.words('J0001'), await at.words('J0002')]).toEqual([
      'The newest text.',
      'A text that readers have.',
    ]);
    expect(await livePins(at.payload)).toMatchObject({ order: 1, shown: { hcpcs: july } });
    expect([(await at.read(settled)).state, (await at.read(edited)).state]).toEqual(['published', 'draft']);
    expect(await at.everyday()).toBeNull();
  });

  it('takes what is approved from now on for something that waits', async () => {
    await at.approve(edited);
    expect(await at.words('J0002')).toBe('A text that readers have.');
    expect(await adoptApproved(at.payload)).toBe(0);
    await at.everyday();
    expect(await at.words('J0002')).toBe('A text that is being written.');
  });
});
