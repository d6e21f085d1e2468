import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MadeHcpcs } from '../imports/testing/made-files.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { bringHcpcs } from '../updates/testing/made-updates.ts';
import { siteStanding } from './site-standing.ts';

const drug = (code: string): MadeHcpcs => ({ code, long: `${code}, per mg`, short: code });
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const publish = (state: 'running' | 'done') =>
  desk.payload.create({
    collection: 'publish-runs',
    data: { reason: 'publish', state, startedAt: new Date().toISOString() },
  });

it('tells what was imported since the last publish, and which one is at work', async () => {
  await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', [drug('J0001')]);
  expect(await siteStanding(desk.payload)).toEqual({ runs: [], running: null, imported: [] });
  await publish('done');
  expect((await siteStanding(desk.payload)).imported).toEqual([]);
  await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', [drug('J0001'), drug('J0002')]);
  expect((await siteStanding(desk.payload)).imported).toEqual(['HCPCS July 2025']);
  const { id } = await publish('running');
  expect(await siteStanding(desk.payload)).toMatchObject({ running: id, imported: ['HCPCS July 2025'] });
  await desk.payload.update({ collection: 'publish-runs', id, data: { state: 'done' } });
  expect(await siteStanding(desk.payload)).toMatchObject({ running: null, imported: [] });
});
