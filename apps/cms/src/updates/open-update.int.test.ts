import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MadeHcpcs } from '../imports/testing/made-files.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, type Person } from '../testing/people.ts';
import { refreshUpdates } from './refresh-updates.ts';
import {
  bringDiagnoses,
  bringHcpcs,
  giveText,
  itemsOf,
  linking,
  listed,
  plain,
} from './testing/made-updates.ts';

let desk: TestDesk;
let reviewer: Person;

beforeEach(async () => {
  desk = await openTestDesk();
  reviewer = await addPerson(desk, 'reviewer');
});
afterEach(() => desk.close());

const drug = (code: string, dose = '1 mg'): MadeHcpcs => ({
  code,
  long: `Injection, drug ${code}, ${dose}`,
  short: code,
});
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `J${String(index + 1).padStart(4, '0')}`);

const april = numbered(9).map((code) => drug(code));
const july = [...numbered(6).map((code) => drug(code, '10 mg')), drug('J0007'), drug('J0009'), drug('J0010')];

const firstEdition = 'hcpcs-2025-04-01';
const secondEdition = 'hcpcs-2025-07-01';
const bringFirst = () => bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', april);
const bringSecond = (rows = july, name = 'HCPC2025_JUL_ANWEB.txt') => bringHcpcs(desk, name, rows);

const updates = async () => {
  const { docs } = await desk.payload.find({ collection: 'updates', pagination: false, sort: 'edition' });
  return docs;
};

/** Everything that an update holds, word for word. */
const everything = async () => JSON.stringify([await updates(), await itemsOf(desk, secondEdition)]);

const settle = (ids: readonly string[], data: Record<string, unknown>) =>
  Promise.all(
    ids.map((id) =>
      desk.payload.update({
        collection: 'work-items',
        id,
        data: { state: 'done', settledAt: '2025-06-01T00:00:00.000Z', ...data },
      }),
    ),
  );

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

