import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MadeHcpcs } from '../imports/testing/made-files.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { askApi, type Person } from '../testing/people.ts';
import { addTeam, bringHcpcs } from './testing/made-updates.ts';

const drug = (code: string): MadeHcpcs => ({ code, long: `${code}, per mg`, short: code });
const path = '/updates/hcpcs-2025-07-01/items/';
let desk: TestDesk;
let team: Awaited<ReturnType<typeof addTeam>>;

beforeAll(async () => {
  desk = await openTestDesk();
  team = await addTeam(desk);
  await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', [
    drug('J0001'),
    drug('J0002'),
    drug('J0003'),
    drug('J0005'),
  ]);
  await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', [drug('J0002'), drug('J0003'), drug('J0004')]);
});
afterAll(() => desk.close());

const shown = async (person: Person, code: string) =>
  (await askApi(desk, person, 'GET', `${path}${code}`)).body.successors;
const name = (person: Person, code: string) =>
  askApi(desk, person, 'POST', '/replacements', {
    codeSet: 'hcpcs',
    formerCode: 'J0001',
    code,
    state: 'confirmed',
  });

it('an item of a code that leaves tells what takes its place, and who may say so', async () => {
  expect(await shown(team.editor, 'J0001')).toEqual({ named: [], mayName: true, readersSee: false });
  expect((await name(team.editor, 'j0004')).status).toBe(201);
  const named = [
    {
      id: expect.any(String),
      displayCode: 'J0004',
      descriptor: 'J0004, per mg',
      state: 'confirmed',
      source: null,
    },
  ];
  expect(await shown(team.editor, 'J0001')).toEqual({ named, mayName: true, readersSee: false });
  expect(await shown(team.publisher, 'J0001')).toEqual({ named, mayName: false, readersSee: false });
  expect(await shown(team.editor, 'J0004')).toBeNull();
});

it('a code that no edition holds takes no place', async () => {
  const { status, body } = await name(team.editor, 'J9999');
  expect([status, JSON.stringify(body)]).toEqual([
    400,
    expect.stringContaining('No edition of hcpcs holds the code J9999.'),
  ]);
});

it('neither the code itself nor one that left takes its place, however it is said', async () => {
  const refused = async (code: string) => {
    const { status, body } = await name(team.editor, code);
    return [status, (body.errors as { message: string }[])[0]?.message];
  };
  expect(await refused('J0001')).toEqual([400, 'The code J0001 cannot take its own place.']);
  const left =
    'The edition July 2025 of hcpcs does not hold the code J0005, so that it cannot take a place there.';
  expect(await refused('J0005')).toEqual([400, left]);

  const { id } = await desk.payload.create({
    collection: 'replacements',
    data: { codeSet: 'hcpcs', formerCode: 'J0001', code: 'J0005', state: 'proposed' },
  });
  const settle = (state: string) => askApi(desk, team.editor, 'PATCH', `/replacements/${id}`, { state });
  expect((await settle('confirmed')).status).toBe(400);
  expect((await settle('declined')).status).toBe(200);
});

it('whoever names another code decides, and what the decision was about stays with who decided', async () => {
  const { body } = await askApi(desk, team.editor, 'POST', '/replacements', {
    codeSet: 'hcpcs',
    formerCode: 'J0005',
    code: 'J0002',
    state: 'confirmed',
  });
  const { id, decidedAt } = body.doc as { id: string; decidedAt: string };
  const change = async (person: Person, data: object) =>
    (await askApi(desk, person, 'PATCH', `/replacements/${id}?depth=0`, data)).body.doc;
  const editor = { decidedBy: team.editor.user.id, decidedAt };
  expect(await change(team.reviewer, { source: 'A table' })).toMatchObject(editor);
  expect(await change(team.reviewer, { code: ' j0002 ', state: 'confirmed' })).toMatchObject(editor);
  const other = (await change(team.reviewer, { code: 'J0003' })) as { decidedAt: string };
  expect(other).toMatchObject({ code: 'J0003', state: 'confirmed', decidedBy: team.reviewer.user.id });
  expect(other.decidedAt > decidedAt).toBe(true);
  expect(await change(team.editor, { formerCode: 'J0002' })).toMatchObject({
    formerCode: 'J0002',
    decidedBy: team.editor.user.id,
  });
  await desk.payload.delete({ collection: 'replacements', id });
});

it('what is said of them stands in the audit log', async () => {
  const { docs } = await desk.payload.find({
    collection: 'audit-log',
    where: { subject: { equals: 'hcpcs/J0001' } },
    sort: 'sequence',
  });
  const { name: editor } = team.editor.user;
  expect(docs.map(({ action, actorName, details }) => [action, actorName, details])).toEqual([
    ['successor-named', editor, { code: 'J0004', state: 'confirmed' }],
    ['successor-named', 'Operator (command line)', { code: 'J0005', state: 'proposed' }],
    ['successor-declined', editor, { code: 'J0005', state: 'declined' }],
  ]);
});
