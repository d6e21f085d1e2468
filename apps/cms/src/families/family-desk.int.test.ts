import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMergeInto } from '../dashboard/texts.ts';
import type { MergeView } from '../lines/to-merge.ts';
import { prepareEdition } from '../releases/prepare.ts';
import { blockersOf } from '../releases/publish-release.ts';
import { readRelease } from '../releases/release-record.ts';
import { paragraph } from '../testing/starter.ts';
import type { FamilyView } from './family-view.ts';
import {
  edition,
  type FamilyDesk,
  madeFractures,
  madeSlots,
  openFamilyDesk,
  template,
} from './testing/family-desk.ts';

let at: FamilyDesk;
let id: string;
beforeAll(async () => {
  at = await openFamilyDesk();
  id = await at.family('S525');
  await at.approve(id);
  await at.everyday();
});
afterAll(() => at.close());

const view = async (query = ''): Promise<FamilyView> =>
  (await at.ask('GET', `/explanations/${id}/family?${query}`)).body.family as FamilyView;
const coverage = async (query: string) =>
  (await at.ask('GET', `/codes/coverage?codeSet=icd-10-cm${query}`)).body.coverage as Record<string, unknown>;

describe('the view of a family', () => {
  it('lists its codes with how they stand, and what the chosen one reads', async () => {
    const all = await view();
    expect(all).toMatchObject({ counts: { inherits: 27, own: 0, other: 0 }, found: 27, page: 1, pages: 2 });
    expect(all.rows[0]).toMatchObject({ displayCode: 'S52.5', standing: 'inherits' });
    const one = await view('q=S52.522&code=S52522A');
    expect(one.rows.map(({ displayCode }) => displayCode)).toEqual([
      'S52.522',
      'S52.522A',
      'S52.522D',
      'S52.522S',
    ]);
    expect(JSON.stringify(one.chosen)).toContain('The left wrist is broken.');
    expect(one.values.laterality.map(({ value, codes }) => [value, codes])).toEqual([
      ['', 3],
      ['left', 8],
      ['right', 8],
      ['unspecified', 8],
    ]);
    expect((await at.ask('GET', `/explanations/${id}/family`, undefined, null)).status).toBe(401);
  });

  it('begins a text of its own for one code, with what it reads; it wins once it is released', async () => {
    const made = await at.ask('POST', `/explanations/${id}/break-out`, { code: 'S52.501A' });
    expect(made).toMatchObject({ status: 200, body: { state: 'draft' } });
    const own = await at.read(String(made.body.id));
    expect(own).toMatchObject({
      code: 'S52501A',
      covers: 'code',
      basedOn: (await at.read(id)).approvedRevision,
    });
    expect(JSON.stringify(own.body)).toContain('The right wrist is broken. This is about the first visits');
    const again = await at.ask('POST', `/explanations/${id}/break-out`, { code: 'S52501A' });
    expect(again.body.id).toBe(made.body.id);
    expect((await view('q=S52.501A')).rows[0]).toMatchObject({ standing: 'inherits', line: { id: own.id } });
    await at.approve(own.id);
    await at.everyday();
    expect((await view('q=S52.501A')).rows[0]).toMatchObject({ standing: 'own' });
    expect((await at.pages()).get('S52501A')?.explanation?.inheritedFrom).toBeNull();
  });

  it('breaks out only what is below, and only for those who write', async () => {
    const ask = (code: string, person = at.editor) =>
      at.ask('POST', `/explanations/${id}/break-out`, { code }, person);
    expect((await ask('S52.9XXA')).status).toBe(409);
    expect((await ask('S52.5')).status).toBe(409);
    expect((await ask('S52.502A', at.publisher)).status).toBe(403);
  });
});

describe('a correction of the text for a family', () => {
  it('is flagged in what was broken out of it, published or not, and shown as the code reads it', async () => {
    const breakOut = async (code: string) =>
      String((await at.ask('POST', `/explanations/${id}/break-out`, { code })).body.id);
    const published = await breakOut('S52501A');
    const draft = await breakOut('S52502D');
    expect((await at.read(published)).state).toBe('published');
    await at.edit(id, { body: paragraph(`${template} Rest it.`) });
    await at.approve(id);
    expect((await at.read(draft)).toMerge).toBeNull();
    await at.everyday();
    const { approvedRevision } = await at.read(id);
    for (const line of [published, draft])
      expect(await at.read(line)).toMatchObject({ toMerge: approvedRevision });
    expect(await at.read(published)).toMatchObject({ state: 'published' });
    const { body } = await at.ask('GET', `/explanations/${published}/merge`);
    expect(body.merge).toMatchObject({ revision: approvedRevision, family: 'S52.5' });
    const { correction, own } = body.merge as MergeView;
    const added = (correction ?? []).flatMap(({ words }) => words.filter(({ kind }) => kind !== 'same'));
    expect(added).toEqual([{ kind: 'added', text: ' Rest it.' }]);
    expect(JSON.stringify([correction, own])).not.toContain('{{');
    expect((await toMergeInto(at.payload)).texts.map(({ name }) => name)).toEqual([
      'ICD-10-CM S52.501A',
      'ICD-10-CM S52.502D',
    ]);
  });

  it('is merged once, and the next one is flagged again', async () => {
    const [line] = (await toMergeInto(at.payload)).texts;
    const { toMerge } = await at.read(line?.id ?? '');
    const merged = { revision: toMerge };
    expect((await at.ask('POST', `/explanations/${line?.id}/merged`, merged)).status).toBe(200);
    expect(await at.read(line?.id ?? '')).toMatchObject({
      state: 'published',
      toMerge: null,
      basedOn: toMerge,
    });
    expect((await toMergeInto(at.payload)).total).toBe(1);
    await at.edit(id, { body: paragraph(template) });
    await at.approve(id);
    await at.everyday();
    expect((await toMergeInto(at.payload)).total).toBe(2);
  });
});

