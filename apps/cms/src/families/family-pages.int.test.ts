import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FamilyDesk, madeSlots, openFamilyDesk, template } from './testing/family-desk.ts';

describe('a text for a family', () => {
  let at: FamilyDesk;
  let id: string;
  beforeAll(async () => {
    at = await openFamilyDesk();
  });
  afterAll(() => at.close());

  it('cannot be reviewed while a value has no words', async () => {
    const [laterality, encounter] = madeSlots();
    const bare = [{ ...laterality, words: [] }, encounter];
    id = await at.family('S525', template, bare);
    const refused = await at.ask('POST', `/explanations/${id}/workflow`, {
      action: 'submit',
      contentHash: (await at.read(id)).contentHash,
    });
    expect(refused.status).toBe(422);
    const said = JSON.stringify(refused.body);
    expect(said).toContain('Slot laterality: no words for \\"right\\" (8 codes, such as S52.501).');
    expect(said).toContain('no words for codes of which the source says nothing (3 codes, such as S52.5)');
    expect((await at.edit(id, { slots: madeSlots() })).status).toBe(200);
    await at.approve(id);
  });

  it('is read on every page of the family, filled for its code, and says whose text it is', async () => {
    await at.everyday();
    const pages = await at.pages();
    const texts = [...pages.values()].filter(({ explanation }) => explanation !== null);
    expect(texts).toHaveLength(27);
    expect(JSON.stringify(texts.map(({ explanation }) => explanation))).not.toContain('{{');
    expect(await at.words('S52501A')).toBe(
      'The right wrist is broken. This is about the first visits while under active treatment.',
    );
    expect(await at.words('S52522D')).toBe(
      'The left wrist is broken. This is about subsequent encounter for closed break with routine healing.',
    );
    expect(await at.words('S52509S')).toBe(
      'The wrist is broken. This is about a visit for what the break left behind.',
    );
    expect(await at.words('S525')).toBe('The wrist is broken. This is about any visit.');
    expect(pages.get('S525')?.explanation?.inheritedFrom).toBeNull();
    expect(pages.get('S52501A')?.explanation?.inheritedFrom).toEqual({
      path: '/icd-10-cm/S52.5/',
      displayCode: 'S52.5',
      title: 'Break of the lower end of a made-up bone',
      state: 'active',
    });
    const editorial = pages.get('S52501A')?.sources.find(({ kind }) => kind === 'editorial');
    expect(editorial).toEqual(pages.get('S525')?.sources.find(({ kind }) => kind === 'editorial'));
    expect([await at.words('S52'), await at.words('S529XXA')]).toEqual([null, null]);
  });

  it('loses its approval with a changed word of its slot table, while readers keep what was approved', async () => {
    const [laterality, encounter] = madeSlots();
    const words = (laterality?.words ?? []).map((row) =>
      row.value === 'right' ? { ...row, words: 'dexter' } : row,
    );
    await at.edit(id, { slots: [{ ...laterality, words }, encounter] });
    expect(await at.read(id)).toMatchObject({ state: 'draft', approvedHash: null });
    expect(await at.words('S52501A')).toContain('The right wrist');
    await at.approve(id);
    await at.everyday();
    expect(await at.words('S52501A')).toContain('The dexter wrist');
  });

  it('gives way to a text of the code itself, and comes back when that is withdrawn', async () => {
    const own = await at.draft('S52501', 'The stem has a text of its own.');
    await at.approve(own);
    await at.everyday();
    const pages = await at.pages();
    expect(pages.get('S52501')?.explanation?.inheritedFrom).toBeNull();
    expect(await at.words('S52501')).toBe('The stem has a text of its own.');
    expect(await at.words('S52501A')).toContain('The dexter wrist');
    await at.act(at.reviewer, own, 'withdraw');
    await at.everyday();
    expect(await at.words('S52501')).toBe('The dexter wrist is broken. This is about any visit.');
  });

  it('gives way to a nearer family', async () => {
    const nearer = await at.family('S5252', 'Twisted, {{encounter}}.');
    await at.approve(nearer);
    await at.everyday();
    expect(await at.words('S52521S')).toBe('Twisted, a visit for what the break left behind.');
    expect((await at.pages()).get('S52521S')?.explanation?.inheritedFrom?.displayCode).toBe('S52.52');
    expect(await at.words('S52501A')).toContain('The dexter wrist');
  });
});
