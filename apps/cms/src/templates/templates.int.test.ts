import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { addStarter, paragraph } from '../testing/starter.ts';

let desk: TestDesk;
let editor: Person;
let publisher: Person;
let line: string;

beforeAll(async () => {
  desk = await openTestDesk();
  await addStarter(desk);
  editor = await addPerson(desk, 'editor');
  publisher = await addPerson(desk, 'publisher');
  const template = { codeSet: ' HCPCS', part: 'explanation', body: paragraph('What it is, and for whom.') };
  expect((await askApi(desk, editor, 'POST', '/text-templates', template)).status).toBe(201);
  const data = { codeSet: 'hcpcs', code: 'J9000', appliesFrom: 'hcpcs-2025-10-01', revision: 0 };
  const { body } = await askApi(desk, editor, 'POST', '/explanations?draft=true', data);
  line = (body as { doc: { id: string } }).doc.id;
});
afterAll(() => desk.close());

const read = () => desk.payload.findByID({ collection: 'explanations', id: line, draft: true, depth: 0 });
const begin = async (person: Person | null, revision: number) =>
  await askApi(desk, person, 'POST', `/explanations/${line}/templates`, { revision });

describe('templates', () => {
  it('stand once for each code set and part', async () => {
    const again = { codeSet: 'hcpcs', part: 'explanation', body: paragraph('Another.') };
    const refused = await askApi(desk, editor, 'POST', '/text-templates', again);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain('has a template for this part already');
    expect(
      (await askApi(desk, publisher, 'POST', '/text-templates', { ...again, part: 'modifiers' })).status,
    ).toBe(403);
  });

  it('are offered to those who write, where a part is empty', async () => {
    const offered = async (person: Person | null) =>
      (await askApi(desk, person, 'GET', `/explanations/${line}/templates`)).body;
    expect(await offered(editor)).toEqual({ codeSet: 'HCPCS', parts: ['Explanation'] });
    expect(await offered(publisher)).toMatchObject({ parts: [] });
    expect((await askApi(desk, null, 'GET', `/explanations/${line}/templates`)).status).toBe(401);
  });

  it('are none for a text whose code set is not known yet', async () => {
    const { body } = await askApi(desk, editor, 'POST', '/explanations?draft=true', { revision: 0 });
    const { id } = (body as { doc: { id: string } }).doc;
    expect(await askApi(desk, editor, 'GET', `/explanations/${id}/templates`)).toEqual({
      status: 200,
      body: { codeSet: '', parts: [] },
    });
  });

  it('fill what is empty as an edit of the person, on the revision that is named, and never again', async () => {
    const { revision } = await read();
    expect((await begin(publisher, revision ?? 0)).status).toBe(403);
    expect((await begin(editor, revision ?? 0)).body).toEqual({ parts: ['Explanation'] });
    const filled = await read();
    expect(filled.body).toEqual(paragraph('What it is, and for whom.'));
    expect(filled.editors).toEqual([editor.user.id]);
    expect((await begin(editor, filled.revision ?? 0)).body).toEqual({ parts: [] });
    expect((await read()).revision).toBe(filled.revision);
  });
});
