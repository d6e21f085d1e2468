import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';
import { addPerson, type Person } from '../../testing/people.ts';
import { paragraph } from '../../testing/starter.ts';

describe('an approval that ends while the words stay', () => {
  let at: ReleaseDesk;
  let second: Person;
  let id: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    second = await addPerson(at.desk, 'reviewer', 'second reviewer');
    id = await begun('J0001');
  });
  afterEach(() => at.close());

  /** A text that the reviewer wrote and the second one approved. */
  async function begun(code: string, edition?: string): Promise<string> {
    const made = await at.ask('POST', '/explanations?draft=true&depth=0', text(code, edition), at.reviewer);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { id: line } = made.body.doc as { id: string };
    await submitted(line);
    await at.act(second, line, 'approve');
    return line;
  }
  const text = (code: string, appliesFrom = 'hcpcs-2025-07-01') => ({
    codeSet: 'hcpcs',
    code,
    appliesFrom,
    body: paragraph('Words of the reviewer alone.'),
    notice: at.notice,
  });
  const submitted = (line: string) => at.act(at.editor, line, 'submit');
  const save = async (person: Person, line: string, fields: object) => {
    const { revision } = await at.read(line);
    const saved = await at.ask('PATCH', `/explanations/${line}?draft=true`, { ...fields, revision }, person);
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  };
  const authorsMayNot = async (line: string, ...people: Person[]) => {
    for (const person of people)
      await expect(at.act(person, line, 'approve')).rejects.toMatchObject({ data: { code: 'four-eyes' } });
  };

  it('has its author wait for somebody else after it was taken from readers', async () => {
    await at.everyday();
    await at.act(second, id, 'withdraw');
    await at.everyday(id);
    await at.act(at.reviewer, id, 'reopen');
    expect(await at.read(id)).toMatchObject({ state: 'draft', editors: [at.reviewer.user.id] });
    await submitted(id);
    await authorsMayNot(id, at.reviewer);
    await at.act(second, id, 'approve');
    expect(await at.read(id)).toMatchObject({ state: 'approved', editors: [] });
  });

  it('has its author wait after anybody opened it again, and every time', async () => {
    for (const person of [second, at.reviewer]) {
      await at.act(person, id, 'reopen');
      await submitted(id);
      await authorsMayNot(id, at.reviewer);
      await at.act(second, id, 'approve');
    }
  });

  it('leaves one reviewer to approve where two mended a word of each other, and none after a withdrawal', async () => {
    await save(second, id, { plainTitle: 'A word of the second reviewer' });
    await at.approve(id);
    expect(await at.read(id)).toMatchObject({ state: 'approved', approvedBy: at.reviewer.user.id });
    for (const person of [at.editor, second]) {
      await at.act(person, id, 'reopen');
      expect(await at.read(id)).toMatchObject({ editors: [second.user.id] });
      await submitted(id);
      await authorsMayNot(id, second);
      await at.act(at.reviewer, id, 'approve');
    }
    await at.act(second, id, 'withdraw');
    await at.act(at.editor, id, 'reopen');
    await submitted(id);
    await authorsMayNot(id, at.reviewer, second);
    const admin = await addPerson(at.desk, 'admin');
    await at.act(admin, id, 'approve');
  });

  it('has its author wait after a withdrawal also where somebody else writes in it first', async () => {
    await at.everyday();
    await save(at.editor, id, { plainTitle: 'Begun before the withdrawal' });
    await at.act(second, id, 'withdraw');
    await at.everyday(id);
    await save(at.editor, id, { plainTitle: 'And after it' });
    await submitted(id);
    await authorsMayNot(id, at.reviewer);
  });

  it('has its author wait after somebody else called a correction merged', async () => {
    await at.everyday();
    await at.bringOctober();
    const next = await begun('J0001', october);
    await at.edit(id, 'Corrected words.');
    await at.approve(id);
    await at.everyday(id);
    const { toMerge } = await at.read(next);
    const merged = await at.ask('POST', `/explanations/${next}/merged`, { revision: toMerge }, at.editor);
    expect(merged).toMatchObject({ status: 200, body: { approvalEnded: true } });
    await submitted(next);
    await authorsMayNot(next, at.reviewer);
    await at.act(second, next, 'approve');
  });

  it('holds its author up in the line that begins with its words', async () => {
    await at.everyday();
    await at.bringOctober();
    await at.act(second, id, 'reopen');
    const place = { codeSet: 'hcpcs', code: 'J0001', edition: october };
    const { body } = await at.ask('POST', '/explanations/start', place, at.editor);
    await submitted(String(body.id));
    await authorsMayNot(String(body.id), at.reviewer);
  });

  it('is told of the words with which a line began, once that one is withdrawn and not once it is opened again', async () => {
    await at.everyday();
    await at.bringOctober();
    const place = { codeSet: 'hcpcs', code: 'J0001', edition: october };
    const { body } = await at.ask('POST', '/explanations/start', place, at.editor);
    const next = String(body.id);
    await at.approve(next);
    await at.act(second, next, 'reopen');
    expect(await at.read(next)).toMatchObject({ editors: [at.editor.user.id] });
    await at.approve(next);
    await at.act(second, next, 'withdraw');
    await at.act(at.editor, next, 'reopen');
    await submitted(next);
    await authorsMayNot(next, at.reviewer);
  });

  it('is none for another code: words that came along are approved there by somebody else', async () => {
    await at.everyday();
    await at.bringOctober();
    const place = { codeSet: 'hcpcs', code: 'J0001', edition: october };
    const { body } = await at.ask('POST', '/explanations/start', place, at.editor);
    const moved = String(body.id);
    await save(at.editor, moved, { code: 'J0009' });
    await submitted(moved);
    await authorsMayNot(moved, at.reviewer);
    await at.act(second, moved, 'approve');
  });

  it('holds again with its withdrawal taken back, and nobody waits', async () => {
    await at.everyday();
    await at.act(second, id, 'withdraw');
    const release = await at.everyday(id);
    await at.takeBack(release?.id ?? '');
    expect(await at.read(id)).toMatchObject({ state: 'published', editors: [] });
  });

  it('is no edit: who wrote what was approved judges what another one writes beside it', async () => {
    await at.edit(id, 'Words of the reviewer, and of the editor.');
    expect(await at.read(id)).toMatchObject({ state: 'draft', editors: [at.editor.user.id] });
    await at.approve(id);
    // Put back as it was, it is approved as it was; whoever wrote for a moment wrote nothing of it.
    await save(second, id, { plainTitle: 'For a moment' });
    await save(second, id, { plainTitle: null });
    expect(await at.read(id)).toMatchObject({ state: 'approved', editors: [] });
    await at.act(at.reviewer, id, 'reopen');
    expect(await at.read(id)).toMatchObject({ editors: [at.editor.user.id] });
  });

  it('finds the authors in the versions of a text of a desk that did not keep them', async () => {
    await at.everyday();
    await forgetAuthors();
    await at.act(second, id, 'reopen');
    await submitted(id);
    await authorsMayNot(id, at.reviewer);
  });

  /** As a desk left it that kept no authors. */
  async function forgetAuthors(): Promise<void> {
    const { docs } = await at.payload.findVersions({
      collection: 'explanations',
      where: { parent: { equals: id }, latest: { equals: true } },
      depth: 0,
    });
    const [latest] = docs;
    if (latest)
      await at.payload.db.updateVersion({
        collection: 'explanations',
        id: latest.id,
        versionData: { ...latest, version: { ...latest.version, authors: [], lastAuthors: [] } },
      });
    expect(await at.read(id)).toMatchObject({ authors: [], lastAuthors: [] });
  }
});
