import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, type Person } from '../testing/people.ts';
import { addCode, addStarter, paragraph } from '../testing/starter.ts';
import { type BringInReport, type BringInRequest, bringIn } from './bring-in.ts';

describe('texts that exist already', () => {
  let desk: TestDesk;
  let ann: Person;
  let bob: Person;
  let importId: string;
  let notice: string;
  let next = 0;
  beforeAll(async () => {
    desk = await openTestDesk();
    ann = await addPerson(desk, 'editor', 'Ann');
    bob = await addPerson(desk, 'editor', 'Bob');
    const starter = await addStarter(desk);
    importId = starter.importId;
    notice = starter.notice.id;
  });
  afterAll(() => desk.close());

  const code = async () => {
    const made = `J60${String(next++).padStart(2, '0')}`;
    await addCode(desk, importId, made);
    return made;
  };
  const csv = (...rows: string[][]) => {
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    return Buffer.from(`${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
  };
  const bring = (
    bytes: Buffer,
    more: Partial<BringInRequest> = {},
    name = 'texts.csv',
  ): Promise<BringInReport> =>
    bringIn(desk.payload, {
      source: { name, bytes },
      user: ann.user,
      defaults: { codeSet: 'hcpcs', edition: 'hcpcs-2025-10-01' },
      ...more,
    });
  const lineOf = async (some: string): Promise<Explanation | undefined> =>
    (
      await desk.payload.find({
        collection: 'explanations',
        where: { codeKey: { equals: `hcpcs/${some}` } },
        draft: true,
        depth: 0,
      })
    ).docs[0];
  const header = [
    'CODE',
    'Plain Title',
    'explanation',
    'NCCI edits',
    'NCCI edits – tier',
    'Notice',
    'Revision',
    'My own',
  ];
  const codesOf = ({ problems }: BringInReport) =>
    problems.map((problem) => `${problem.line}:${problem.code}`);

  it('become drafts of the person, never more, and a second run passes them over', async () => {
    const one = await code();
    const file = csv(header, [
      one.toLowerCase(),
      'A medicine',
      '**Given** into a vein.\n\n* slowly\n* once',
      'Pairs.',
      'subscriber',
      'publisher-2026',
      '',
      'x',
    ]);
    expect(await bring(file, { check: true })).toMatchObject({
      outcome: 'planned',
      created: 1,
      problems: [],
    });
    expect(await lineOf(one)).toBeUndefined();
    const report = await bring(file);
    expect(report).toMatchObject({
      outcome: 'written',
      created: 1,
      changed: 0,
      problems: [],
      notes: ['The column "My own" is not read.'],
    });
    expect(await lineOf(one)).toMatchObject({
      state: 'draft',
      plainTitle: 'A medicine',
      notice,
      editors: [ann.user.id],
      appliesFrom: 'hcpcs-2025-10-01',
      sections: { ncciEdits: { tier: 'subscriber', body: { root: { children: [{ type: 'paragraph' }] } } } },
      body: { root: { children: [{ type: 'paragraph' }, { type: 'list', listType: 'bullet' }] } },
    });
    expect(await bring(file)).toMatchObject({ outcome: 'written', created: 0, changed: 0, unchanged: 1 });
    const { docs } = await desk.payload.find({
      collection: 'audit-log',
      where: { action: { equals: 'texts-brought-in' } },
    });
    expect(docs).toHaveLength(1);
  });

  it('are all refused for one bad row, each told with its place; the others come in where that is asked', async () => {
    const [good, long] = [await code(), await code()];
    const rows = csv(
      header,
      [good, 'A medicine', 'Text.', '', '', '', '', ''],
      ['X9999', 'No code', 'Text.', '', '', '', '', ''],
      [long, 'x'.repeat(81), 'Text > here.', '', 'nobody', 'no-such', '', ''],
      [good, 'Again', 'Text.', '', '', '', '', ''],
      [long.replace('J', 'Q'), 'Gone', '[x](javascript:alert(1))', '', '', '', '7', ''],
      ['', 'Nothing', 'Text.', '', '', '', '', ''],
    );
    const report = await bring(rows);
    expect(report).toMatchObject({ outcome: 'refused', created: 1 });
    expect(codesOf(report)).toEqual([
      '3:unknown-code',
      '4:title-too-long',
      '4:unknown-tier',
      '4:unknown-notice',
      '5:duplicate-row',
      '6:unknown-code',
      '7:missing-code',
    ]);
    expect(await lineOf(good)).toBeUndefined();
    expect(await bring(rows, { leaveOut: true })).toMatchObject({ outcome: 'written', created: 1 });
    expect(await lineOf(good)).toMatchObject({ plainTitle: 'A medicine' });
  });

  it('are written over nobody: a row names the revision, and one that is old is told with name and words', async () => {
    const one = await code();
    const data = {
      codeSet: 'hcpcs',
      code: one,
      appliesFrom: 'hcpcs-2025-10-01',
      plainTitle: 'A medicine',
      body: paragraph('A medicine given into a vein.'),
      notice,
    };
    const made = await desk.payload.create({
      collection: 'explanations',
      data,
      draft: true,
      user: ann.user,
      overrideAccess: false,
    });
    const row = (title: string, revision: string) =>
      csv(['Code', 'Plain title', 'Revision'], [one, title, revision]);
    expect(codesOf(await bring(row('Mine', '')))).toEqual(['2:line-exists']);
    expect(await bring(row('Mine', String(made.revision)))).toMatchObject({ outcome: 'written', changed: 1 });
    expect(await lineOf(one)).toMatchObject({ plainTitle: 'Mine', body: made.body });
    const { revision } = (await lineOf(one)) ?? {};
    await desk.payload.update({
      collection: 'explanations',
      id: made.id,
      data: { plainTitle: 'Of Bob', revision: revision ?? 0 },
      draft: true,
      user: bob.user,
      overrideAccess: false,
    });
    const late = await bring(row('Mine again', String(revision)), { leaveOut: true });
    expect(late).toMatchObject({
      changed: 0,
      problems: [{ code: 'changed-since', conflict: { by: 'Bob', diff: [{ part: 'Plain title' }] } }],
    });
    expect((await lineOf(one))?.plainTitle).toBe('Of Bob');
    expect(await bring(row('Of Bob', '1'))).toMatchObject({ unchanged: 1, problems: [] });
  });

  it('void an approval when they change a text, and never approve', async () => {
    const one = await code();
    const reviewer = await addPerson(desk, 'reviewer');
    await bring(
      csv(
        ['Code', 'Plain title', 'Explanation', 'Notice'],
        [one, 'A medicine', `${one} is a medicine given into a vein.`, 'publisher-2026'],
      ),
    );
    const id = (await lineOf(one))?.id ?? '';
    await actOnExplanation({ payload: desk.payload, user: ann.user, id, action: 'submit' });
    await actOnExplanation({ payload: desk.payload, user: reviewer.user, id, action: 'approve' });
    const { revision, state } = (await lineOf(one)) ?? {};
    expect(state).toBe('approved');
    await bring(
      csv(['Code', 'Plain title', 'Revision', 'State'], [one, 'Another', String(revision), 'Approved']),
    );
    expect(await lineOf(one)).toMatchObject({ state: 'draft', plainTitle: 'Another', approvedHash: null });
  });

  it('come from nobody who may not write', async () => {
    const publisher = await addPerson(desk, 'publisher');
    await expect(bring(csv(header), { user: publisher.user })).rejects.toMatchObject({
      data: { code: 'role-may-not' },
    });
    await expect(bring(csv(header), { user: { ...ann.user, active: false } })).rejects.toMatchObject({
      data: { code: 'not-signed-in' },
    });
  });

  it('are refused in words where the file is no list', async () => {
    const refusedAs = async (name: string, bytes: Buffer) =>
      (await bring(bytes, {}, name)).problems.map((problem) => problem.code);
    expect(await refusedAs('a.pdf', Buffer.from('%PDF'))).toEqual(['wrong-kind']);
    expect(await refusedAs('a.csv', Buffer.from('a,"b\n'))).toEqual(['bad-csv']);
    expect(await refusedAs('a.csv', Buffer.from('one,two\n1,2\n'))).toEqual(['wrong-kind']);
    expect(await refusedAs('a.xlsx', Buffer.from('PK\x03\x04 cut'))).toEqual(['truncated-file']);
    expect(await refusedAs('a.docx', Buffer.from('PK\x03\x04 cut'))).toEqual(['truncated-file']);
    expect(await refusedAs('a.docx', Buffer.from('words'))).toEqual(['wrong-kind']);
  });
});
