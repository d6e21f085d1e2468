import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { refreshUpdates } from './refresh-updates.ts';
import { bringDiagnoses, giveText, itemsOf, linking, listed, plain } from './testing/made-updates.ts';
import { bringApril, bringJuly, firstEdition, secondEdition, settle } from './testing/two-quarters.ts';

let desk: TestDesk;
let reviewer: Person;

beforeEach(async () => {
  desk = await openTestDesk();
  reviewer = await addPerson(desk, 'reviewer');
});
afterEach(() => desk.close());

const bringFirst = () => bringApril(desk);
const bringSecond = () => bringJuly(desk);

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
    const shown = async (code: string) =>
      (await askApi(desk, reviewer, 'GET', `/updates/${secondEdition}/items/${code}`)).body.cited;
    const href = `/admin/updates/${secondEdition}/items/J0008`;
    for (const code of ['J0007', 'icd-10-cm:E119'])
      expect(await shown(code)).toEqual([{ displayCode: 'J0008', change: 'Deleted', href }]);
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
    await settle(desk, [first?.id ?? '', second?.id ?? ''], keep);
    await settle(desk, [third?.id ?? ''], {
      state: 'in-review',
      proposedBy: reviewer.user.id,
      settledAt: null,
    });
    await settle(desk, [fourth?.id ?? ''], { resolution: 'text' });
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

    await settle(desk, [first?.id ?? ''], { ...keep, reopened: null });
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
