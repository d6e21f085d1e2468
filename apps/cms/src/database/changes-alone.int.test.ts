import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';

let desk: TestDesk;
let admin: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  admin = await addPerson(desk, 'admin');
});
afterAll(() => desk.close());

/** Lets something happen after the next save has read its document, and before it writes it. */
function beforeTheNextWrite(collection: string, happens: () => Promise<unknown>): void {
  const { db } = desk.payload;
  const updateOne = db.updateOne;
  db.updateOne = async (asked) => {
    if (asked.collection === collection) {
      db.updateOne = updateOne;
      await happens();
    }
    return updateOne.call(db, asked) as never;
  };
}

const accountOf = (id: string) => desk.payload.findByID({ collection: 'staff', id, depth: 0 });
const password = 'a password for tests';

it('who is switched off while a save of their own is on its way stays off, and the save is kept', async () => {
  const editor = await addPerson(desk, 'editor', 'switched off');
  beforeTheNextWrite('staff', () =>
    askApi(desk, admin, 'PATCH', `/staff/${editor.user.id}`, { active: false }),
  );
  const name = 'Another name';
  expect((await askApi(desk, editor, 'PATCH', `/staff/${editor.user.id}`, { name })).status).toBe(200);
  expect(await accountOf(editor.user.id)).toMatchObject({ active: false, name });
});

it('who logs in or out at the moment of losing a role does not have it back', async () => {
  const reviewer = await addPerson(desk, 'reviewer');
  const { id, email } = reviewer.user;
  const demote = () => desk.payload.update({ collection: 'staff', id, data: { role: 'editor' } });
  beforeTheNextWrite('staff', demote);
  expect((await askApi(desk, null, 'POST', '/staff/login', { email, password })).status).toBe(200);
  expect(await accountOf(id)).toMatchObject({ role: 'editor', active: true });
  await desk.payload.update({ collection: 'staff', id, data: { role: 'reviewer' } });
  beforeTheNextWrite('staff', demote);
  expect((await askApi(desk, reviewer, 'POST', '/staff/logout')).status).toBe(200);
  expect(await accountOf(id)).toMatchObject({ role: 'editor', active: true });
});

it('a password that is set while its account logs in with the old one holds', async () => {
  const { id, email } = (await addPerson(desk, 'editor', 'set anew')).user;
  const set = 'a password set anew';
  beforeTheNextWrite('staff', () =>
    desk.payload.update({ collection: 'staff', id, data: { password: set } }),
  );
  await askApi(desk, null, 'POST', '/staff/login', { email, password });
  expect((await askApi(desk, null, 'POST', '/staff/login', { email, password })).status).toBe(401);
  expect((await askApi(desk, null, 'POST', '/staff/login', { email, password: set })).status).toBe(200);
});

it('a release that reaches readers while it is given another title stays with them', async () => {
  const { id } = await desk.payload.create({
    collection: 'releases',
    data: { title: 'A text', kind: 'everyday', state: 'publishing', pins: [] },
  });
  beforeTheNextWrite('releases', () =>
    desk.payload.update({
      collection: 'releases',
      id,
      data: { state: 'published', order: 1, settled: true },
    }),
  );
  const title = 'Another title';
  expect((await askApi(desk, admin, 'PATCH', `/releases/${id}`, { title })).status).toBe(200);
  expect(await desk.payload.findByID({ collection: 'releases', id })).toMatchObject({
    title,
    state: 'published',
    order: 1,
  });
});