describe('texts that readers have', () => {
  it('come onto the list when they cite a code that left, in links and in words, of other sets too', async () => {
    await bringFirst();
    const text = (code: string, body: ReturnType<typeof plain>, codeSet = 'hcpcs') =>
      giveText(desk, { codeSet, code, edition: firstEdition, body }, reviewer);
    await text('J0007', linking('/hcpcs/J0008/'));
    await text('J0009', plain('Not to be mixed up with J0008.'));
    await text('E119', linking('/hcpcs/J0008'), 'icd-10-cm');
    await text('J0001', plain('Ask for J0007 instead.'));
    await bringSecond();
    const items = await itemsOf(desk, secondEdition);
    expect(
      items.flatMap((item) => (item.kinds.includes(' cited-changed ') ? [item.key] : [])).sort(),
    ).toEqual([`${secondEdition}/J0007`, `${secondEdition}/J0009`, `${secondEdition}/icd-10-cm/E119`]);
    expect(items.find(({ code }) => code === 'J0007')).toMatchObject({
      kind: 'cited-changed',
      explained: true,
      changes: { cites: ['J0008'] },
    });
    expect(items.find(({ code }) => code === 'J0001')).toMatchObject({
      kinds: ' long-revised ',
      explained: true,
    });
    expect(items.find(({ code }) => code === 'J0002')).toMatchObject({ explained: false });
  });

  it('come onto the list when they begin to cite it later, and leave it when they stop', async () => {
    await bringFirst();
    await bringSecond();
    const before = JSON.stringify(await itemsOf(desk, secondEdition));
    await refreshUpdates(desk.payload);
    expect(JSON.stringify(await itemsOf(desk, secondEdition))).toBe(before);
    const text = { codeSet: 'hcpcs', code: 'J0009', edition: firstEdition, body: linking('/hcpcs/J0008/') };
    await giveText(desk, text, reviewer);
    await refreshUpdates(desk.payload);
    const cites = async () => (await itemsOf(desk, secondEdition)).find(({ code }) => code === 'J0009');
    expect(await cites()).toMatchObject({ kind: 'cited-changed', state: 'open', explained: true });
    await desk.payload.db.updateMany({
      collection: 'approved-revisions',
      where: { codeKey: { equals: 'hcpcs/J0009' } },
      data: { content: { plainTitle: null, body: plain('Ours'), sections: [], notice: 'publisher-2026' } },
    });
    await refreshUpdates(desk.payload);
    expect(await cites()).toMatchObject({ state: 'done', resolution: 'taken-back' });
  });

  it('come onto the list when the notice under the official texts is another one from that edition on', async () => {
    await bringFirst();
    const { docs } = await desk.payload.find({
      collection: 'code-systems',
      where: { slug: { equals: 'hcpcs' } },
    });
    const holder = docs[0]?.rightsHolder;
    const rightsHolder = typeof holder === 'object' ? holder.id : (holder ?? '');
    const give = (slug: string, edition: string, active: boolean) =>
      desk.payload.create({
        collection: 'copyright-notices',
        data: { slug, rightsHolder, edition, uses: ['line'], text: `Notice ${slug}`, active },
      });
    const text = { codeSet: 'hcpcs', code: 'J0009', edition: firstEdition, body: plain('Ours') };
    await giveText(desk, text, reviewer);
    await give('of-all', 'hcpcs', true);
    await bringSecond();
    const ofText = async () =>
      (await itemsOf(desk, secondEdition)).find(({ code }) => code === 'J0009')?.kind;
    expect(await ofText()).toBeUndefined();
    const { id } = await give('of-july', secondEdition, false);
    expect(await ofText()).toBeUndefined();
    await desk.payload.update({ collection: 'copyright-notices', id, data: { active: true } });
    expect(await ofText()).toBe('notice-only');
  });

  it('open again what was found to hold, where readers came to have other words', async () => {
    await bringFirst();
    const text = (code: string) =>
      giveText(desk, { codeSet: 'hcpcs', code, edition: firstEdition, body: plain('Ours') }, reviewer);
    for (const code of ['J0001', 'J0002', 'J0003', 'J0004']) await text(code);
    await bringSecond();
    const items = async () => (await itemsOf(desk, secondEdition)).slice(0, 4);
    const [first, second, third, fourth] = await items();
    const keep = { resolution: 'keep', proposedBy: reviewer.user.id };
    await settle([first?.id ?? '', second?.id ?? ''], keep);
    await settle([third?.id ?? ''], { state: 'in-review', proposedBy: reviewer.user.id, settledAt: null });
    await settle([fourth?.id ?? ''], { resolution: 'text' });
    await refreshUpdates(desk.payload);
    expect((await items()).map(({ state }) => state)).toEqual(['done', 'done', 'in-review', 'done']);

    for (const code of ['J0001', 'J0003', 'J0004'])
      await desk.payload.db.updateMany({
        collection: 'approved-revisions',
        where: { codeKey: { equals: `hcpcs/${code}` } },
        data: { hash: `other words of ${code}` },
      });
    await refreshUpdates(desk.payload);
    const after = await items();
    expect(after.map(({ state }) => state)).toEqual(['open', 'done', 'open', 'done']);
    expect(after[0]).toMatchObject({ resolution: null, proposedBy: null, settledAt: null });
    const why = /^Readers came to have another text on .*, with a release\. It was found to hold before\.$/;
    expect(after[0]?.reopened).toMatch(why);
    await refreshUpdates(desk.payload);
    expect(await items()).toEqual(after);

    await settle([first?.id ?? ''], { ...keep, reopened: null });
    const pins = [{ codeKey: 'hcpcs/J0001', revision: null }];
    const withdrawal = { title: 'Withdrawn', kind: 'everyday', state: 'published', order: 9, pins } as const;
    await desk.payload.create({ collection: 'releases', data: withdrawal });
    await refreshUpdates(desk.payload);
    const [gone] = await items();
    expect(gone).toMatchObject({ state: 'open', explained: false });
    expect(gone?.reopened).toMatch(
      /^Readers have no text since .*, with a release\. It was found to hold before\.$/,
    );
  });

  it('come onto the list when their family changed', async () => {
    const row = (code: string, long: string, billable = true) => ({ code, long, billable });
    const before = [
      row('S52', 'Made-up fracture', false),
      row('S521', 'Made-up fracture of one kind'),
      row('S522', 'Made-up fracture of another kind'),
      row('S53', 'Made-up sprain', false),
      row('S531', 'Made-up sprain of one kind'),
    ];
    await bringDiagnoses(desk, 2024, before);
    for (const code of ['S52', 'S521', 'S531'])
      await giveText(
        desk,
        { codeSet: 'icd-10-cm', code, edition: 'icd-10-cm-2023-10-01', body: plain('Ours') },
        reviewer,
      );
    await bringDiagnoses(desk, 2025, [
      ...before.slice(0, 3),
      row('S523', 'Made-up new fracture'),
      ...before.slice(3),
    ]);
    expect(listed(await itemsOf(desk, 'icd-10-cm-2024-10-01'))).toEqual([
      'S52 family-changed open',
      'S521 family-changed open',
      'S523 added open',
    ]);
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
