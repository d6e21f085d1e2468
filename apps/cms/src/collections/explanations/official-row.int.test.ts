import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { july, october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';
import { paragraph } from '../../testing/starter.ts';
import { bringHcpcs } from '../../updates/testing/made-updates.ts';

const rows = (dose: string) =>
  ['J0001', 'J0002', 'J0004'].map((code) => ({
    code,
    long: `Injection, drug ${code}, ${code === 'J0001' ? dose : '1 mg'}`,
    short: code,
  }));

/** A text for J0001 that waits for its review. */
async function submitted(
  { payload, notice, editor, act }: ReleaseDesk,
  appliesFrom: string,
  words: string,
): Promise<string> {
  const data = { codeSet: 'hcpcs', code: 'J0001', appliesFrom, body: paragraph(words), notice };
  const made = { collection: 'explanations', data, draft: true, depth: 0, user: editor.user } as const;
  const { id } = await payload.create(made);
  await act(editor, id, 'submit');
  return id;
}

const viewOf = async (at: ReleaseDesk, id: string) =>
  (await at.ask('GET', `/explanations/${id}/workflow`, undefined, at.reviewer)).body;

async function approveWith(at: ReleaseDesk, id: string, official: object) {
  const { contentHash } = await at.read(id);
  const step = { action: 'approve', contentHash, ...official };
  return await at.ask('POST', `/explanations/${id}/workflow`, step, at.reviewer);
}

describe('an approval holds for the official row that was read', () => {
  let at: ReleaseDesk;
  let id: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    await at.bringOctober();
    id = await submitted(at, october, 'Ten milligrams.');
  });
  afterEach(() => at.close());

  const view = () => viewOf(at, id);
  const approve = (official: object) => approveWith(at, id, official);
  const postAgain = () => bringHcpcs(at.desk, 'HCPC2025_OCT_ANWEB_v2.txt', rows('20 mg'));
  const refused = { status: 409, body: { errors: [{ data: { code: 'official-changed' } }] } };
  const item = async () => {
    const where = { key: { equals: `${october}/J0001` } };
    return (await at.payload.find({ collection: 'work-items', where, depth: 0 })).docs[0];
  };

  it('and not for the one that a later import brought, until somebody looked at that', async () => {
    const { official } = await view();
    expect(official).toEqual(expect.any(String));
    await postAgain();
    expect(await approve({})).toMatchObject(refused);
    expect(await approve({ official })).toMatchObject(refused);
    await expect(at.act(at.reviewer, id, 'approve')).rejects.toMatchObject({
      data: { code: 'official-changed' },
    });
    expect((await at.read(id)).state).toBe('in-review');
    expect((await item())?.reopened).toMatch(/^Changed again/);

    const { official: now } = await view();
    expect(now).not.toBe(official);
    expect((await approve({ official: now })).status).toBe(200);
    expect(await item()).toMatchObject({ state: 'done', reopened: null });
  });

  it('and whoever sends the text to review again read the row that stands', async () => {
    await postAgain();
    await at.act(at.editor, id, 'take-back');
    await at.act(at.editor, id, 'submit');
    expect((await approve({})).status).toBe(200);
  });

  it('and another import that leaves the row alone asks for nothing', async () => {
    const { official } = await view();
    await bringHcpcs(at.desk, 'HCPC2025_OCT_ANWEB_v2.txt', rows('10 mg'));
    expect((await approve({ official })).status).toBe(200);
  });
});

describe('an approval of a text that is carried forward', () => {
  let at: ReleaseDesk;
  let id: string;
  beforeEach(async () => {
    at = await openReleaseDesk();
    await at.bringOctober();
    id = await submitted(at, july, 'One milligram, or ten.');
  });
  afterEach(() => at.close());

  const view = () => viewOf(at, id);
  const approve = (official: object) => approveWith(at, id, official);
  const later = async () => {
    const path = `/codes/beside?codeSet=hcpcs&code=J0001&edition=${july}`;
    return ((await at.ask('GET', path, undefined, at.reviewer)).body.beside as { later: unknown }).later;
  };
  const postAgain = () => bringHcpcs(at.desk, 'HCPC2025_OCT_ANWEB_v2.txt', rows('20 mg'));
  const refused = { status: 409, body: { errors: [{ data: { code: 'official-changed' } }] } };
  const beginOctober = () =>
    at.payload.create({
      collection: 'explanations',
      data: {
        codeSet: 'hcpcs',
        code: 'J0001',
        appliesFrom: october,
        body: paragraph('Ten.'),
        notice: at.notice,
      },
      draft: true,
      user: at.editor.user,
    });

  it('holds for the row of each edition in which it is read', async () => {
    const { official } = await view();
    await postAgain();
    expect(await approve({})).toMatchObject(refused);
    expect(await approve({ official })).toMatchObject(refused);
    const { official: now } = await view();
    expect((await approve({ official: now })).status).toBe(200);
  });

  it('holds for the rows that a later edition brought since', async () => {
    const { official } = await view();
    await bringHcpcs(at.desk, 'HCPC2026_JAN_ANWEB.txt', rows('30 mg'));
    expect(await approve({ official })).toMatchObject(refused);
  });

  it('is told which other rows it is read beside', async () => {
    expect(await later()).toEqual([
      {
        label: 'October 2025',
        present: true,
        words: expect.arrayContaining([
          expect.objectContaining({ kind: 'removed', text: expect.stringContaining('1') }),
          expect.objectContaining({ kind: 'added', text: expect.stringContaining('10') }),
        ]),
      },
    ]);
  });

  it('does not hang on an edition for which another text was begun', async () => {
    const { official } = await view();
    await beginOctober();
    expect(await later()).toEqual([]);
    await postAgain();
    expect((await approve({ official })).status).toBe(200);
  });
});
