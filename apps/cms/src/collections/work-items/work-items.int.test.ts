import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf } from '../../access/actor.ts';
import { askApi, type Person } from '../../testing/people.ts';
import { type DrugItems, openDrugItems } from '../../updates/testing/drug-items.ts';
import { changeItem } from './change-item.ts';
import { itemRecords } from './item-record.ts';
import { writeStep } from './take-step.ts';

let desk: DrugItems['desk'];
let team: DrugItems['team'];
let texts: DrugItems['texts'];
let itemOf: DrugItems['itemOf'];

beforeAll(async () => {
  ({ desk, team, texts, itemOf } = await openDrugItems());
});
afterAll(() => desk.close());

async function step(person: Person | null, code: string, action: string, note?: string) {
  const { id, changeHash } = await itemOf(code);
  return askApi(desk, person, 'POST', `/work-items/${id}/step`, {
    action,
    changeHash,
    ...(note ? { note } : {}),
  });
}

const messageOf = ({ body }: { body: Record<string, unknown> }) =>
  (body.errors as { message: string }[] | undefined)?.[0]?.message;

describe('a text that still holds', () => {
  it('is proposed by one and confirmed by another', async () => {
    expect((await step(team.reviewer, 'J0004', 'propose-keep')).status).toBe(200);
    const own = await step(team.reviewer, 'J0004', 'confirm-keep');
    expect([own.status, messageOf(own)]).toEqual([
      403,
      'You proposed that the text still holds. Somebody else has to confirm it.',
    ]);
    expect((await step(team.editor, 'J0004', 'confirm-keep')).status).toBe(403);
    expect((await step(team.admin, 'J0004', 'decline-keep')).status).toBe(422);
    expect((await step(team.admin, 'J0004', 'decline-keep', 'The dose moved')).status).toBe(200);
    expect(await itemOf('J0004')).toMatchObject({ state: 'open', proposedBy: null });
    expect((await itemOf('J0004')).reopened).toMatch(/^Changes asked for by admin on .*: The dose moved$/);
    await step(team.editor, 'J0004', 'propose-keep');
    expect((await step(team.reviewer, 'J0004', 'confirm-keep')).status).toBe(200);
    expect(await itemOf('J0004')).toMatchObject({
      state: 'done',
      resolution: 'keep',
      proposedBy: team.editor.user.id,
      settledBy: team.reviewer.user.id,
    });
  });

  it('is not confirmed by somebody who edited it since its approval', async () => {
    await desk.payload.db.updateOne({
      collection: 'explanations',
      id: texts.get('J0001') ?? '',
      data: { editors: [team.reviewer.user.id] },
    });
    const { docs } = await desk.payload.findVersions({
      collection: 'explanations',
      where: { parent: { equals: texts.get('J0001') }, latest: { equals: true } },
    });
    await desk.payload.db.updateVersion({
      collection: 'explanations',
      id: docs[0]?.id ?? '',
      versionData: {
        ...docs[0],
        version: { ...docs[0]?.version, editors: [team.reviewer.user.id] },
      } as never,
    });
    await step(team.editor, 'J0001', 'propose-keep');
    const answer = await step(team.reviewer, 'J0001', 'confirm-keep');
    expect(messageOf(answer)).toMatch(/^You edited this text since its last approval/);
    expect((await step(team.editor, 'J0001', 'reopen')).status).toBe(200);
  });

  it('is no answer to a change that the person did not see', async () => {
    const { id } = await itemOf('J0002');
    const body = { action: 'propose-keep', changeHash: 'another' };
    const answer = await askApi(desk, team.editor, 'POST', `/work-items/${id}/step`, body);
    expect([answer.status, (answer.body.errors as { data: { code: string } }[])[0]?.data.code]).toEqual([
      409,
      'item-preview-old',
    ]);
  });
});

