import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';
import { openTestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi } from '../../testing/people.ts';

let at: ReleaseDesk;
beforeAll(async () => {
  at = await openReleaseDesk();
});
afterAll(() => at.close());

const place = { codeSet: 'hcpcs', code: 'J0001', appliesFrom: october };

describe('a text is for a place that the desk can name', () => {
  it.each([
    [{ codeSet: 'hcpcs/J0001', code: 'A' }, 'codeSet', 'There are cpt, hcpcs, icd-10-cm, and icd-10-pcs.'],
    [{ codeSet: 'snomed' }, 'codeSet', 'The desk holds no such code set.'],
    [{ code: 'J0001/A' }, 'code', 'Write the code alone'],
    [{ code: 'J0001@x' }, 'code', 'Write the code alone'],
    [{ appliesFrom: `${october}@x` }, 'appliesFrom', 'Write an edition'],
  ])('and not for %j', async (other, path, words) => {
    const refused = {
      status: 422,
      body: { errors: [{ data: { errors: [{ path }] }, message: expect.stringContaining(words) }] },
    };
    const made = await at.ask('POST', '/explanations?draft=true', { ...place, ...other }, at.editor);
    expect(made).toMatchObject(refused);
    const { body } = await at.ask('POST', '/explanations?draft=true', { codeSet: 'hcpcs' }, at.editor);
    const { id, revision } = body.doc as { id: string; revision: number };
    const moved = await at.ask(
      'PATCH',
      `/explanations/${id}?draft=true&autosave=true`,
      { ...place, ...other, revision },
      at.editor,
    );
    expect(moved).toMatchObject(refused);
  });

  it('whichever way people write it', async () => {
    const written = { codeSet: ' HCPCS', code: 'j0001 ', appliesFrom: october };
    const { status, body } = await at.ask('POST', '/explanations?draft=true', written, at.editor);
    expect([status, body.doc]).toMatchObject([201, { lineKey: `hcpcs/J0001@${october}` }]);
  });
});

it('before the first import any code set can be written for', async () => {
  const desk = await openTestDesk();
  const editor = await addPerson(desk, 'editor');
  const { status } = await askApi(desk, editor, 'POST', '/explanations?draft=true', place);
  expect(status).toBe(201);
  await desk.close();
});
