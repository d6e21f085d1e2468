import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { addStarter } from '../testing/starter.ts';
import { findUnrecorded } from './find-unrecorded.ts';
import { auditHead } from './record-audit.ts';

let desk: TestDesk;
let admin: Person;
let later = Date.now();
/** A check at a later time each, so that what was just done has settled. */
const check = () => {
  later += 60_000;
  return findUnrecorded(desk.payload, new Date(later));
};
beforeAll(async () => {
  desk = await openTestDesk();
  await findUnrecorded(desk.payload, new Date(later - 60_000));
  admin = await addPerson(desk, 'admin');
  await addStarter(desk);
});
afterAll(() => desk.close());

it('finds nothing where every act has its entry', async () => {
  const person = await addPerson(desk, 'editor');
  await askApi(desk, admin, 'PATCH', `/staff/${person.user.id}`, { active: false });
  await askApi(desk, admin, 'PATCH', `/staff/${person.user.id}`, { role: 'reviewer' });
  await askApi(desk, admin, 'POST', '/globals/access-plan', { plans: { guest: { views: 2 } } });
  await askApi(desk, admin, 'PATCH', '/code-systems?where[slug][equals]=hcpcs', { description: 'Supplies' });
  await desk.payload.create({
    collection: 'explanations',
    data: { codeSet: 'hcpcs', code: 'J9000' },
    draft: true,
    user: admin.user,
  });
  const found = await check();
  const { docs } = await desk.payload.find({ collection: 'audit-log', sort: '-sequence', limit: found });
  expect(found === 0 ? [] : docs.map(({ subject }) => subject)).toEqual([]);
});

it.each([
  [
    'a role that was changed below the desk',
    async () => {
      const { docs } = await desk.payload.find({
        collection: 'staff',
        where: { role: { equals: 'editor' } },
      });
      await desk.payload.db.updateOne({
        collection: 'staff',
        id: docs[0]?.id ?? '',
        data: { role: 'admin' },
      });
    },
    'staff/editor@example.com',
  ],
  [
    'an import that became visible as the desk died',
    async () => {
      const words = {
        codeSet: 'hcpcs',
        edition: 'hcpcs-2025-10-01',
        editionLabel: 'x',
        effective: '2025-10-01',
      };
      const file = { fileName: 'x.zip', sha256: 'a'.repeat(64), sizeBytes: 1 };
      await desk.payload.db.create({
        collection: 'imports',
        data: {
          ...words,
          ...file,
          kind: 'codes',
          editionSequence: 1,
          sequence: 1,
          state: 'complete',
          startedAt: new Date().toISOString(),
        },
      });
    },
    'hcpcs-2025-10-01',
  ],
])('finds %s, once', async (_, act, subject) => {
  await act();
  expect(await check()).toBe(1);
  expect(await auditHead(desk.payload)).toMatchObject({ action: 'found-unrecorded', subject });
  expect(await check()).toBe(0);
});

it('finds a step of the workflow', async () => {
  const { docs } = await desk.payload.findVersions({ collection: 'explanations', depth: 0 });
  const [version] = docs;
  if (!version) throw new Error('no version');
  const { parent: id } = version;
  await desk.payload.db.updateVersion({
    collection: 'explanations',
    id: version.id,
    versionData: { ...version, parent: id, version: { ...version.version, state: 'approved' } },
  });
  expect(await check()).toBe(1);
  expect(await auditHead(desk.payload)).toMatchObject({
    details: { line: id, from: 'draft', to: 'approved' },
  });
  expect(await check()).toBe(0);
});
