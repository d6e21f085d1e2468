import type { Explanation } from '@plaincode/types/payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relationId } from '../relation-id.ts';
import { openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { type ApiAnswer, addPerson, type Person } from '../testing/people.ts';
import { paragraph } from '../testing/starter.ts';
import { bringHcpcs } from '../updates/testing/made-updates.ts';
import type { SeenText } from './batch-texts.ts';
import type { BatchView } from './batch-view.ts';
import type { SavedBatch } from './save-batch.ts';
import type { TextsOfNotice } from './texts-of-notice.ts';

const many = 200;
const edition = 'hcpcs-2025-07-01';
const codes = Array.from({ length: many }, (_, at) => `K${String(at + 1).padStart(4, '0')}`);

describe(`${many} texts moved to another notice`, () => {
  let at: ReleaseDesk;
  let lead: Person;
  let newer: string;
  const ids = new Map<string, string>();
  const id = (code: string) => ids.get(code) ?? '';

  beforeAll(async () => {
    at = await openReleaseDesk();
    lead = await addPerson(at.desk, 'admin', 'Lead');
    const rows = codes.map((code) => ({ code, long: `Injection, drug ${code}, 1 mg`, short: code }));
    await bringHcpcs(at.desk, 'HCPC2025_JUL_ANWEB_v2.txt', rows);
    newer = await addNotice('publisher-2027', await holderOf());
    for (const [index, code] of codes.entries())
      ids.set(code, await write(code, index === 0 ? 'family' : 'code'));
    for (const code of codes.slice(0, -2)) await at.approve(id(code));
    await at.everyday();
  }, 600_000);
  afterAll(() => at.close());

  const addNotice = async (slug: string, rightsHolder: string, more: object = {}) => {
    const data = { slug, rightsHolder, uses: ['line' as const], text: `© Copyright ${slug}.`, ...more };
    return (await at.payload.create({ collection: 'copyright-notices', data })).id;
  };
  const holderOf = async (): Promise<string> => {
    const { rightsHolder } = await at.payload.findByID({
      collection: 'copyright-notices',
      id: at.notice,
      depth: 0,
    });
    return relationId(rightsHolder);
  };
  const write = async (code: string, covers: 'code' | 'family') => {
    const body = paragraph(`Words on ${code}.`);
    const correction = code === 'K0002' ? 'The dose was wrong; it is 1 mg.' : null;
    const data = {
      codeSet: 'hcpcs',
      code,
      appliesFrom: edition,
      body,
      notice: at.notice,
      covers,
      correction,
    };
    const doc = await at.payload.create({
      collection: 'explanations',
      data: covers === 'family' ? { ...data, slots: [] } : data,
      draft: true,
      depth: 0,
      user: at.editor.user,
      overrideAccess: false,
    });
    return doc.id;
  };
  const found = async (notice = at.notice): Promise<TextsOfNotice> =>
    as(await at.ask('GET', `/copyright-notices/${notice}/texts`, undefined, at.publisher));
  const move = (
    texts: { id: string; contentHash: string }[],
    to = newer,
    person: Person | null = at.editor,
  ) => {
    const seen = texts.map((text) => ({ id: text.id, contentHash: text.contentHash }));
    return at.ask('POST', '/change-batches/notice', { from: at.notice, to, texts: seen }, person);
  };
  const as = <T>({ body }: ApiAnswer): T => body as unknown as T;
  const view = async (batch: string): Promise<BatchView> =>
    as(await at.ask('GET', `/change-batches/${batch}/view`, undefined, at.reviewer));
  const approve = (batch: string, texts: readonly SeenText[], person: Person) => {
    const seen = texts.map((text) => ({ id: text.id, contentHash: text.contentHash }));
    return at.ask('POST', `/change-batches/${batch}/approve`, { texts: seen }, person);
  };
  const read = (code: string): Promise<Explanation> => at.read(id(code));
  const noticesSeen = async () =>
    [...(await at.seen()).values()].flatMap(({ explanation }) => explanation?.notice ?? []);
  let batch: string;

  it('are all that name it; they can go to notices of the same holder that are in use and stand under texts', async () => {
    const other = await at.payload.create({
      collection: 'rights-holders',
      data: { slug: 'society', name: 'Example Society' },
    });
    const holder = await holderOf();
    const wrong = [
      await addNotice('society-2027', other.id),
      await addNotice('publisher-off', holder, { active: false }),
      await addNotice('publisher-print', holder, { uses: ['print'] }),
    ];
    const { targets, texts } = await found();
    expect(targets.map(({ slug }) => slug)).toEqual(['publisher-2027']);
    expect(texts).toHaveLength(many);
    expect(texts.filter(({ together }) => together)).toHaveLength(many - 2);
    for (const to of [...wrong, at.notice])
      expect(await move(texts.slice(0, 1), to)).toMatchObject({
        body: { errors: [{ data: { code: 'notice-unfit' } }] },
      });
    expect((await move(texts.slice(0, 1), newer, at.publisher)).status).toBe(403);
    expect((await move(texts.slice(0, 1), newer, null)).status).toBe(401);
  });

  it('go into one batch however many requests bring them; what changed since it was seen is left', async () => {
    const { texts } = await found();
    await at.edit(id('K0003'), 'Words that are new.');
    const first: SavedBatch = as(await move(texts.slice(0, 50)));
    expect(first).toMatchObject({ submitted: 49, left: [{ codeKey: 'hcpcs/K0003' }] });
    batch = first.batch ?? '';
    for (let part = 50; part < many; part += 50)
      expect(as<SavedBatch>(await move(texts.slice(part, part + 50))).batch).toBe(batch);
    const rest = await found();
    expect(rest.texts.map(({ codeKey }) => codeKey)).toEqual(['hcpcs/K0003']);
    expect(as<SavedBatch>(await move(rest.texts))).toMatchObject({ batch: null, submitted: 0, drafts: 1 });
    expect([(await read('K0003')).state, (await read('K0200')).state]).toEqual(['draft', 'draft']);
    expect((await read('K0004')).state).toBe('in-review');
    expect((await found()).texts).toEqual([]);
  }, 300_000);

  it('are reviewed as one difference, families and corrections too', async () => {
    const { kind, change, common, waiting, apart } = await view(batch);
    expect(kind).toBe('notice');
    expect(change).toMatchObject({
      find: 'Example Coding Press, publisher-2026',
      replaceWith: 'Example Coding Press, publisher-2027',
    });
    expect(waiting[0]).toMatchObject({ name: 'HCPCS K0001' });
    expect(common.map(({ part }) => part)).toEqual(['Notice', 'Printed under the text']);
    expect(waiting.map(({ codeKey }) => codeKey).slice(0, 3)).toEqual(
      ['K0001', 'K0002', 'K0004'].map((code) => `hcpcs/${code}`),
    );
    expect(waiting).toHaveLength(many - 3);
    expect(waiting.every(({ diff }) => diff.length === 0)).toBe(true);
    expect(apart).toEqual([]);
  }, 60_000);

  it('leave out one that changed by more than the notice', async () => {
    const { revision } = await read('K0005');
    const answer = await at.ask(
      'PATCH',
      `/explanations/${id('K0005')}?draft=true`,
      { plainTitle: 'Smuggled in', revision },
      at.editor,
    );
    expect(answer.status).toBe(200);
    const { waiting, apart } = await view(batch);
    expect(waiting).toHaveLength(many - 4);
    expect(apart.map(({ codeKey }) => codeKey)).toEqual(['hcpcs/K0005']);
    const asked = await Promise.all(['K0004', 'K0005'].map(read));
    const texts = asked.map((doc) => ({
      id: doc.id,
      contentHash: doc.contentHash ?? '',
    }));
    expect((await approve(batch, texts, at.reviewer)).status).toBe(409);
    expect((await read('K0004')).state).toBe('in-review');
  }, 60_000);

  it('are approved by somebody else, in parts too; the batch is done once nothing waits', async () => {
    const own = await moveOne('K0006', lead);
    expect(await approve(own, (await view(own)).waiting, lead)).toMatchObject({
      status: 403,
      body: { errors: [{ data: { code: 'four-eyes' } }] },
    });
    expect((await approve(batch, (await view(batch)).waiting, at.editor)).status).toBe(403);
    const { waiting } = await view(batch);
    await approve(batch, waiting.slice(0, 100), at.reviewer);
    expect((await view(batch)).state).toBe('in-review');
    expect(await noticesSeen()).not.toContain('publisher-2027');
    expect(await approve(batch, waiting.slice(100), at.reviewer)).toMatchObject({ status: 200 });
    expect(await view(batch)).toMatchObject({ state: 'approved', approvedByName: 'reviewer', waiting: [] });
  }, 300_000);

  /** One text back under the old notice, as it was approved, then moved by somebody. */
  const moveOne = async (code: string, person: Person): Promise<string> => {
    const { revision } = await read(code);
    await at.ask('PATCH', `/explanations/${id(code)}?draft=true`, { notice: at.notice, revision }, at.editor);
    expect((await read(code)).state).toMatch(/^(?:approved|published)$/);
    const { texts } = await found();
    return as<SavedBatch>(await move(texts, newer, person)).batch ?? '';
  };

  it('show readers the new notice with the next release', async () => {
    await at.everyday();
    const seen = await noticesSeen();
    expect(seen).toHaveLength(many - 2);
    const old = seen.filter((slug) => slug === 'publisher-2026').length;
    expect(old).toBe(2);
    const pages = await at.seen();
    expect(pages.get('K0001')?.explanation?.notice).toBe('publisher-2027');
    const { docs } = await at.payload.find({
      collection: 'audit-log',
      where: { action: { equals: 'texts-moved' } },
    });
    expect(docs).toHaveLength(6);
  }, 120_000);
});
