import type { Explanation } from '@plaincode/types/payload';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';
import { addCode, addStarter, paragraph } from '../../testing/starter.ts';
import { actOnExplanation } from './act.ts';

const somebodyElse =
  'You edited this text since its last approval, or wrote words of it whose approval ended. Somebody else has to approve it.';

let desk: TestDesk;
let editor: Person;
let reviewer: Person;
let other: Person;
let starter: Awaited<ReturnType<typeof addStarter>>;
let next = 0;
let id: string;

beforeAll(async () => {
  desk = await openTestDesk();
  editor = await addPerson(desk, 'editor');
  reviewer = await addPerson(desk, 'reviewer');
  other = await addPerson(desk, 'reviewer', 'other reviewer');
  starter = await addStarter(desk);
});
afterAll(() => desk.close());

beforeEach(async () => {
  const code = `J72${String(next++).padStart(2, '0')}`;
  await addCode(desk, starter.importId, code);
  const words =
    'A medicine given into a vein, drop by drop, over about an hour, in a chair in the clinic. ' +
    'A nurse looks after the drip and asks how the person feels, before it begins, while it runs and after it.';
  const made = await desk.payload.create({
    collection: 'explanations',
    data: {
      codeSet: 'hcpcs',
      code,
      plainTitle: 'A medicine',
      body: paragraph(words),
      notice: starter.notice.id,
      appliesFrom: 'hcpcs-2025-10-01',
    },
    draft: true,
    user: editor.user,
    overrideAccess: false,
  });
  id = made.id;
});

const read = () => desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
const act = (person: Person, action: 'submit' | 'approve') =>
  actOnExplanation({ payload: desk.payload, user: person.user, id, action });
async function save(person: Person, data: { [Field in keyof Explanation]?: unknown }): Promise<void> {
  const { revision } = await read();
  const answer = await askApi(desk, person, 'PATCH', `/explanations/${id}?draft=true`, { ...data, revision });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

it('nobody writes in the slot table of a text that is for one code', async () => {
  const slots = [{ name: 'side', source: 'laterality', words: { left: 'the reviewer’s own words' } }];
  await save(reviewer, { slots });
  expect((await read()).slots).toBeNull();
  expect((await read()).editors).toEqual([editor.user.id]);
});

it('an approval that did not see a slot table leaves none behind', async () => {
  await desk.payload.db.updateOne({
    collection: 'explanations',
    id,
    data: { slots: [{ name: 'side' }] },
    returning: false,
  });
  await act(editor, 'submit');
  await act(reviewer, 'approve');
  expect((await read()).slots).toBeNull();
});

/** An image that the editor put in, and a text that shows it. */
async function addImage(name: string) {
  const data = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0f4c5c' } })
    .png()
    .toBuffer();
  const image = await desk.payload.create({
    collection: 'media',
    data: { alt: 'A drip' },
    file: { data, name, mimetype: 'image/png', size: data.length },
    user: editor.user,
  });
  const shown = (words: string) => {
    const { root } = paragraph(words);
    const upload = {
      type: 'upload',
      version: 3,
      relationTo: 'media',
      value: image.id,
      fields: {},
      format: '',
    };
    return { root: { ...root, children: [...root.children, { ...upload, id: '6d5f4e3a2b1c0d9e8f7a6b5c' }] } };
  };
  return { image, shown };
}

it('who wrote what an image shows is an author of the text that shows it, until somebody approved it', async () => {
  const { image, shown } = await addImage('drip.png');
  const words = 'A medicine given into a vein, drop by drop, over about an hour, in a chair in the clinic.';
  const renamed = await askApi(desk, reviewer, 'PATCH', `/media/${image.id}`, {
    alt: 'Words of the reviewer',
  });
  expect(renamed.status).toBe(200);
  await save(editor, { body: shown(words) });
  expect((await read()).editors?.toSorted()).toEqual([editor.user.id, reviewer.user.id].toSorted());
  await act(editor, 'submit');
  await expect(act(reviewer, 'approve')).rejects.toThrow(somebodyElse);
  await act(other, 'approve');

  // The image's words are approved: who wrote them may judge what is written beside them later.
  await save(editor, { body: shown(`${words} It is watched.`) });
  expect((await read()).editors).toEqual([editor.user.id]);

  const forged = await askApi(desk, reviewer, 'PATCH', `/media/${image.id}`, {
    alt: 'Other words',
    wordsBy: [],
  });
  expect(forged.status).toBe(200);
  await save(editor, { plainTitle: 'A medicine in a drip' });
  expect((await read()).editors).toContain(reviewer.user.id);
});

const restores: [string, (version: string) => Promise<unknown>][] = [
  ['REST', (version) => askApi(desk, editor, 'POST', `/explanations/versions/${version}?draft=true`)],
  ['REST, not as a draft', (version) => askApi(desk, editor, 'POST', `/explanations/versions/${version}`)],
  [
    'the Local API',
    (version) =>
      desk.payload.restoreVersion({
        collection: 'explanations',
        id: version,
        draft: true,
        user: editor.user,
        overrideAccess: false,
      }),
  ],
];

it.each(restores)(
  'a version restored through %s brings its authors, whatever its images say since',
  async (_, restore) => {
    const { image, shown } = await addImage(`restored-${next}.png`);
    const own =
      'Words of the reviewer alone, on a medicine that drops into a vein for about an hour in the clinic.';
    const { body } = await read();
    await save(reviewer, { body: shown(own) });
    const { docs } = await desk.payload.findVersions({
      collection: 'explanations',
      where: { parent: { equals: id }, latest: { equals: true } },
      depth: 0,
    });
    await save(editor, { body, plainTitle: 'A medicine in a drip' });
    await act(editor, 'submit');
    await act(other, 'approve');
    expect((await read()).editors).toEqual([]);

    const renamed = await askApi(desk, other, 'PATCH', `/media/${image.id}`, { alt: 'A drip on a stand' });
    expect(renamed.status).toBe(200);
    await restore(docs[0]?.id ?? '');
    expect(await read()).toMatchObject({ state: 'draft', body: shown(own) });
    expect((await read()).editors?.toSorted()).toEqual(
      [editor, reviewer, other].map(({ user }) => user.id).toSorted(),
    );
    await act(editor, 'submit');
    await expect(act(reviewer, 'approve')).rejects.toThrow(somebodyElse);
  },
);
