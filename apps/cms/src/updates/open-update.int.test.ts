import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MadeHcpcs } from '../imports/testing/made-files.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, type Person } from '../testing/people.ts';
import { bringHcpcs, itemsOf, listed } from './testing/made-updates.ts';
import {
  april,
  bringApril,
  bringJuly,
  drug,
  firstEdition,
  july,
  numbered,
  secondEdition,
  settle,
} from './testing/two-quarters.ts';

let desk: TestDesk;
let reviewer: Person;

beforeEach(async () => {
  desk = await openTestDesk();
  reviewer = await addPerson(desk, 'reviewer');
});
afterEach(() => desk.close());

const bringFirst = () => bringApril(desk);
const bringSecond = (...more: [rows?: MadeHcpcs[], name?: string]) => bringJuly(desk, ...more);

const updates = async () => {
  const { docs } = await desk.payload.find({ collection: 'updates', pagination: false, sort: 'edition' });
  return docs;
};

/** Everything that an update holds, word for word. */
const everything = async () => JSON.stringify([await updates(), await itemsOf(desk, secondEdition)]);

describe('an import', () => {
  it('opens the update of a real release that takes the place of a sample, which had none', async () => {
    const sample = { sample: true, opensUpdate: false };
    await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', april.slice(0, 3), sample);
    await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', july.slice(0, 3), sample);
    expect(await updates()).toEqual([]);
    await bringFirst();
    await bringSecond();
    expect(await updates()).toMatchObject([{ edition: secondEdition, fromEdition: firstEdition }]);
  });

  it('opens no update for the first edition of a set', async () => {
    await bringFirst();
    expect(await updates()).toEqual([]);
    expect((await desk.payload.count({ collection: 'work-items' })).totalDocs).toBe(0);
  });

  it('opens one with an item for each code that the next edition changes', async () => {
    await bringFirst();
    await bringSecond();
    expect(await updates()).toMatchObject([
      { edition: secondEdition, fromEdition: firstEdition, codeSet: 'hcpcs', state: 'open' },
    ]);
    expect(listed(await itemsOf(desk, secondEdition))).toEqual([
      ...numbered(6).map((code) => `${code} long-revised open`),
      'J0008 deleted open',
      'J0010 added open',
    ]);
  });

  it('changes nothing when the same file comes again, however it is computed', async () => {
    await bringFirst();
    await bringSecond();
    const before = await everything();
    await bringSecond();
    expect(await everything()).toBe(before);
    for (const { id } of await updates())
      await desk.payload.update({ collection: 'updates', id, data: { import: 'unfinished' } });
    await bringFirst();
    expect(JSON.stringify(await itemsOf(desk, secondEdition))).toBe(
      JSON.stringify((JSON.parse(before) as unknown[])[1]),
    );
  });

  it('takes up an update that a killed import left half open', async () => {
    await bringFirst();
    await bringSecond();
    const before = listed(await itemsOf(desk, secondEdition));
    await desk.payload.db.deleteMany({
      collection: 'work-items',
      where: { code: { greater_than: 'J0004' } },
    });
    const [update] = await updates();
    await desk.payload.update({
      collection: 'updates',
      id: update?.id ?? '',
      data: { import: 'unfinished' },
    });
    await bringFirst();
    expect(listed(await itemsOf(desk, secondEdition))).toEqual(before);
    await desk.payload.db.deleteMany({ collection: 'updates', where: {} });
    await desk.payload.db.deleteMany({ collection: 'work-items', where: {} });
    await bringFirst();
    expect(listed(await itemsOf(desk, secondEdition))).toEqual(before);
  });

  it('opens none for what the starter brings, later imports included', async () => {
    await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', april, { sample: true, opensUpdate: false });
    await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', july, { sample: true, opensUpdate: false });
    expect(await updates()).toEqual([]);
    await bringHcpcs(desk, 'HCPC2025_OCT_ANWEB.txt', april, { sample: true });
    expect(await updates()).toMatchObject([{ edition: 'hcpcs-2025-10-01', fromEdition: secondEdition }]);
  });

  it('opens none when the first real edition replaces samples', async () => {
    await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', april, { sample: true, opensUpdate: false });
    await bringSecond();
    expect(await updates()).toEqual([]);
  });
});

