import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askApi, type Person } from '../testing/people.ts';
import { after, type DrugItems, drug, edition, openDrugItems } from './testing/drug-items.ts';
import { bringHcpcs } from './testing/made-updates.ts';

let desk: DrugItems['desk'];
let team: DrugItems['team'];
let itemOf: DrugItems['itemOf'];

beforeAll(async () => {
  ({ desk, team, itemOf } = await openDrugItems());
  await desk.payload.update({
    collection: 'work-items',
    where: { code: { in: ['J0001', 'J0002', 'J0003', 'J0004'] } },
    data: { state: 'done', resolution: 'keep' },
  });
  const { id } = await itemOf('J0006');
  const given = { assignee: team.second.user.id, due: '2025-06-01' };
  await desk.payload.update({ collection: 'work-items', id, data: given });
});
afterAll(() => desk.close());

describe('the board', () => {
  const get = (path: string, person: Person | null = team.publisher) =>
    askApi(desk, person, 'GET', `/updates/${path}`);

  it('counts, filters and pages', async () => {
    const { body } = await get(`${edition}/board?state=not-done`);
    expect(body).toMatchObject({
      update: { edition, from: 'hcpcs-2025-04-01' },
      counts: { total: 6, done: 4 },
      page: { page: 1, pages: 1, found: 2 },
    });
    expect((await get(`${edition}/found?q=fifth`)).body).toMatchObject({ found: [{ at: 'J0005' }] });
    expect((await get('board')).body).toMatchObject({ updates: [{ edition, counts: { total: 6 } }] });
    expect((await get(`${edition}/board?kind=nonsense`)).status).toBe(400);
    expect((await get('hcpcs-2030-01-01/board')).status).toBe(404);
    expect((await get(`${edition}/board`, null)).status).toBe(401);
  });

  it('shows an item with its change, its text and the steps of the person', async () => {
    const { body } = await get(`${edition}/items/J0004`, team.editor);
    expect(body).toMatchObject({
      item: { displayCode: 'J0004', state: 'done' },
      texts: [{ name: 'Long descriptor', before: 'Fourth drug, one', after: 'Fourth drug, two' }],
      live: { edition: 'hcpcs-2025-04-01', sections: [] },
      cited: [],
      line: null,
      actions: [{ action: 'reopen', allowed: true }],
    });
    expect((await get(`${edition}/items/J9999`)).status).toBe(404);
  });

  it('takes a code whose guideline changed, by hand', async () => {
    const add = (person: Person, code: string) =>
      askApi(desk, person, 'POST', `/updates/${edition}/items`, { code, note: 'New guideline' });
    expect((await add(team.publisher, 'J0007')).status).toBe(403);
    expect((await add(team.editor, 'J0099')).status).toBe(404);
    expect((await add(team.editor, ' j0007')).status).toBe(201);
    expect(await itemOf('J0007')).toMatchObject({
      kinds: ' guideline-changed ',
      state: 'open',
      note: 'New guideline',
    });
    expect((await add(team.editor, 'J0004')).status).toBe(201);
    expect(await itemOf('J0004')).toMatchObject({ kinds: ' long-revised guideline-changed ', state: 'open' });
    await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB_v2.txt', [...after, drug('J0010', 'Tenth drug')]);
    expect(await itemOf('J0007')).toMatchObject({ kinds: ' guideline-changed ', state: 'open' });
  });

  it('gives out by the rules what nobody has', async () => {
    const rule = { name: 'All', codeSet: 'HCPCS', from: 'j', editor: team.editor.user.id, days: 10 };
    expect((await askApi(desk, team.editor, 'POST', '/assignment-rules', rule)).status).toBe(403);
    expect(
      (await askApi(desk, team.reviewer, 'POST', '/assignment-rules', { ...rule, to: 'A' })).status,
    ).toBe(400);
    expect((await askApi(desk, team.reviewer, 'POST', '/assignment-rules', rule)).status).toBe(201);
    expect((await askApi(desk, team.editor, 'POST', `/updates/${edition}/assign`)).status).toBe(403);
    expect((await askApi(desk, team.publisher, 'POST', `/updates/${edition}/assign`)).status).toBe(200);
    expect(await itemOf('J0007')).toMatchObject({ assignee: team.editor.user.id, due: '2025-06-21' });
    expect(await itemOf('J0006')).toMatchObject({ assignee: team.second.user.id, due: '2025-06-01' });
  });
});
