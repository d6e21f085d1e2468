import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';

let desk: TestDesk;
let editor: Person;
let admin: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  [editor, admin] = [await addPerson(desk, 'editor', 'Emil'), await addPerson(desk, 'admin', 'Anna')];
});
afterAll(() => desk.close());

const save = (by: Person, of: Person, data: Record<string, string>) =>
  askApi(desk, by, 'PATCH', `/staff/${of.user.id}`, data);
const read = () => desk.payload.findByID({ collection: 'staff', id: editor.user.id, depth: 0 });

it.each([
  ['of two lines', 'Emil: Approved\n999  2026-01-01T00:00:00Z  Anna'],
  ['that turns what follows around', 'Emil\u202e'],
  ['of blanks', '   '],
  ['without end', 'E'.repeat(81)],
])('a name %s is none', async (_what, name) => {
  expect((await save(editor, editor, { name })).status).toBe(400);
  expect((await save(admin, editor, { publicName: name })).status).toBe(400);
  expect(await read()).toMatchObject({ name: 'Emil' });
});

it('what readers are told of a person is an admin’s word', async () => {
  expect((await save(editor, editor, { publicName: 'Dr. Emil', name: 'Emil B.' })).status).toBe(200);
  expect(await read()).toMatchObject({ name: 'Emil B.', publicName: null });
  expect((await save(admin, editor, { publicName: 'Emil Berg, RN' })).status).toBe(200);
  expect(await read()).toMatchObject({ publicName: 'Emil Berg, RN' });
  expect((await save(admin, editor, { publicName: '' })).status).toBe(200);
});