describe('an edition that is posted again', () => {
  it('opens exactly the items again whose rows changed, and gives nobody’s work away', async () => {
    await bringFirst();
    await bringSecond();
    const assigned = await desk.payload.update({
      collection: 'work-items',
      where: { edition: { equals: secondEdition } },
      data: { assignee: reviewer.user.id },
    });
    expect(assigned.errors).toEqual([]);
    const items = await itemsOf(desk, secondEdition);
    const reviewed = items.slice(0, 5);
    await settle(
      desk,
      reviewed.map(({ id }) => id),
      { resolution: 'text', settledBy: reviewer.user.id },
    );
    const before = new Map((await itemsOf(desk, secondEdition)).map((item) => [item.code, item]));
    const again = july.map((row) =>
      ['J0001', 'J0003', 'J0005'].includes(row.code) ? drug(row.code, '20 mg') : row,
    );
    await bringSecond(again, 'HCPC2025_JUL_ANWEB_v2.txt');
    const after = await itemsOf(desk, secondEdition);
    const moved = after.filter((item) => JSON.stringify(item) !== JSON.stringify(before.get(item.code)));
    expect(moved.map(({ code }) => code)).toEqual(['J0001', 'J0003', 'J0005']);
    for (const item of moved) {
      expect(item).toMatchObject({
        state: 'open',
        resolution: null,
        settledBy: null,
        assignee: reviewer.user.id,
      });
      expect(item.reopened).toMatch(
        /^Changed again on [A-Z][a-z]+ \d+, \d{4}, with the import of HCPC2025_JUL_ANWEB_v2\.txt: descriptor/,
      );
    }
  });

  it('settles what was taken back, and opens it again when it returns', async () => {
    await bringFirst();
    await bringSecond();
    const back = july.map((row) => (row.code === 'J0002' ? drug('J0002') : row));
    await bringSecond(back, 'HCPC2025_JUL_ANWEB_v2.txt');
    const items = await itemsOf(desk, secondEdition);
    expect(items.find(({ code }) => code === 'J0002')).toMatchObject({
      state: 'done',
      resolution: 'taken-back',
    });
    expect(items.filter(({ state }) => state === 'done')).toHaveLength(1);
    await bringSecond(july, 'HCPC2025_JUL_ANWEB.txt');
    const again = (await itemsOf(desk, secondEdition)).find(({ code }) => code === 'J0002');
    expect(again).toMatchObject({ state: 'open', resolution: null });
  });

  it('lists what is new', async () => {
    await bringFirst();
    await bringSecond();
    await bringSecond([...july, drug('J0011')], 'HCPC2025_JUL_ANWEB_v2.txt');
    expect(listed(await itemsOf(desk, secondEdition)).at(-1)).toBe('J0011 added open');
  });
});

describe('a year in the middle that arrives late', () => {
  const january = 'hcpcs-2026-01-01';
  const bringJanuary = () => bringHcpcs(desk, 'HCPC2026_JAN_ANWEB.txt', [...july, drug('J0020')]);

  it('opens an update where it is not older than what readers see, and brings the next one in step', async () => {
    await bringFirst();
    await bringJanuary();
    await desk.payload.create({
      collection: 'releases',
      data: { title: 'First', kind: 'edition', state: 'published', order: 1, shown: { hcpcs: firstEdition } },
    });
    expect((await itemsOf(desk, january)).length).toBe(9);
    await bringSecond();
    expect(await updates()).toMatchObject([
      { edition: secondEdition, fromEdition: firstEdition },
      { edition: january, fromEdition: secondEdition },
    ]);
    const open = (await itemsOf(desk, january)).filter(({ state }) => state === 'open');
    expect(listed(open)).toEqual(['J0020 added open']);
    expect(await itemsOf(desk, secondEdition)).toHaveLength(8);
  });

  it('opens none where it is older', async () => {
    await bringFirst();
    await bringJanuary();
    await desk.payload.create({
      collection: 'releases',
      data: { title: 'First', kind: 'edition', state: 'published', order: 1, shown: { hcpcs: january } },
    });
    await bringSecond();
    expect((await updates()).map(({ edition }) => edition)).toEqual([january]);
  });
});

it('gives the work to people by the narrowest rule', async () => {
  const editor = await addPerson(desk, 'editor');
  const second = await addPerson(desk, 'editor', 'second');
  const rule = (name: string, from: string, to: string | null, who: Person, days: number | null) =>
    desk.payload.create({
      collection: 'assignment-rules',
      data: { name, codeSet: 'hcpcs', from, to, editor: who.user.id, reviewer: reviewer.user.id, days },
    });
  await rule('All drugs', 'J', 'J', editor, 30);
  await rule('The first', 'J0001', 'J0003', second, null);
  await bringFirst();
  await bringSecond();
  const items = await itemsOf(desk, secondEdition);
  expect(items.map(({ code, assignee, due }) => [code, assignee === second.user.id, due])).toEqual([
    ['J0001', true, null],
    ['J0002', true, null],
    ['J0003', true, null],
    ['J0004', false, '2025-06-01'],
    ['J0005', false, '2025-06-01'],
    ['J0006', false, '2025-06-01'],
    ['J0008', false, '2025-06-01'],
    ['J0010', false, '2025-06-01'],
  ]);
});
