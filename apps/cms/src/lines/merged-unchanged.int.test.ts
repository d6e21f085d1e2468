import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareEdition } from '../releases/prepare.ts';
import { blockersOf } from '../releases/publish-release.ts';
import { october, openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import type { Person } from '../testing/people.ts';

const wrong = 'Give 10 mg, which is wrong.';

describe('a correction that somebody calls merged into an approved text of the next edition', () => {
  let at: ReleaseDesk;
  let next: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    const live = await at.approved('J0001', wrong);
    await at.everyday();
    await at.bringOctober();
    next = await at.approved('J0001', wrong, october);
    await at.settleItems(october);
    await at.edit(live, 'Give 1 mg.');
    await at.approve(live);
    await at.everyday(live);
    expect(await blockers()).toEqual(['to-merge']);
  });
  afterEach(() => at.close());

  const blockers = async () =>
    (await blockersOf(at.payload, await prepareEdition(at.payload, null, october))).map(({ code }) => code);
  const merged = async (person: Person = at.editor) => {
    const { toMerge } = await at.read(next);
    return await at.ask('POST', `/explanations/${next}/merged`, { revision: toMerge }, person);
  };

  it('is looked at by somebody else, also where no word of the text changes', async () => {
    expect(await merged()).toMatchObject({ status: 200, body: { toMerge: null, approvalEnded: true } });
    expect(await at.read(next)).toMatchObject({
      state: 'draft',
      approvedHash: null,
      editors: [at.editor.user.id],
    });
    expect(await blockers()).toContain('not-approved');
    await at.settleItems(october);
    await at.approve(next);
    expect(await blockers()).toEqual([]);
  });

  it('is not approved by the reviewer who said so', async () => {
    await merged(at.reviewer);
    await at.act(at.editor, next, 'submit');
    await expect(at.act(at.reviewer, next, 'approve')).rejects.toMatchObject({ data: { code: 'four-eyes' } });
  });

  it.each(['draft', 'in-review', 'changes-requested'] as const)(
    'is not approved by the reviewer who said so of a text that is %s',
    async (state) => {
      await at.edit(next, 'Words of the editor.');
      if (state !== 'draft') await at.act(at.editor, next, 'submit');
      if (state === 'changes-requested') {
        const { contentHash } = await at.read(next);
        const step = { action: 'request-changes', contentHash, note: 'Say which dose.' };
        expect(await at.ask('POST', `/explanations/${next}/workflow`, step, at.reviewer)).toMatchObject({
          status: 200,
        });
      }
      expect(await merged(at.reviewer)).toMatchObject({ status: 200, body: { approvalEnded: false } });
      expect(await at.read(next)).toMatchObject({ state, editors: [at.editor.user.id, at.reviewer.user.id] });
      if (state !== 'in-review') await at.act(at.editor, next, 'submit');
      await expect(at.act(at.reviewer, next, 'approve')).rejects.toMatchObject({
        data: { code: 'four-eyes' },
      });
    },
  );

  it('is looked at too where the approved words are put back after it', async () => {
    await at.edit(next, 'Other words.');
    expect(await merged()).toMatchObject({ body: { approvalEnded: false } });
    await at.edit(next, wrong);
    expect(await at.read(next)).toMatchObject({ state: 'draft', approvedHash: null });
  });
});
