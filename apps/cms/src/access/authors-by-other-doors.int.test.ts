import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn } from '../bring-in/bring-in.ts';
import { july } from '../releases/testing/made-desk.ts';
import { addPerson } from '../testing/people.ts';
import { paragraph } from '../testing/starter.ts';
import { openUsedDesk, said, type UsedDesk } from './testing/used-desk.ts';

let at: UsedDesk['at'];
let people: UsedDesk['people'];
let ask: UsedDesk['ask'];
let line: UsedDesk['line'];
let waiting: UsedDesk['waiting'];
let suggestion: UsedDesk['suggestion'];

beforeAll(async () => {
  ({ at, people, ask, line, waiting, suggestion } = await openUsedDesk());
});
afterAll(() => at.close());

describe('an author through another door', () => {
  it('who forges what waits for a second person holds back nothing and lets nothing through', async () => {
    const pending = { by: 'x', byName: 'Forged', hash: 'x', at: '', changes: [] };
    const answer = await ask(people.admin, 'PATCH', `/copyright-notices/${at.notice}`, { pending });
    expect(answer.body).toMatchObject({ doc: { pending: null } });
  });

  it('who accepts a suggestion in an approved text voids its approval and approves it no more', async () => {
    const second = await addPerson(at.desk, 'reviewer', 'Second reviewer');
    const { revision } = await at.read(waiting);
    const accepted = await ask(second, 'POST', `/comments/${suggestion}/step`, { step: 'accept', revision });
    expect(accepted.status).toBe(200);
    const doc = await at.read(waiting);
    expect(doc).toMatchObject({ state: 'draft', approvedBy: null, lastEditor: second.user.id });
    expect(doc.editors).toContain(second.user.id);
    await at.act(people.editor, waiting, 'submit');
    await expect(at.act(second, waiting, 'approve')).rejects.toThrow('Somebody else has to approve it.');
  });

  it('who puts in a template is the author of its words', async () => {
    const template = { codeSet: 'hcpcs', part: 'guidelines', body: paragraph('Keep the order.') };
    expect((await ask(people.editor, 'POST', '/text-templates', template)).status).toBe(201);
    const second = await addPerson(at.desk, 'reviewer', 'Reviewer with a template');
    const id = await at.approved('J0003', 'One unit, by mouth.');
    const { revision } = await at.read(id);
    const begun = await ask(second, 'POST', `/explanations/${id}/templates`, { revision });
    expect(begun.body).toMatchObject({ parts: ['Guidelines'] });
    expect(await at.read(id)).toMatchObject({
      state: 'draft',
      approvedBy: null,
      editors: [second.user.id],
    });
    const { sections, ...filled } = await at.read(id);
    const guidelines = { ...sections?.guidelines, summary: 'What is kept.' };
    const summed = { sections: { ...sections, guidelines }, revision: filled.revision };
    expect((await ask(people.editor, 'PATCH', `/explanations/${id}?draft=true`, summed)).status).toBe(200);
    await at.act(people.editor, id, 'submit');
    await expect(at.act(second, id, 'approve')).rejects.toThrow('Somebody else has to approve it.');
  });

  it('who replaces words everywhere does not approve the batch', async () => {
    const found = { id: line, contentHash: (await at.read(line)).contentHash };
    const change = { find: 'drip', replaceWith: 'infusion', texts: [found] };
    const { body } = await ask(people.reviewer, 'POST', '/change-batches/save', change);
    expect(body).toMatchObject({ submitted: 1 });
    const texts = [{ id: line, contentHash: (await at.read(line)).contentHash }];
    const own = await ask(people.reviewer, 'POST', `/change-batches/${body.batch}/approve`, { texts });
    expect([own.status, said(own)]).toEqual([
      403,
      expect.stringContaining('none of these texts was approved.'),
    ]);
    expect(await at.words('J0001')).toBe('One unit is 20 mg, by drip.');
  });

  it('of a brought-in file is who brings it, and nothing in it is approved', async () => {
    const bytes = Buffer.from(
      'Code,Explanation,Author,Editors,State,Approved by,_status,approvedRevision\r\n' +
        'J0004,One unit.,reviewer,reviewer,approved,reviewer,published,forged\r\n',
    );
    const made = await bringIn(at.payload, {
      source: { name: 'texts.csv', bytes },
      user: people.editor.user,
      defaults: { codeSet: 'hcpcs', edition: july },
    });
    expect(made).toMatchObject({ created: 1 });
    expect(made.notes.join(' ')).toContain('"Approved by" is not read');
    const { docs } = await at.payload.find({
      collection: 'explanations',
      where: { codeKey: { equals: 'hcpcs/J0004' } },
      draft: true,
      depth: 0,
    });
    expect(docs[0]).toMatchObject({ state: 'draft', _status: 'draft', editors: [people.editor.user.id] });
    expect(docs[0]?.approvedRevision ?? null).toBeNull();
  });
});
