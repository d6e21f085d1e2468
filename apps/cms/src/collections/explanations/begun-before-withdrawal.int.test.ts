import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';
import { addPerson, type Person } from '../../testing/people.ts';
import { paragraph } from '../../testing/starter.ts';

describe('a text that was begun with words of another one before that was withdrawn', () => {
  let at: ReleaseDesk;
  let second: Person;
  /** The reviewer's text, which readers have. */
  let first: string;
  /** Begun from it by the editor. */
  let next: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    second = await addPerson(at.desk, 'reviewer', 'second reviewer');
    const text = {
      codeSet: 'hcpcs',
      code: 'J0001',
      appliesFrom: 'hcpcs-2025-07-01',
      body: paragraph('Words of the reviewer alone.'),
      notice: at.notice,
    };
    const made = await at.ask('POST', '/explanations?draft=true&depth=0', text, at.reviewer);
    first = (made.body.doc as { id: string }).id;
    await approvedBy(second, first);
    await at.everyday();
    await at.bringOctober();
    const place = { codeSet: 'hcpcs', code: 'J0001', edition: october };
    next = String((await at.ask('POST', '/explanations/start', place, at.editor)).body.id);
  });
  afterEach(() => at.close());

  const approvedBy = async (person: Person, line: string) => {
    await at.act(at.editor, line, 'submit');
    await at.act(person, line, 'approve');
  };
  const withdrawn = async () => {
    await at.act(second, first, 'withdraw');
    return await at.everyday(first);
  };
  /** What the desk offers and what it does. */
  const mayApprove = async (person: Person): Promise<boolean> => {
    const { body } = await at.ask('GET', `/explanations/${next}/workflow`, undefined, person);
    const offers = body.actions as { action: string; allowed: boolean }[];
    const offered = offers.find(({ action }) => action === 'approve')?.allowed;
    const step = { action: 'approve', contentHash: body.contentHash };
    const done = await at.ask('POST', `/explanations/${next}/workflow`, step, person);
    if (done.status !== 200)
      expect(done).toMatchObject({ body: { errors: [{ data: { code: 'four-eyes' } }] } });
    expect(offered).toBe(done.status === 200);
    return done.status === 200;
  };

  it('is approved by somebody else than who wrote them, also where it was in review by then', async () => {
    await at.act(at.editor, next, 'submit');
    await withdrawn();
    expect(await mayApprove(at.reviewer)).toBe(false);
    expect(await mayApprove(second)).toBe(true);
  });

  it('is judged by who wrote them once somebody approved it since', async () => {
    await withdrawn();
    await approvedBy(second, next);
    await at.edit(next, 'Words of the reviewer, and of the editor.');
    await at.act(at.editor, next, 'submit');
    expect(await mayApprove(at.reviewer)).toBe(true);
    // That approval was of the editor's words alone; the one before it had those of the reviewer too.
    await at.act(second, next, 'reopen');
    expect(await at.read(next)).toMatchObject({ editors: [at.editor.user.id] });
  });

  it('waits for somebody else again where the approval since ends with the words as they are', async () => {
    await withdrawn();
    await approvedBy(second, next);
    await at.act(second, next, 'reopen');
    await at.act(at.editor, next, 'submit');
    expect(await mayApprove(at.reviewer)).toBe(false);
  });

  it('waits for somebody else where it was approved before and is opened again', async () => {
    await approvedBy(at.reviewer, next);
    await withdrawn();
    await at.act(second, next, 'reopen');
    await at.act(at.editor, next, 'submit');
    expect(await mayApprove(at.reviewer)).toBe(false);
  });

  it('waits for nobody else once the withdrawal is taken back', async () => {
    await at.act(at.editor, next, 'submit');
    const release = await withdrawn();
    await at.takeBack(release?.id ?? '');
    expect(await mayApprove(at.reviewer)).toBe(true);
  });

  it('waits for somebody else where only a later withdrawal is taken back', async () => {
    await withdrawn();
    await at.act(at.editor, first, 'reopen');
    await approvedBy(second, first);
    await at.everyday(first);
    const again = await withdrawn();
    await at.takeBack(again?.id ?? '');
    await at.act(at.editor, next, 'submit');
    expect(await mayApprove(at.reviewer)).toBe(false);
  });
});
