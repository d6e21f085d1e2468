import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MadeHcpcs } from '../imports/testing/made-files.ts';
import { gatheringTime, gatherMail } from '../notices/gather-mail.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { askApi, type Person } from '../testing/people.ts';
import { addTeam, bringHcpcs, itemsOf } from './testing/made-updates.ts';

const edition = 'hcpcs-2025-07-01';
const drug = (code: string, long: string): MadeHcpcs => ({ code, long, short: code });
const codes = (count: number) =>
  Array.from({ length: count }, (_, at) => `J${String(at + 1).padStart(4, '0')}`);
const april = codes(30).map((code) => drug(code, 'Injection, 1 mg'));
const july = codes(30).map((code) => drug(code, 'Injection, 10 mg'));

let desk: TestDesk;
let team: Awaited<ReturnType<typeof addTeam>>;

beforeEach(async () => {
  desk = await openTestDesk();
  team = await addTeam(desk);
});
afterEach(() => desk.close());

const rule = (name: string, from: string, to: string, more: Record<string, unknown>) =>
  desk.payload.create({
    collection: 'assignment-rules',
    data: { name, codeSet: 'hcpcs', from, to, ...more },
  });
const notices = async () =>
  (await desk.payload.find({ collection: 'notices', pagination: false, depth: 0, sort: 'title' })).docs;
const told = async () => (await notices()).map(({ person, by, title, words }) => [person, by, title, words]);
async function open() {
  await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', april);
  await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', july);
}

describe('work that the rules hand out', () => {
  beforeEach(async () => {
    await rule('all', 'J', 'J', { editor: team.editor.user.id, reviewer: team.reviewer.user.id, days: 30 });
    await rule('last', 'J0030', 'J0030', {
      editor: team.reviewer.user.id,
      reviewer: team.admin.user.id,
      days: 10,
    });
  });

  it('is told to each person once, in one mail, when an update opens', async () => {
    await open();
    const inOrder: [Person, string, string][] = [
      [team.admin, '1 code to review', 'Due 2025-06-21.'],
      [team.reviewer, '1 code to write and 29 codes to review', 'Due from 2025-06-01 to 2025-06-21.'],
      [team.editor, '29 codes to write', 'Due 2025-06-01.'],
    ];
    expect(await told()).toEqual(
      inOrder.map(([{ user }, codesOf, days]) => [
        user.id,
        'The assignment rules',
        `${codesOf} in the update ${edition}`,
        days,
      ]),
    );
    expect((await notices()).map(({ path }) => path)).toContain(
      `/admin/updates/${edition}?assignee=${team.editor.user.id}`,
    );
    expect(await gatherMail(desk.payload, new Date(Date.now() + gatheringTime + 1_000))).toBe(3);
  });

  it('is not told again when the opening was broken off, or the same file comes again', async () => {
    await open();
    const before = await told();
    await desk.payload.db.updateMany({ collection: 'updates', where: {}, data: { import: 'unfinished' } });
    await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', april);
    await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', july);
    expect(await told()).toEqual(before);
  });

  it('is told of what came later alone', async () => {
    await open();
    await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB_v2.txt', [...july, drug('J0031', 'Injection, new')]);
    expect((await told()).filter(([, , title]) => String(title).startsWith('1 code to write in'))).toEqual([
      [
        team.editor.user.id,
        'The assignment rules',
        `1 code to write in the update ${edition}`,
        'Due 2025-06-01.',
      ],
    ]);
  });
});

describe('the rules once more', () => {
  it('tell each person once, in the name of who asked for it', async () => {
    await open();
    expect(await told()).toEqual([]);
    await rule('all', 'J', 'J', { editor: team.editor.user.id });
    const { body } = await askApi(desk, team.publisher, 'POST', `/updates/${edition}/assign`);
    expect(body).toEqual({ assigned: 30 });
    expect(await told()).toEqual([
      [team.editor.user.id, team.publisher.user.name, `30 codes to write in the update ${edition}`, null],
    ]);
    expect((await itemsOf(desk, edition)).every(({ assignee }) => assignee === team.editor.user.id)).toBe(
      true,
    );
  });
});
