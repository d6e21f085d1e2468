import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { mentionsOf } from '../dashboard/mentions.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { addCode, addStarter, paragraph } from '../testing/starter.ts';
import { anchorAt } from './anchor.ts';
import type { Discussion, Thread } from './discussion-view.ts';
import { lexicalText } from './lexical-text.ts';

const words = 'The clinician maps what each foot sole feels. At least ten points are touched.';
type Answer = { status: number; body: Discussion & { written: string } };

describe('people speak about a text', () => {
  let desk: TestDesk;
  let editor: Person;
  let reviewer: Person;
  let publisher: Person;
  let notice: string;
  let importId: string;
  let next = 0;
  let id: string;

  beforeAll(async () => {
    desk = await openTestDesk();
    editor = await addPerson(desk, 'editor', 'Emil');
    reviewer = await addPerson(desk, 'reviewer', 'Rosa');
    publisher = await addPerson(desk, 'publisher', 'Paula');
    const starter = await addStarter(desk);
    notice = starter.notice.id;
    importId = starter.importId;
  });
  afterAll(() => desk.close());

  beforeEach(async () => {
    const code = `J71${String(next++).padStart(2, '0')}`;
    await addCode(desk, importId, code);
    const made = await desk.payload.create({
      collection: 'explanations',
      data: {
        codeSet: 'hcpcs',
        code,
        plainTitle: 'Foot map',
        body: paragraph(words),
        notice,
        appliesFrom: 'hcpcs-2025-10-01',
      },
      draft: true,
      user: editor.user,
      overrideAccess: false,
    });
    id = made.id;
  });

  const ask = async (person: Person | null, method: string, path: string, body?: unknown) =>
    (await askApi(desk, person, method, path, body)) as unknown as Answer;
  const read = () => desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const passage = (quote: string) => {
    const start = words.indexOf(quote);
    return { part: 'body', ...anchorAt(words, start, start + quote.length) };
  };
  const remark = (person: Person, more: object) =>
    ask(person, 'POST', `/explanations/${id}/discussion`, more);
  const step = (person: Person, comment: string, more: object) =>
    ask(person, 'POST', `/comments/${comment}/step`, more);
  const threadOf = ({ body }: Answer): Thread => {
    const found = body.threads.find((thread) => thread.id === body.written);
    if (!found) throw new Error('no such thread');
    return found;
  };
  const workflow = (person: Person, body: object) =>
    ask(person, 'POST', `/explanations/${id}/workflow`, body);
  const suggest = async (quote: string, proposed: string) =>
    threadOf(await remark(reviewer, { ...passage(quote), proposed })).id;

  it('naming one another, until whoever is named has answered or the thread is settled', async () => {
    const asks = (words: string) => remark(reviewer, { words, mentions: [editor.user.id] });
    const named = async (person = editor) =>
      (await mentionsOf(desk.payload, person.user.id)).mentions.filter(({ address }) => address.includes(id));
    const [first, second] = [threadOf(await asks('Which dose? @Emil')), threadOf(await asks('Whose? @Emil'))];
    expect(await named()).toMatchObject([
      { by: 'Rosa', words: 'Whose? @Emil', address: expect.stringContaining(`#comment-${second.id}`) },
      { by: 'Rosa', words: 'Which dose? @Emil', name: expect.stringMatching(/^HCPCS J71/) },
    ]);
    expect(await named(publisher)).toEqual([]);
    await ask(editor, 'POST', `/comments/${first.id}/replies`, { words: '10 mg.' });
    await step(reviewer, second.id, { step: 'resolve' });
    expect(await named()).toEqual([]);
    await ask(reviewer, 'POST', `/comments/${first.id}/replies`, {
      words: 'Really? @Emil',
      mentions: [editor.user.id],
    });
    expect(await named()).toMatchObject([{ words: 'Really? @Emil' }]);
  });

  it('at a passage, which is found again when the text moves, and shown as it was when it is gone', async () => {
    const made = await remark(reviewer, {
      ...passage('ten points'),
      words: 'On each foot? @Emil',
      mentions: [editor.user.id],
    });
    expect(made.status).toBe(200);
    expect(threadOf(made)).toMatchObject({
      author: { name: 'Rosa' },
      mentions: [{ name: 'Emil' }],
      state: 'open',
      place: { part: 'body', start: words.indexOf('ten points') },
      steps: ['resolve', 'withdraw'],
    });
    const change = async (text: string) => {
      const { revision } = await read();
      const path = `/explanations/${id}?draft=true`;
      expect((await ask(editor, 'PATCH', path, { body: paragraph(text), revision })).status).toBe(200);
      return (await ask(editor, 'GET', `/explanations/${id}/discussion`)).body.threads[0];
    };
    expect((await change(`New words. ${words}`))?.place).toMatchObject({
      start: words.indexOf('ten points') + 11,
    });
    const gone = await change('Something else altogether.');
    expect(gone?.place).toBeNull();
    expect(gone?.passage?.quote).toBe('ten points');
  });

  it('nowhere where the text does not say it, without words, or naming somebody unknown', async () => {
    const gone = await remark(reviewer, { part: 'body', quote: 'eleven points', words: 'x' });
    expect(gone.status).toBe(409);
    expect((await remark(reviewer, passage('ten points'))).status).toBe(422);
    expect((await remark(reviewer, { words: 'x', mentions: ['nobody'] })).status).toBe(422);
    expect((await remark(reviewer, { words: 'x', author: editor.user.id })).status).toBe(400);
    const across = { ...passage('ten points'), proposed: 'ten\npoints' };
    expect((await remark(reviewer, across)).status).toBe(422);
    expect((await ask(null, 'GET', `/explanations/${id}/discussion`)).status).toBe(401);
    expect((await ask(null, 'POST', `/explanations/${id}/discussion`, { words: 'x' })).status).toBe(401);
  });

  it('says once what was sent twice', async () => {
    const same = { key: 'the same page, the same words', words: 'Once.' };
    const [one, two] = [await remark(reviewer, same), await remark(reviewer, same)];
    expect(two.body.written).toBe(one.body.written);
    expect(two.body.threads).toHaveLength(1);
  });

  it('and nobody speaks for another, changes what was said, or takes it away', async () => {
    const thread = threadOf(await remark(reviewer, { words: 'Mine.' }));
    const row = { explanation: id, kind: 'comment', key: 'forged', author: editor.user.id, at: new Date() };
    for (const person of [editor, reviewer, publisher, await addPerson(desk, 'admin', `Ada ${id}`)]) {
      expect((await ask(person, 'POST', '/comments', row)).status).toBe(403);
      expect((await ask(person, 'GET', '/comments')).status).toBe(403);
      for (const path of [`/comments/${thread.id}`, '/comments?where[id][exists]=true']) {
        expect((await ask(person, 'PATCH', path, { words: 'Forged.' })).status).toBe(403);
        expect((await ask(person, 'DELETE', path)).status).toBe(403);
      }
      for (const overrideAccess of [false, true]) {
        const as = { collection: 'comments', id: thread.id, user: person.user, overrideAccess } as const;
        await expect(desk.payload.update({ ...as, data: { words: 'Forged.' } })).rejects.toThrow();
        await expect(desk.payload.delete(as)).rejects.toThrow();
      }
      expect((await ask(person, 'POST', '/graphql', { query: '{ Comments { totalDocs } }' })).status).toBe(
        404,
      );
    }
    expect((await step(editor, thread.id, { step: 'withdraw' })).status).toBe(403);
    expect((await ask(reviewer, 'GET', `/explanations/${id}/discussion`)).body.threads[0]?.words).toBe(
      'Mine.',
    );
  });

  it('in threads that are answered, resolved, opened again and withdrawn, of which the row stays', async () => {
    const { id: thread } = threadOf(await remark(reviewer, { ...passage('ten points'), words: 'Which?' }));
    const replied = await ask(editor, 'POST', `/comments/${thread}/replies`, { words: 'Ten on each.' });
    const [reply] = replied.body.threads[0]?.replies ?? [];
    expect(reply).toMatchObject({ words: 'Ten on each.', steps: ['withdraw'] });
    expect((await step(reviewer, reply?.id ?? '', { step: 'withdraw' })).status).toBe(403);
    expect((await step(publisher, thread, { step: 'resolve' })).status).toBe(403);
    expect(threadOf(await step(editor, thread, { step: 'resolve' })).settled).toMatchObject({ by: 'Emil' });
    expect((await step(editor, thread, { step: 'resolve' })).status).toBe(409);
    expect(threadOf(await step(reviewer, thread, { step: 'reopen' }))).toMatchObject({
      state: 'open',
      settled: null,
    });
    expect(threadOf(await step(reviewer, thread, { step: 'withdraw' }))).toMatchObject({
      words: '',
      withdrawn: true,
      state: 'withdrawn',
    });
    const kept = await desk.payload.findByID({ collection: 'comments', id: thread });
    expect(kept.words).toBe('Which?');
    const { docs } = await desk.payload.find({ collection: 'audit-log', sort: '-sequence', limit: 3 });
    expect(docs.map(({ action }) => action)).toEqual([
      'comment-withdrawn',
      'comment-reopened',
      'comment-resolved',
    ]);
  });

  it('a suggestion that the editor accepts makes the editor an author, and the reviewer may still approve', async () => {
    const suggestion = await suggest('ten points', 'ten points on each foot');
    await actOnExplanation({ payload: desk.payload, user: editor.user, id, action: 'submit' });
    const { revision } = await read();
    const accepted = threadOf(await step(editor, suggestion, { step: 'accept', revision }));
    expect(accepted).toMatchObject({ state: 'accepted', settled: { by: 'Emil' } });
    const doc = await read();
    expect(lexicalText(doc.body).text).toBe(words.replace('ten points', 'ten points on each foot'));
    expect(doc).toMatchObject({ editors: [editor.user.id], lastEditor: editor.user.id });
    await actOnExplanation({ payload: desk.payload, user: reviewer.user, id, action: 'approve' });
    expect((await read()).state).toBe('approved');
  });

  it('a suggestion is not accepted by its author, by a publisher, on an older text, twice, or where the passage is gone', async () => {
    const suggestion = await suggest('ten points', 'twelve points');
    const before = await read();
    const accept = (person: Person, revision: number | null | undefined) =>
      step(person, suggestion, { step: 'accept', revision });
    expect((await accept(reviewer, before.revision)).status).toBe(403);
    expect((await accept(publisher, before.revision)).status).toBe(403);
    expect((await accept(editor, null)).status).toBe(422);
    const save = { plainTitle: 'Other', revision: before.revision };
    await ask(reviewer, 'PATCH', `/explanations/${id}?draft=true`, save);
    const stale = await accept(editor, before.revision);
    expect(JSON.stringify(stale.body)).toContain('Rosa saved it');
    expect(lexicalText((await read()).body).text).toBe(words);

    const { revision } = await read();
    expect((await accept(editor, revision)).status).toBe(200);
    expect((await accept(editor, revision)).status).toBe(409);

    const late = await suggest('clinician', 'nurse');
    const now = await read();
    const body = paragraph('All new.');
    await ask(editor, 'PATCH', `/explanations/${id}?draft=true`, { body, revision: now.revision });
    const gone = await step(editor, late, { step: 'accept', revision: (await read()).revision });
    expect(gone.status).toBe(409);
    expect((await step(editor, late, { step: 'decline' })).status).toBe(422);
    expect(
      threadOf(await step(editor, late, { step: 'decline', why: 'Written anew.' })).settled,
    ).toMatchObject({
      why: 'Written anew.',
    });
  });

  it('a suggestion whose words a crash left in the text is written down as accepted, and the text is not touched', async () => {
    const suggestion = await suggest('ten points', 'ten points on each foot');
    const { revision } = await read();
    const body = paragraph(words.replace('ten points', 'ten points on each foot'));
    await ask(editor, 'PATCH', `/explanations/${id}?draft=true`, { body, revision });
    const saved = await read();
    expect((await step(editor, suggestion, { step: 'accept', revision: saved.revision })).status).toBe(200);
    expect(await read()).toMatchObject({ body, revision: saved.revision });
  });

  it('two people who accept at once put the words in once', async () => {
    const suggestion = await suggest('ten points', 'ten points on each foot');
    const other = await addPerson(desk, 'editor', `Eva ${id}`);
    const { revision } = await read();
    const asked = [editor, other].map((person) => step(person, suggestion, { step: 'accept', revision }));
    const answers = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(answers[0]).toBe(200);
    expect(answers[1]).toBe(409);
    expect(lexicalText((await read()).body).text.match(/each foot/g)).toHaveLength(2);
  });

  it('a reviewer asks for changes at passages in one step, or nothing is said at all', async () => {
    await actOnExplanation({ payload: desk.payload, user: editor.user, id, action: 'submit' });
    const { contentHash } = await read();
    const comments = [
      { ...passage('ten points'), words: 'On each foot.' },
      { ...passage('maps'), proposed: 'records', words: '' },
    ];
    const asked = { action: 'request-changes', contentHash, comments };
    expect((await workflow(editor, asked)).status).toBe(403);
    const gone = [...comments, { part: 'body', quote: 'not there', words: 'x' }];
    expect((await workflow(reviewer, { ...asked, comments: gone })).status).toBe(409);
    expect((await ask(editor, 'GET', `/explanations/${id}/discussion`)).body.threads).toEqual([]);

    const answer = await workflow(reviewer, asked);
    expect(answer.status).toBe(200);
    expect(answer.body.open).toEqual({ comments: 1, suggestions: 1 });
    expect(await read()).toMatchObject({
      state: 'changes-requested',
      reviewNote: 'See the 2 comments in the text.',
    });
    const { threads } = (await ask(editor, 'GET', `/explanations/${id}/discussion`)).body;
    expect(threads.map(({ kind }) => kind)).toEqual(['suggestion', 'change']);
    // Open ones keep back no step.
    await actOnExplanation({ payload: desk.payload, user: editor.user, id, action: 'submit' });
  });
});
