import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { july, october, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

describe('a text of a sample that real data replaced', () => {
  let at: ReleaseDesk;
  let text: string;
  beforeAll(async () => {
    at = await openReleaseDesk({}, { sample: true });
    text = await at.approved('J0002', 'The text for July.');
    await at.everyday();
    await at.bringOctober();
  });
  afterAll(() => at.close());

  it('is shown on, with its edition as people name it', async () => {
    const page = (await at.seen()).get('J0002');
    expect(page?.edition.id).toBe(october);
    const editorial = page?.sources.find(({ kind }) => kind === 'editorial');
    expect(editorial).toMatchObject({ edition: july, editionLabel: 'July 2025' });
  });

  it('is told how to go on once it is edited', async () => {
    await at.edit(text, 'The text for July, mended.');
    await expect(at.act(at.editor, text, 'submit')).rejects.toMatchObject({
      data: {
        code: 'not-ready',
        details: [expect.stringMatching(/^The edition July 2025 is no longer held\. .*write a new one/)],
      },
    });
    const { revision } = await at.read(text);
    const moved = { appliesFrom: october, revision };
    const refused = await at.ask('PATCH', `/explanations/${text}?draft=true`, moved, at.editor);
    expect(refused).toMatchObject({
      status: 409,
      body: { errors: [{ message: expect.stringContaining('Start a text for the other code or edition') }] },
    });
    const fresh = await at.approved('J0002', 'The text for October.', october);
    await at.everyday();
    expect(await at.words('J0002')).toBe('The text for October.');
    expect((await at.read(fresh)).state).toBe('published');
  });
});
