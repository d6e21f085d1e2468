import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { paragraph } from '../testing/starter.ts';
import { approvedContent } from '../workflow/content.ts';
import { wordsOfContent } from '../workflow/words-of.ts';
import type { SpellingView } from './endpoint.ts';
import { checkSpelling } from './spelling.ts';

let desk: TestDesk;
let editor: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  await seedDemo(desk.payload, desk.env.dataFolder, join(desk.env.root, 'demo'));
  editor = await addPerson(desk, 'editor');
});
afterAll(() => desk.close());

const unknown = async (text: string) =>
  (await checkSpelling(desk.payload, desk.env.root, text)).map(({ word }) => word);

describe('the spelling of a text', () => {
  it('knows English and the words of the held official texts, and suggests what is near', async () => {
    expect(await unknown('Doxorubicin hydrochloride is given by injection.')).toEqual([]);
    expect(await checkSpelling(desk.payload, desk.env.root, 'The patient recieves doxorubicine.')).toEqual([
      { word: 'recieves', suggestions: expect.arrayContaining(['receives']) },
      { word: 'doxorubicine', suggestions: expect.arrayContaining(['doxorubicin']) },
    ]);
  });

  it('finds little to say about texts that people have read with care', async () => {
    const { docs } = await desk.payload.find({
      collection: 'approved-revisions',
      depth: 0,
      pagination: false,
    });
    const told = await Promise.all(
      docs.map(({ content }) => unknown(wordsOfContent(approvedContent.parse(content)))),
    );
    expect(docs.length).toBeGreaterThan(50);
    expect(told.flat().length / docs.length).toBeLessThan(2);
  });

  it('answers a whole text in less than a tenth of a second once it has learned', async () => {
    const { docs } = await desk.payload.find({ collection: 'approved-revisions', depth: 0, limit: 20 });
    const texts = docs.map(({ content }) => wordsOfContent(approvedContent.parse(content)));
    const started = performance.now();
    for (const text of texts) await unknown(text);
    expect((performance.now() - started) / texts.length).toBeLessThan(100);
  });

  it('takes words into the house list from those who write, and from nobody else', async () => {
    expect(await unknown('A bluckit is filled.')).toEqual(['bluckit']);
    const publisher = await addPerson(desk, 'publisher');
    expect((await askApi(desk, publisher, 'POST', '/house-words', { word: 'Bluckit' })).status).toBe(403);
    expect((await askApi(desk, editor, 'POST', '/house-words', { word: 'two words' })).status).toBe(400);
    expect((await askApi(desk, editor, 'POST', '/house-words', { word: ' Bluckit ' })).status).toBe(201);
    expect(await unknown('A bluckit is filled.')).toEqual([]);
  });

  it('is told of the text as it was saved last, and blocks nothing', async () => {
    const where = { codeKey: { equals: 'hcpcs/J9000' } };
    const [line] = (await desk.payload.find({ collection: 'explanations', where, draft: true, depth: 0 }))
      .docs;
    const data = { body: paragraph('This is mispelled.'), revision: line?.revision };
    await askApi(desk, editor, 'PATCH', `/explanations/${line?.id}?draft=true&autosave=true`, data);
    const address = `/spelling/explanations/${line?.id}`;
    const view = (await askApi(desk, editor, 'GET', address)).body as unknown as SpellingView;
    expect(view).toMatchObject({ learning: false, mayAdd: true });
    expect(view.unknown.map(({ word }) => word)).toContain('mispelled');
    const workflow = await askApi(desk, editor, 'GET', `/explanations/${line?.id}/workflow`);
    expect(JSON.stringify(workflow.body.problems)).not.toContain('mispelled');
    expect((await askApi(desk, null, 'GET', address)).status).toBe(401);
  });
});
