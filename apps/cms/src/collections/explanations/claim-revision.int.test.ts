import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';
import { claimRevision, releaseClaim } from './claim-revision.ts';

const writers = 20;

describe('which save may follow which revision', () => {
  let desk: TestDesk;
  let people: Person[];
  let id: string;

  beforeAll(async () => {
    desk = await openTestDesk();
    people = [];
    for (let number = 0; number < writers; number += 1)
      people.push(await addPerson(desk, 'editor', `Writer ${number}`));
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    const made = await desk.payload.create({
      collection: 'explanations',
      data: { plainTitle: 'At first' },
      draft: true,
    });
    id = made.id;
  });

  const read = () => desk.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const revisionNow = async () => (await read()).revision ?? 0;
  const autosave = (person: Person | undefined, plainTitle: string, revision: number) =>
    askApi(desk, person ?? null, 'PATCH', `/explanations/${id}?draft=true&autosave=true`, {
      plainTitle,
      revision,
    });
  const claim = (revision: number) => claimRevision(desk.payload, id, revision);
  const claims = async () =>
    (
      await desk.payload.find({
        collection: 'save-claims',
        where: { document: { equals: id } },
        pagination: false,
      })
    ).docs;

  it('is one of twenty that ask at the same moment', async () => {
    const revision = await revisionNow();
    const answers = await Promise.all(people.map(() => claim(revision)));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  it('is not one that read the text before others wrote, though their claims are cleared away', async () => {
    const read = await revisionNow();
    await autosave(people[0], 'Then', read);
    await autosave(people[1], 'And then', read + 1);
    expect((await claims()).map(({ revision }) => revision)).toEqual([read + 1]);
    expect(await claim(read)).toBeNull();
    expect((await claims()).map(({ revision }) => revision)).toEqual([read + 1]);
  });

  it('is one of twenty that find a claim whose writer died', async () => {
    const revision = await revisionNow();
    const at = new Date(Date.now() - 31_000).toISOString();
    const key = `${id}/${revision}/0`;
    await desk.payload.create({ collection: 'save-claims', data: { key, document: id, revision, at } });
    const answers = await Promise.all(people.map(() => claim(revision)));
    expect(answers.filter((answer) => answer !== null)).toEqual([`${id}/${revision}/1`]);
  });

  it('is the next one where a claim is given back, and that of another stays', async () => {
    const revision = await revisionNow();
    const mine = await claim(revision);
    await releaseClaim(desk.payload, `${id}/${revision}/7`);
    expect(await claim(revision)).toBeNull();
    await releaseClaim(desk.payload, mine ?? '');
    expect(await claim(revision)).toBe(mine);
  });

  it('loses no autosave of twenty people: what was taken is in the history, the rest was refused', async () => {
    const taken: string[] = [];
    const refusals: unknown[] = [];
    const writeUntilTaken = async (person: Person, number: number) => {
      for (let round = 0; ; round += 1) {
        const title = `Text of ${number}, tried ${round} times before`;
        const answer = await autosave(person, title, await revisionNow());
        if (answer.status === 200) return taken.push(title);
        refusals.push((answer.body.errors as { data: unknown }[])[0]?.data);
      }
    };
    await Promise.all(people.map(writeUntilTaken));
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: 'stale', conflict: { by: expect.stringMatching(/^Writer \d/) } });
    expect(taken).toHaveLength(writers);
    expect(refusals.length).toBeGreaterThan(0);
    expect((await read()).revision).toBe(taken.length + 1);
    const { docs } = await desk.payload.findVersions({
      collection: 'explanations',
      where: { parent: { equals: id } },
      pagination: false,
      depth: 0,
    });
    const held = docs.map(({ version }) => version.plainTitle);
    expect(taken.filter((title) => !held.includes(title))).toEqual([]);
  });

  it('keeps one version of what one person goes on writing', async () => {
    const first = await revisionNow();
    const versions = async () =>
      (await desk.payload.countVersions({ collection: 'explanations', where: { parent: { equals: id } } }))
        .totalDocs;
    const before = await versions();
    for (const [step, title] of ['One', 'Two', 'Three', 'Four'].entries())
      expect((await autosave(people[2], title, first + step)).status).toBe(200);
    expect((await versions()) - before).toBeLessThanOrEqual(2);
  });

  it('refuses an old revision at once: only who came second waits for the first', async () => {
    const revision = await revisionNow();
    await autosave(people[0], 'Newer', revision);
    const begin = performance.now();
    expect((await autosave(people[1], 'Older', revision)).status).toBe(409);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});
