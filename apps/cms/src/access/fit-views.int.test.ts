import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';

let desk: TestDesk;
let ann: Person;
let ben: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  ann = await addPerson(desk, 'editor', 'Ann');
  ben = await addPerson(desk, 'editor', 'Ben');
});
afterAll(() => desk.close());

const everyone = { constraint: 'everyone' };
const view = (more: object) => ({
  title: 'My view',
  relatedCollection: 'explanations',
  isShared: true,
  access: { read: everyone, update: everyone, delete: everyone },
  ...more,
});
const filter = (one: object) => ({ or: [{ and: [one] }] });
const late = filter({ approvedAt: { less_than: '2026-01-31T09:00:00Z' } });
const columns = [
  { accessor: 'codeKey', active: true },
  { accessor: 'state', active: false },
];

describe('a kept view', () => {
  it.each([
    [
      'where[or][0][and][0][approvedAt][less_than]: write a date and time',
      { where: filter({ approvedAt: { less_than: 'soon' } }) },
    ],
    [
      'where[or][0][and][0][state][equals]: write one value',
      { where: filter({ state: { equals: { a: 1 } } }) },
    ],
    ['nofield. Ask for fields of this collection', { where: filter({ nofield: { equals: 'x' } }) }],
    ['columns: write a list, each', { columns: { codeKey: true } }],
    ['columns: write a list', { columns: [null] }],
  ])('is refused where its list cannot be asked so: %s', async (words, more) => {
    const made = await askApi(desk, ann, 'POST', '/payload-query-presets', view(more));
    expect([made.status, JSON.stringify(made.body)]).toEqual([400, expect.stringContaining(words)]);
    const fit = await askApi(desk, ann, 'POST', '/payload-query-presets', view({ where: late, columns }));
    expect(fit).toMatchObject({ status: 201, body: { doc: { where: late, columns } } });
    const { id } = fit.body.doc as { id: string };
    expect((await askApi(desk, ben, 'PATCH', `/payload-query-presets/${id}`, more)).status).toBe(400);
    expect(
      (await askApi(desk, ben, 'PATCH', `/payload-query-presets/${id}`, { title: 'Ours' })).body,
    ).toMatchObject({
      doc: { title: 'Ours', where: late, columns },
    });
  });

  it('that is stored all the same leaves out what its list does not understand', async () => {
    const where = filter({ approvedAt: { less_than: 'soon' } });
    const stored = await desk.payload.db.create({
      collection: 'payload-query-presets',
      data: view({ where, columns: 'codeKey' }),
    });
    const { body } = await askApi(desk, ben, 'GET', `/payload-query-presets/${stored.id}`);
    expect(body).toMatchObject({ title: 'My view', where: null, columns: null });
  });
});

describe('how a person left a list', () => {
  const left = async (value: object) => {
    await askApi(desk, ann, 'POST', '/payload-preferences/collection-explanations', { value });
    const { docs } = await desk.payload.find({ collection: 'payload-preferences' });
    return docs.find(({ key }) => key === 'collection-explanations')?.value;
  };

  it('is kept where the list understands it', async () => {
    const value = { columns, limit: 25, sort: '-approvedAt', preset: 'id of a view', groupBy: '' };
    expect(await left(value)).toEqual(value);
  });

  it('is left out where it does not', async () => {
    const value = { columns: 'codeKey', limit: -4, sort: 'nofield', preset: { a: 1 }, other: 1 };
    expect(await left(value)).toEqual({ other: 1 });
    expect(await left({ limit: 100_000, sort: '-createdAt' })).toEqual({ sort: '-createdAt' });
  });
});
