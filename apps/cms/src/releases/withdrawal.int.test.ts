import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../testing/people.ts';
import { prepareEdition, prepareEveryday } from './prepare.ts';
import { july, october, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

const words = 'Give 10 mg.';

describe('a text that readers have, while somebody writes in it', () => {
  let at: ReleaseDesk;
  let id: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    id = await at.approved('J0001', words);
    await at.everyday();
    await at.edit(id, 'Give 10 mgx.');
  });
  afterEach(() => at.close());

  const withdraw = async (person: Person, which = id, contentHash = 'of an earlier moment') =>
    await at.ask('POST', `/explanations/${which}/workflow`, { action: 'withdraw', contentHash }, person);
  const offered = async (person: Person) => {
    const { body } = await at.ask('GET', `/explanations/${id}/workflow`, undefined, person);
    return (body.actions as { action: string; allowed: boolean }[])
      .filter(({ allowed }) => allowed)
      .map(({ action }) => action);
  };
  const ask = (person: Person, action: string, more: object = {}) =>
    at.read(id).then(({ contentHash }) => {
      const step = { action, contentHash, ...more };
      return at.ask('POST', `/explanations/${id}/workflow`, step, person);
    });

  it('is withdrawn at once, whatever was typed since the page was opened', async () => {
    expect(await offered(at.publisher)).toEqual(['withdraw']);
    expect(await offered(at.editor)).toEqual(['submit']);
    expect((await withdraw(at.editor)).status).toBe(403);
    expect(await withdraw(at.publisher)).toMatchObject({
      status: 200,
      body: { state: 'withdrawn', publishable: true },
    });
    const { revision } = await at.read(id);
    const saved = await at.ask(
      'PATCH',
      `/explanations/${id}?draft=true&autosave=true`,
      { plainTitle: 'More', revision },
      at.editor,
    );
    expect(saved).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'withdrawal-waits' } }] } });
    expect(await at.words('J0001')).toBe(words);
    expect((await at.everyday(id))?.pins).toEqual([{ codeKey: 'hcpcs/J0001', revision: null }]);
    expect(await at.words('J0001')).toBeNull();

    // What was being written is there still, and is approved by nobody until somebody reads it.
    await at.edit(id, 'Give 1 mg.');
    expect(await at.read(id)).toMatchObject({ state: 'draft', approvedHash: null });
    expect(await at.everyday()).toBeNull();
    await at.approve(id);
    await at.everyday();
    expect(await at.words('J0001')).toBe('Give 1 mg.');
  });

  it('is withdrawn out of review, and where changes were asked for', async () => {
    await at.act(at.editor, id, 'submit');
    expect((await withdraw(at.reviewer)).status).toBe(200);
    await at.everyday(id);
    await at.act(at.editor, id, 'reopen');
    await at.approve(id);
    await at.everyday();

    await at.edit(id, 'Give 10 mgy.');
    await at.act(at.editor, id, 'submit');
    expect((await ask(at.reviewer, 'request-changes', { note: 'No.' })).status).toBe(200);
    expect((await withdraw(at.reviewer)).status).toBe(200);
    await at.everyday(id);
    expect(await at.words('J0001')).toBeNull();
  });

  it('is a draft again where the withdrawal is taken back, and readers have what they had', async () => {
    await withdraw(at.reviewer);
    const release = await at.everyday(id);
    await at.takeBack(release?.id ?? '');
    expect(await at.words('J0001')).toBe(words);
    expect(await at.read(id)).toMatchObject({ state: 'draft', approvedHash: null });
    await at.edit(id, words);
    expect(await at.read(id)).toMatchObject({ state: 'draft', approvedHash: null });
    expect((await withdraw(at.reviewer)).status).toBe(200);
  });

  it('is no other one: a text that readers never had is not withdrawn while it is written', async () => {
    const other = await at.approved('J0002', 'Never read.');
    await at.edit(other, 'Not yet.');
    expect(await withdraw(at.reviewer, other)).toMatchObject({
      status: 409,
      body: { errors: [{ data: { code: 'wrong-state' } }] },
    });
  });
});

