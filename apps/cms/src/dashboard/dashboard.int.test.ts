import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { addCode, addStarter, paragraph } from '../testing/starter.ts';
import type { Action } from '../workflow/states.ts';
import { givenTo } from './items.ts';
import { releaseReadiness } from './release-readiness.ts';
import { blankTextOf, draftsOf, returnedTo, type TextList, waitingFor } from './texts.ts';

describe('what a person finds on the dashboard', () => {
  let desk: TestDesk;
  let ed: Person;
  let rita: Person;
  let ron: Person;
  let write: (person: Person, code: string) => Promise<string>;

  beforeAll(async () => {
    desk = await openTestDesk();
    ed = await addPerson(desk, 'editor', 'Ed');
    rita = await addPerson(desk, 'reviewer', 'Rita');
    ron = await addPerson(desk, 'reviewer', 'Ron');
    const { notice, importId } = await addStarter(desk);
    write = async (person, code) => {
      await addCode(desk, importId, code);
      const made = await askApi(desk, person, 'POST', '/explanations?draft=true&depth=0', {
        codeSet: 'hcpcs',
        code,
        plainTitle: 'A medicine',
        body: paragraph('A medicine given into a vein.'),
        notice: notice.id,
        appliesFrom: 'hcpcs-2025-10-01',
      });
      return (made.body.doc as Explanation).id;
    };
  });
  afterAll(() => desk.close());

  const act = (person: Person, id: string, action: Action, note?: string) =>
    actOnExplanation({
      payload: desk.payload,
      user: person.user,
      id,
      action,
      ...(note ? { note } : {}),
    });
  const names = ({ texts }: TextList) => texts.map(({ name }) => name);

  it('is their own drafts, what came back to them, and what they can review, the oldest first', async () => {
    const draft = await write(ed, 'J9001');
    const back = await write(ed, 'J9002');
    const both = await write(ed, 'J9003');
    const first = await write(ed, 'J9004');
    const stands = await desk.payload.findByID({ collection: 'explanations', id: both, draft: true });
    const edited = { plainTitle: 'Another title', revision: stands.revision };
    expect((await askApi(desk, rita, 'PATCH', `/explanations/${both}?draft=true`, edited)).status).toBe(200);
    await act(ed, first, 'submit');
    await act(ed, both, 'submit');
    await act(ed, back, 'submit');
    await act(rita, back, 'request-changes', 'Say for whom.');

    expect(names(await draftsOf(desk.payload, ed.user.id))).toEqual(['HCPCS J9001']);
    expect(await returnedTo(desk.payload, ed.user.id)).toMatchObject({
      total: 1,
      texts: [{ id: back, name: 'HCPCS J9002', note: 'Say for whom.' }],
    });
    expect(names(await waitingFor(desk.payload, ron.user.id))).toEqual(['HCPCS J9004', 'HCPCS J9003']);
    /* Rita wrote in one of them, so that one does not wait for her. */
    expect(names(await waitingFor(desk.payload, rita.user.id))).toEqual(['HCPCS J9004']);
    expect(draft).not.toBe(back);
  });

  it('is the work that was given to them, what is due first at the top', async () => {
    const item = (code: string, due: string | null) =>
      desk.payload.create({
        collection: 'work-items',
        data: {
          key: `hcpcs-2025-10-01/${code}`,
          codeSet: 'hcpcs',
          edition: 'hcpcs-2025-10-01',
          code,
          displayCode: code,
          position: Number(code.slice(1)),
          kind: 'added',
          kinds: ' added ',
          state: 'open',
          changeHash: code,
          assignee: ed.user.id,
          due,
        },
      });
    await item('J9001', null);
    await item('J9002', '2026-03-01');
    await item('J9003', '2026-02-01');
    const { total, items } = await givenTo(desk.payload, ed.user.id);
    expect(total).toBe(3);
    expect(items.map(({ code }) => code)).toEqual(['J9003', 'J9002', 'J9001']);
    expect(items[0]).toMatchObject({
      change: 'New',
      descriptor: 'Injection of J9003',
      address: '/admin/updates/hcpcs-2025-10-01/items/J9003',
    });
    expect((await givenTo(desk.payload, rita.user.id)).total).toBe(0);
  });

  it('is, for who publishes, what is approved and waits', async () => {
    const id = await write(ed, 'J9005');
    await act(ed, id, 'submit');
    await act(ron, id, 'approve');
    expect(await releaseReadiness(desk.payload)).toMatchObject({ releases: [], approved: 1, failedJobs: 0 });
  });

  it('leads a person back to the text that they began and left blank, and nobody else', async () => {
    expect(await blankTextOf(desk.payload, ed.user.id)).toBeNull();
    const begin = async (fields: object) => {
      const { body } = await askApi(desk, ed, 'POST', '/explanations?draft=true&depth=0', fields);
      return (body.doc as Explanation).id;
    };
    await begin({ plainTitle: 'Begun without a code' });
    expect(await blankTextOf(desk.payload, ed.user.id)).toBeNull();
    const blank = await begin({});
    expect(await blankTextOf(desk.payload, ed.user.id)).toBe(blank);
    expect(await blankTextOf(desk.payload, rita.user.id)).toBeNull();
  });
});
