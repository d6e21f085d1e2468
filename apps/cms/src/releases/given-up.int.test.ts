import type { PublishRun } from '@plaincode/types/payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPublish } from '../jobs/run-publish.ts';
import { relationId } from '../relation-id.ts';
import { addPerson, type Person } from '../testing/people.ts';
import { openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';

describe('texts that two people publish in one moment', () => {
  let at: ReleaseDesk;
  let other: Person;
  let lines: string[];
  beforeAll(async () => {
    at = await openReleaseDesk();
    other = await addPerson(at.desk, 'publisher', 'Pia');
    lines = [];
    for (const code of ['J0001', 'J0002', 'J0004']) lines.push(await at.approved(code, `Of ${code}.`));
  });
  afterAll(() => at.close());

  const publish = async (person: Person, ...some: (string | undefined)[]): Promise<PublishRun> => {
    const { body, status } = await at.ask('POST', '/publish', { explanations: some }, person);
    expect(status, JSON.stringify(body)).toBe(202);
    const { id } = body.run as { id: string };
    return await runOf(id);
  };
  const runOf = (id: string) => at.payload.findByID({ collection: 'publish-runs', id, depth: 0 });
  const send = async (run: string) =>
    runPublish(at.desk.env, at.payload, run, async () => ({ ok: true, report: {} }));

  it('are not given up with what one of them gives up, and that one is told so', async () => {
    const [first, second, third] = lines;
    const own = await publish(at.publisher, first);
    const theirs = await publish(other, second);
    expect(theirs.id).not.toBe(own.id);
    expect((await publish(other, third)).id).toBe(theirs.id);
    // Both asked for it: each of them gets it.
    const both = await publish(other, first);
    expect(both.id).toBe(theirs.id);

    const given = await at.ask('POST', `/releases/${relationId(own.release)}/cancel`);
    expect(given).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    for (const run of [own.id, theirs.id]) await send(run);
    expect(await runOf(own.id)).toMatchObject({
      state: 'failed',
      failure: 'The release was given up before its turn came.',
    });
    expect(await runOf(theirs.id)).toMatchObject({ state: 'done', failure: null });
    for (const code of ['J0001', 'J0002', 'J0004']) expect(await at.words(code)).toBe(`Of ${code}.`);
  });

  it('go out once where both ask for the same', async () => {
    const [first = ''] = lines;
    await at.edit(first, 'Of both.');
    await at.approve(first);
    const runs = [await publish(at.publisher, first), await publish(other, first)];
    expect(new Set(runs.map(({ id }) => id)).size).toBe(2);
    for (const { id } of runs) await send(id);
    expect(await at.words('J0001')).toBe('Of both.');
    expect((await at.read(first)).state).toBe('published');
    for (const { id } of runs) expect(await runOf(id)).toMatchObject({ state: 'done' });
  });
});
