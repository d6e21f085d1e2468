import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { codePageRecord } from '@plaincode/content-schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { paragraph } from '../testing/starter.ts';

let desk: TestDesk;
let publisher: Server;
let editor: Person;
const taken: Record<string, unknown>[] = [];

beforeAll(async () => {
  publisher = createServer(async (request, response) => {
    if (request.headers.authorization !== 'Bearer a token for tests only')
      return void response.writeHead(401).end('{}');
    taken.push(JSON.parse((await buffer(request)).toString()));
    response.end(JSON.stringify({ path: '/preview/t.t/', expires: '2026-11-24T00:00:00Z', faults: [] }));
  });
  await new Promise<void>((done) => publisher.listen(0, '127.0.0.1', done));
  const { port } = publisher.address() as AddressInfo;
  desk = await openTestDesk({ PUBLISHER_PORT: String(port) });
  await seedDemo(desk.payload, desk.env.dataFolder, join(desk.env.root, 'demo'));
  editor = await addPerson(desk, 'editor');
});
afterAll(async () => {
  publisher.close();
  await desk.close();
});

async function lineOf(codeKey: string) {
  const where = { codeKey: { equals: codeKey } };
  const { docs } = await desk.payload.find({ collection: 'explanations', where, draft: true, depth: 0 });
  const [line] = docs;
  if (!line) throw new Error(`no explanation of ${codeKey}`);
  return line;
}

const ask = (id: string, body: object = { reader: 'guest' }, person: Person | null = editor) =>
  askApi(desk, person, 'POST', `/preview/explanations/${id}`, body);

describe('the preview of an explanation', () => {
  it('hands over the page with the text as it was saved last, and says where to see it', async () => {
    const line = await lineOf('hcpcs/J9000');
    const { revision } = line;
    const data = { body: paragraph('Words of a draft that nobody approved.'), revision };
    const saved = await askApi(
      desk,
      editor,
      'PATCH',
      `/explanations/${line.id}?draft=true&autosave=true`,
      data,
    );
    expect(saved.status).toBe(200);
    const { status, body } = await ask(line.id);
    expect({ status, body }).toMatchObject({ status: 200, body: { origin: desk.env.previewUrl, notes: [] } });
    expect(body.url).toBe(`${desk.env.previewUrl}/preview/t.t/`);
    const { record, document, session, reader, framedBy } = taken.at(-1) ?? {};
    expect(codePageRecord.parse(record).explanation?.body).toEqual([
      { type: 'paragraph', content: [{ text: 'Words of a draft that nobody approved.' }] },
    ]);
    expect({ document, reader, framedBy }).toEqual({
      document: line.id,
      reader: 'guest',
      framedBy: desk.env.origins,
    });
    expect(session).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is bound to the session, and is for staff alone', async () => {
    const { id } = await lineOf('hcpcs/J9000');
    const reviewer = await addPerson(desk, 'reviewer');
    await ask(id);
    await ask(id, { reader: 'guest' }, reviewer);
    const [first, second] = taken.slice(-2);
    expect(first?.session).not.toBe(second?.session);
    expect((await ask(id, { reader: 'guest' }, null)).status).toBe(401);
    expect((await ask(id, { reader: 'somebody' })).status).toBe(400);
    expect((await ask('none')).status).toBe(404);
  });

  it('says what is missing in words', async () => {
    const { docs } = await desk.payload.find({ collection: 'copyright-notices', limit: 1 });
    const made = async (data: object) =>
      (await askApi(desk, editor, 'POST', '/explanations?draft=true', data)).body as { doc: { id: string } };
    const blank = await made({ appliesFrom: 'hcpcs-2025-10-01' });
    expect((await ask(blank.doc.id)).body).toMatchObject({
      errors: [{ message: expect.stringContaining('Name the code set and the code first') }],
    });
    const unknown = await made({
      codeSet: 'hcpcs',
      code: 'Z9999',
      appliesFrom: 'hcpcs-2025-10-01',
      notice: docs[0]?.id,
    });
    expect((await ask(unknown.doc.id)).status).toBe(422);
    const empty = await made({ codeSet: 'hcpcs', code: 'J9000', appliesFrom: 'hcpcs-2025-07-01' });
    expect((await ask(empty.doc.id)).body).toMatchObject({ notes: [expect.stringContaining('is empty')] });
    expect(taken.at(-1)?.record).toMatchObject({ explanation: null });
  });

  it('tells when the publisher is not there', async () => {
    const { id } = await lineOf('hcpcs/J9000');
    publisher.closeAllConnections();
    await new Promise((done) => publisher.close(done));
    const { status, body } = await ask(id);
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { errors: [{ message: expect.stringContaining('does not answer') }] },
    });
  });
});
