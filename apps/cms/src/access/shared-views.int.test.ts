import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';

let desk: TestDesk;
let ann: Person;
let ben: Person;
let cal: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  ann = await addPerson(desk, 'editor', 'Ann');
  ben = await addPerson(desk, 'reviewer', 'Ben');
  cal = await addPerson(desk, 'editor', 'Cal');
});
afterAll(() => desk.close());

const everyone = { constraint: 'everyone' };
const onlyMe = { constraint: 'onlyMe' };
const some = (...people: Person[]) => ({
  constraint: 'specificUsers',
  users: people.map(({ user }) => user.id),
});
type Sharing = Record<'read' | 'update' | 'delete', object>;

async function shared(access: Sharing): Promise<string> {
  const view = { title: 'Ours', relatedCollection: 'explanations', isShared: true, access };
  const { status, body } = await askApi(desk, ann, 'POST', '/payload-query-presets', view);
  expect([status, body.errors]).toEqual([201, undefined]);
  return (body.doc as { id: string }).id;
}
const change = async (person: Person, id: string, data: object) =>
  await askApi(desk, person, 'PATCH', `/payload-query-presets/${id}`, data);
const reads = async (person: Person, id: string) =>
  (await askApi(desk, person, 'GET', `/payload-query-presets/${id}`)).status;
const removes = async (person: Person, id: string) =>
  (await askApi(desk, person, 'DELETE', `/payload-query-presets/${id}`)).status;
const notTheirs = {
  status: 403,
  body: { errors: [{ data: { code: 'view-of-others' }, message: expect.stringContaining('Others may') }] },
};

describe('a view that others may change', () => {
  it.each<[string, Sharing, object]>([
    [
      'taken by one of them',
      { read: everyone, update: everyone, delete: everyone },
      { read: onlyMe, update: onlyMe, delete: onlyMe },
    ],
    ['kept from some', { read: everyone, update: everyone, delete: onlyMe }, { read: onlyMe }],
    ['opened for removal', { read: everyone, update: everyone, delete: onlyMe }, { delete: everyone }],
  ])('is not %s', async (_, access, other) => {
    const id = await shared(access);
    expect(await change(ben, id, { title: 'Mine', access: other })).toMatchObject(notTheirs);
    expect(await reads(ann, id)).toBe(200);
    expect((await change(ben, id, { title: 'Renamed', access })).status).toBe(200);
    expect((await change(cal, id, { title: 'Ours again' })).status).toBe(200);
  });

  it('is not theirs to remove once they changed it, and stays its author’s', async () => {
    const id = await shared({ read: everyone, update: everyone, delete: onlyMe });
    expect((await change(ben, id, { title: 'Renamed' })).status).toBe(200);
    expect(await removes(ben, id)).toBe(403);
    expect(await removes(ann, id)).toBe(200);
  });

  it('is not handed on by one of several', async () => {
    const id = await shared({ read: some(ann, ben), update: some(ann, ben), delete: some(ann, ben) });
    expect(await change(ben, id, { access: { read: some(ben, cal) } })).toMatchObject(notTheirs);
    expect((await change(ben, id, { title: 'Renamed' })).status).toBe(200);
    expect([await reads(ann, id), await reads(ben, id), await reads(cal, id)]).toEqual([200, 200, 404]);
  });

  it('is shared otherwise by whom alone it is to remove or to change', async () => {
    const mine = { read: onlyMe, update: onlyMe, delete: onlyMe };
    const first = await shared({ read: everyone, update: everyone, delete: onlyMe });
    expect((await change(ann, first, { access: mine })).status).toBe(200);
    const second = await shared({ read: everyone, update: onlyMe, delete: everyone });
    expect((await change(ann, second, { access: mine })).status).toBe(200);
    expect([await reads(ben, first), await reads(ben, second)]).toEqual([404, 404]);
    expect((await change(ann, first, { access: { read: some(ben) } })).status).toBe(200);
    expect(await reads(ben, first)).toBe(200);
  });
});