describe('two people at one item', () => {
  const both = (): [Person, Person] => [team.reviewer, team.admin];
  const namesOf = (person: Person) => person.user.name;

  it('end in one step taken and one refused with the name of the other', async () => {
    await step(team.editor, 'J0002', 'propose-keep');
    const [one, other] = both();
    const answers = await Promise.all(both().map((person) => step(person, 'J0002', 'confirm-keep')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? one : other;
    const refused = answers.find(({ status }) => status === 409);
    expect(messageOf(refused ?? { body: {} })).toContain(`${namesOf(winner)} settled it already.`);
    expect(await itemOf('J0002')).toMatchObject({ state: 'done', settledBy: winner.user.id });
  });

  it('are told apart by the write itself, though both read the item before', async () => {
    await step(team.editor, 'J0002', 'reopen');
    await step(team.editor, 'J0002', 'propose-keep');
    const read = await itemOf('J0002');
    const recordOf = await itemRecords(desk.payload, [read]);
    const done = await Promise.allSettled(
      both().map(({ user }) =>
        writeStep(desk.payload, actorOf({ user }), read, { action: 'confirm-keep' }, recordOf(read)),
      ),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = done.find((one) => one.status === 'rejected');
    expect(String(lost?.reason)).toMatch(/quicker with this item\. Look again\. \w+ settled it already\./);
  });

  it('do not confirm what somebody else proposed anew since they read it', async () => {
    await step(team.editor, 'J0002', 'reopen');
    await step(team.editor, 'J0002', 'propose-keep');
    const read = await itemOf('J0002');
    await step(team.editor, 'J0002', 'reopen');
    await step(team.reviewer, 'J0002', 'propose-keep');
    const recordOf = await itemRecords(desk.payload, [read]);
    const late = writeStep(
      desk.payload,
      actorOf({ user: team.reviewer.user }),
      read,
      { action: 'confirm-keep' },
      recordOf(read),
    );
    await expect(late).rejects.toThrow('You proposed that the text still holds.');
    expect((await step(team.editor, 'J0002', 'reopen')).status).toBe(200);
  });
});

describe('what the desk changes in an item by itself', () => {
  it('is decided anew where somebody was quicker, and undoes no step of theirs', async () => {
    const read = await itemOf('J0002');
    await step(team.editor, 'J0002', 'propose-keep');
    const seen: string[] = [];
    await changeItem(desk.payload, read, ({ state }) => {
      seen.push(state);
      return { note: 'A guideline changed.' };
    });
    expect(seen).toEqual(['open', 'in-review']);
    expect(await itemOf('J0002')).toMatchObject({ state: 'in-review', note: 'A guideline changed.' });
    expect((await step(team.editor, 'J0002', 'reopen')).status).toBe(200);
  });
});

describe('work that is given while somebody takes a step', () => {
  const note = (id: string, words: string) =>
    askApi(desk, team.editor, 'PATCH', `/work-items/${id}`, { note: words });

  it('leaves the step standing, also where it falls between the reading and the writing', async () => {
    const { id } = await itemOf('J0003');
    const { db } = desk.payload;
    const write = db.updateOne;
    db.updateOne = async (args) => {
      if ('id' in args && args.id === id) {
        db.updateOne = write;
        expect((await step(team.editor, 'J0003', 'propose-keep')).status).toBe(200);
      }
      return await write.call(db, args);
    };
    expect((await note(id, 'Ask the chemist.')).status).toBe(200);
    expect(db.updateOne).toBe(write);
    expect(await itemOf('J0003')).toMatchObject({
      state: 'in-review',
      proposedBy: team.editor.user.id,
      note: 'Ask the chemist.',
    });
    expect((await step(team.editor, 'J0003', 'reopen')).status).toBe(200);
  });

  it('is refused, or stands beside it, whoever is quicker', async () => {
    const { id } = await itemOf('J0003');
    let held = (await itemOf('J0003')).note;
    for (let round = 0; round < 10; round++) {
      const action = round % 2 === 0 ? 'propose-keep' : 'reopen';
      const before = (await itemOf('J0003')).state;
      const [given, taken] = await Promise.all([
        note(id, `Round ${round}`),
        step(team.editor, 'J0003', action),
      ]);
      if (given.status === 200) held = `Round ${round}`;
      else expect(messageOf(given)).toMatch(/^Somebody else was quicker with this item/);
      const after = action === 'reopen' ? 'open' : 'in-review';
      expect(await itemOf('J0003')).toMatchObject({
        note: held,
        state: taken.status === 200 ? after : before,
      });
      if (taken.status !== 200) await step(team.editor, 'J0003', action);
    }
    expect(await itemOf('J0003')).toMatchObject({ state: 'open' });
  });

  it('reaches all of many', async () => {
    const ids = await Promise.all(['J0001', 'J0003'].map(async (code) => (await itemOf(code)).id));
    const give = (due: string) =>
      askApi(desk, team.editor, 'POST', '/work-items/bulk', { action: 'assign', ids, due });
    const answers = await Promise.all([give('2025-06-02'), give('2025-06-03'), note(ids[1] ?? '', 'Soon')]);
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([200, 200]);
    expect((await itemOf('J0003')).due).toMatch(/^2025-06-0[23]$/);
  });
});

describe('no text', () => {
  it('is planned where readers have none, and taken back', async () => {
    expect(messageOf(await step(team.editor, 'J0002', 'no-text'))).toMatch(
      /^There is a text for this code already/,
    );
    expect((await step(team.publisher, 'J0006', 'no-text')).status).toBe(403);
    expect((await step(null, 'J0006', 'no-text')).status).toBe(401);
    expect((await step(team.editor, 'J0006', 'no-text')).status).toBe(200);
    expect(await itemOf('J0006')).toMatchObject({ state: 'done', resolution: 'no-text' });
    expect((await step(team.editor, 'J0006', 'reopen')).status).toBe(200);
    expect(await itemOf('J0006')).toMatchObject({ state: 'open', resolution: null, settledBy: null });
  });
});

describe('many at once', () => {
  const ids = async (...codes: string[]) => Promise.all(codes.map(async (code) => (await itemOf(code)).id));
  const bulk = (person: Person, body: unknown) => askApi(desk, person, 'POST', '/work-items/bulk', body);

  it('are confirmed only where they are one mechanical change, seen before', async () => {
    const alike = await ids('J0001', 'J0002', 'J0003');
    expect((await bulk(team.editor, { action: 'propose-keep', ids: alike })).body).toEqual({ changed: 3 });
    const preview = (some: string[]) =>
      askApi(desk, team.admin, 'POST', '/work-items/bulk/preview', { ids: some });
    expect((await preview([...alike, ...(await ids('J0005'))])).status).toBe(422);
    const { body } = await preview(alike);
    expect(body).toMatchObject({
      count: 3,
      change: {
        long: [
          { kind: 'removed', text: 'per' },
          { kind: 'added', text: 'each' },
        ],
      },
    });
    const confirm = (token: unknown) => bulk(team.admin, { action: 'confirm-keep', ids: alike, token });
    expect((await confirm('another')).status).toBe(409);
    expect((await bulk(team.editor, { action: 'confirm-keep', ids: alike, token: body.token })).status).toBe(
      403,
    );
    expect((await confirm(body.token)).body).toEqual({ changed: 3 });
    expect(await itemOf('J0003')).toMatchObject({ state: 'done', resolution: 'keep' });
  });

  it('are left as they are where one of them refuses', async () => {
    const some = await ids('J0006', 'J0003');
    const answer = await bulk(team.editor, { action: 'no-text', ids: some });
    expect(messageOf(answer)).toMatch(/It stops at J0003; nothing was changed\.$/);
    expect(await itemOf('J0006')).toMatchObject({ state: 'open' });
    const both = await bulk(team.editor, { action: 'no-text', ids: [...some, ...(await ids('J0001'))] });
    expect(messageOf(both)).toMatch(/It stops at J0001, J0003; nothing was changed\.$/);
    const rest = await bulk(team.editor, { action: 'no-text', ids: some, leaveOut: true });
    expect(rest.body).toEqual({ changed: 1 });
    expect(await itemOf('J0006')).toMatchObject({ state: 'done', resolution: 'no-text' });
    expect(await itemOf('J0003')).toMatchObject({ state: 'done', resolution: 'keep' });
    await bulk(team.editor, { action: 'reopen', ids: await ids('J0006') });
  });

  it('are settled without a text, and opened again', async () => {
    const some = await ids('J0005', 'J0006');
    expect((await bulk(team.editor, { action: 'no-text', ids: some })).body).toEqual({ changed: 2 });
    expect(await itemOf('J0005')).toMatchObject({ state: 'done', resolution: 'no-text' });
    expect((await bulk(team.editor, { action: 'reopen', ids: some })).body).toEqual({ changed: 2 });
    expect(await itemOf('J0005')).toMatchObject({ state: 'open', resolution: null });
  });

  it('are given to people who can do the work', async () => {
    const some = await ids('J0005', 'J0006');
    const give = (more: object) => bulk(team.editor, { action: 'assign', ids: some, ...more });
    const refused = await give({ reviewer: team.second.user.id });
    expect(messageOf(refused)).toMatch(/second editor is no reviewer/);
    expect((await give({ assignee: team.publisher.user.id })).status).toBe(422);
    expect((await give({ assignee: team.reviewer.user.id, reviewer: team.reviewer.user.id })).status).toBe(
      422,
    );
    expect(
      (await give({ assignee: team.second.user.id, reviewer: team.reviewer.user.id, due: '2025-06-01' }))
        .status,
    ).toBe(200);
    expect(await itemOf('J0006')).toMatchObject({ assignee: team.second.user.id, due: '2025-06-01' });
    expect((await give({ due: 'soon' })).status).toBe(400);
    await desk.payload.update({ collection: 'staff', id: team.second.user.id, data: { active: false } });
    const late = { action: 'assign', ids: await ids('J0001'), assignee: team.second.user.id };
    expect(messageOf(await bulk(team.editor, late))).toMatch(/may no longer sign in/);
  });
});

describe('the fields of the desk', () => {
  it('are not written by a request', async () => {
    const { id } = await itemOf('J0005');
    const forged = {
      state: 'done',
      resolution: 'keep',
      settledBy: team.admin.user.id,
      kinds: ' x ',
      changeHash: 'x',
      note: 'Mine',
    };
    const answer = await askApi(desk, team.editor, 'PATCH', `/work-items/${id}`, forged);
    expect(answer.status).toBe(200);
    expect(await itemOf('J0005')).toMatchObject({
      state: 'open',
      resolution: null,
      kinds: ' long-revised ',
      note: 'Mine',
    });
    expect((await askApi(desk, team.admin, 'DELETE', `/work-items/${id}`)).status).toBe(403);
    expect((await askApi(desk, team.admin, 'POST', '/work-items', forged)).status).toBe(403);
  });
});