describe('the coverage of a set', () => {
  it('counts own texts, inherited ones and none, by chapter and by category', async () => {
    expect(await coverage('')).toMatchObject({
      edition: { id: edition(2025), shown: true },
      total: { codes: 29, own: 2, inherited: 25, none: 2 },
      ranges: [{ range: 'S00-T88', codes: 29, own: 2, inherited: 25, none: 2 }],
    });
    expect(await coverage('&range=S00-T88')).toMatchObject({ ranges: [{ range: 'S52', codes: 29 }] });
  });
});

describe('the release of an edition', () => {
  it('waits for words for the values that the edition brings, and names them', async () => {
    const rows = madeFractures([
      ['A', 'initial encounter for closed break'],
      ['B', 'initial encounter for open break'],
    ]);
    await at.bring(2026, rows);
    const [laterality, encounter] = madeSlots();
    await at.edit(id, { slots: [laterality, { ...encounter, asSaid: false }] });
    const refused = await at.ask('POST', `/explanations/${id}/workflow`, {
      action: 'submit',
      contentHash: (await at.read(id)).contentHash,
    });
    expect(JSON.stringify(refused.body)).toContain('no words for D');
    const words = [...(encounter?.words ?? []), { value: 'D', words: 'later visits' }];
    await at.edit(id, { slots: [laterality, { ...encounter, asSaid: false, words }] });
    await at.approve(id);
    await at.everyday();
    const made = await prepareEdition(at.payload, null, edition(2026));
    const found = await blockersOf(at.payload, await readRelease(at.payload, made.id));
    const slots = found.filter(({ code }) => code === 'slot-without-words');
    expect(slots.map(({ message }) => message)).toEqual([
      'S52.5: the text for the codes below it cannot be read everywhere: slot encounter has no words for B, "initial encounter for open break" (S52.501B and 5 more).',
    ]);
  });

  it('gives a code that the edition adds the text of its family, which two people find to hold', async () => {
    const where = { key: { equals: `${edition(2026)}/S52501B` } };
    const item = async () => (await at.payload.find({ collection: 'work-items', where, depth: 0 })).docs[0];
    const added = await item();
    expect(added).toMatchObject({ kind: 'added', explained: true });
    const view = await at.ask('GET', `/updates/${edition(2026)}/items/S52501B`);
    expect(view.body).toMatchObject({
      live: { from: { displayCode: 'S52.5', lacks: [expect.stringContaining('B')] } },
    });
    const step = (action: string, person = at.editor) =>
      at.ask('POST', `/work-items/${added?.id}/step`, { action, changeHash: added?.changeHash }, person);
    expect((await step('no-text')).status).toBe(409);
    expect((await step('propose-keep')).status).toBe(200);
    expect((await step('confirm-keep')).status).toBe(403);
    expect((await step('confirm-keep', at.reviewer)).status).toBe(200);
    expect(await item()).toMatchObject({ state: 'done', resolution: 'keep' });
  });

  it('lists the text of a family whose codes change', async () => {
    const where = { key: { equals: `${edition(2026)}/S525` } };
    const { docs } = await at.payload.find({ collection: 'work-items', where, depth: 0 });
    expect(docs[0]).toMatchObject({ kinds: ' family-changed ' });
    expect(JSON.stringify(docs[0]?.changes)).toContain('S52.501B');
  });
});

describe('a text for a family that nobody has approved as it stands', () => {
  it('keeps its authors from approving there what nobody approved here', async () => {
    const { revision } = await at.read(id);
    const body = paragraph('The {{laterality}} wrist broke, says the reviewer. This is about {{encounter}}.');
    const written = await at.ask('PATCH', `/explanations/${id}?draft=true`, { body, revision }, at.reviewer);
    expect(written.status).toBe(200);
    const made = await at.ask('POST', `/explanations/${id}/break-out`, { code: 'S52.509A' });
    const own = String(made.body.id);
    expect((await at.read(own)).editors).toEqual([at.editor.user.id, at.reviewer.user.id]);
    const step = (action: string, contentHash: unknown, person: typeof at.reviewer) =>
      at.ask('POST', `/explanations/${own}/workflow`, { action, contentHash }, person);
    const { contentHash } = await at.read(own);
    expect((await step('submit', contentHash, at.editor)).status).toBe(200);
    const refused = await step('approve', contentHash, at.reviewer);
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.body)).toContain('Somebody else has to approve it.');
  });
});