describe('another line of a text that is withdrawn', () => {
  let at: ReleaseDesk;
  beforeEach(async () => {
    at = await openReleaseDesk();
    await at.bringOctober();
  });
  afterEach(() => at.close());

  it('does not take its place before somebody read it again: it was approved before anybody withdrew', async () => {
    const first = await at.approved('J0002', words, july);
    await at.everyday();
    const later = await at.approved('J0002', words, october);
    const listed = await prepareEveryday(at.payload, null, [later]);
    await at.act(at.reviewer, first, 'withdraw');
    expect((await at.release(listed?.id ?? '')).pins).toEqual([]);
    expect(await at.words('J0002')).toBe(words);
    await expect(at.everyday(later)).rejects.toThrow('withdrawn since this one was approved');
    expect((await at.everyday())?.pins).toEqual([{ codeKey: 'hcpcs/J0002', revision: null }]);
    expect(await at.everyday()).toBeNull();
    await expect(at.everyday(later)).rejects.toThrow('withdrawn since this one was approved');
    expect(await at.words('J0002')).toBeNull();

    await at.act(at.reviewer, later, 'reopen');
    await at.approve(later);
    await at.everyday(later);
    expect(await at.words('J0002')).toBe(words);
  });

  it('takes it where it was approved since', async () => {
    const first = await at.approved('J0002', words, july);
    await at.everyday();
    await at.act(at.reviewer, first, 'withdraw');
    await at.approved('J0002', 'Give 1 mg.', october);
    await at.everyday();
    expect(await at.words('J0002')).toBe('Give 1 mg.');
  });

  it('stays superseded where it is of an earlier edition, and does not come back', async () => {
    const first = await at.approved('J0002', words, july);
    await at.everyday();
    const later = await at.approved('J0002', 'Give 1 mg.', october);
    await at.everyday();
    expect((await at.read(first)).state).toBe('superseded');
    await at.act(at.reviewer, later, 'withdraw');
    const off = await at.everyday();
    expect((await at.read(first)).state).toBe('superseded');
    expect(await at.everyday()).toBeNull();
    expect(await at.words('J0002')).toBeNull();

    await at.takeBack(off?.id ?? '');
    expect(await at.words('J0002')).toBe('Give 1 mg.');
    expect((await at.read(first)).state).toBe('superseded');
  });
});

describe('a text of an edition that is withdrawn before the edition is taken back', () => {
  let at: ReleaseDesk;
  let first: string;
  let edition: string;
  let off: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    first = await at.approved('J0002', words, july);
    await at.everyday();
    await at.bringOctober();
    await at.settleItems(october);
    const later = await at.approved('J0002', 'Give 1 mg.', october);
    edition = (await at.release((await prepareEdition(at.payload, null, october)).id)).id;
    await at.act(at.reviewer, later, 'withdraw');
    off = (await at.everyday())?.id ?? '';
    await at.takeBack(edition);
  });
  afterAll(() => at.close());

  it('does not come back with its withdrawal: readers do not see its edition', async () => {
    expect(await at.words('J0002')).toBeNull();
    await expect(at.takeBack(off)).rejects.toThrow('Readers do not see this edition yet.');
    expect(await at.words('J0002')).toBeNull();
  });

  it('leaves the earlier text to be read and approved again', async () => {
    expect((await at.read(first)).state).toBe('approved');
    expect(await at.everyday()).toBeNull();
    await at.act(at.editor, first, 'reopen');
    await at.approve(first);
    await at.everyday();
    expect(await at.words('J0002')).toBe(words);
  });
});

describe('an everyday release that waits for its turn', () => {
  let at: ReleaseDesk;
  let id: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    id = await at.approved('J0001', words);
  });
  afterEach(() => at.close());
  const listed = async () => (await prepareEveryday(at.payload, null, [id]))?.id ?? '';

  it('leaves out what a person opened again, whatever was approved since', async () => {
    const waiting = await listed();
    await at.act(at.reviewer, id, 'reopen');
    await at.edit(id, 'Give 1 mg.');
    await at.approve(id);
    expect((await at.release(waiting)).pins).toEqual([]);
    expect(await at.words('J0001')).toBeNull();
    await at.everyday(id);
    expect(await at.words('J0001')).toBe('Give 1 mg.');
  });

  it('leaves out what was withdrawn, also where it was opened again and written in', async () => {
    const waiting = await listed();
    await at.act(at.reviewer, id, 'withdraw');
    await at.edit(id, 'Give 1 mg.');
    expect((await at.release(waiting)).pins).toEqual([]);
    expect(await at.words('J0001')).toBeNull();
  });

  it('takes what was approved as it was listed, also where somebody writes in it', async () => {
    const waiting = await listed();
    await at.edit(id, 'Give 1 mg.');
    await at.release(waiting);
    expect(await at.words('J0001')).toBe(words);
  });
});
