import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareEveryday } from '../releases/prepare.ts';
import { type FamilyDesk, openFamilyDesk } from './testing/family-desk.ts';

let at: FamilyDesk;
beforeAll(async () => {
  at = await openFamilyDesk();
});
afterAll(() => at.close());

it('holds for a text that was broken out of it and approved before: somebody reads that first', async () => {
  const family = await at.family('S525');
  await at.approve(family);
  await at.everyday();
  const made = await at.ask('POST', `/explanations/${family}/break-out`, { code: 'S52.501A' });
  const own = String(made.body.id);
  await at.approve(own);
  await at.act(at.reviewer, family, 'withdraw');
  expect((await at.everyday())?.pins).toEqual([{ codeKey: 'icd-10-cm/S525', revision: null }]);
  expect(await at.everyday()).toBeNull();
  await expect(prepareEveryday(at.payload, null, [own])).rejects.toThrow(
    'withdrawn since this one was approved',
  );

  await at.act(at.reviewer, own, 'reopen');
  await at.approve(own);
  expect((await at.everyday())?.pins).toEqual([
    { codeKey: 'icd-10-cm/S52501A', revision: expect.any(String) },
  ]);
});
