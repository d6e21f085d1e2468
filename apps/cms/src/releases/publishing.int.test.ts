import type { Payload } from 'payload';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queuePublish } from '../jobs/queue-publish.ts';
import { runPublish, type Send } from '../jobs/run-publish.ts';
import type { PublishOutcome } from '../jobs/send-export.ts';
import { startDueReleases } from '../jobs/start-due.ts';
import { sweepCrashed } from '../jobs/sweep.ts';
import { prepareEdition, prepareEveryday } from './prepare.ts';
import { beginRelease } from './publish-release.ts';
import { readRelease, writeRelease } from './release-record.ts';
import { breakingOff } from './testing/breaking-off.ts';
import { july, october, openReleaseDesk, type ReleaseDesk } from './testing/made-desk.ts';
import { holderOf } from './turn.ts';

const down: PublishOutcome = { ok: false, failure: 'The publisher did not answer.', report: null };

describe('publishing a release', () => {
  let at: ReleaseDesk;
  let line: string;
  let round = 0;
  /** What the publisher was sent: the words of J0001, and the edition. */
  let sent: (string | null)[] = [];
  beforeAll(async () => {
    at = await openReleaseDesk();
    line = await at.approved('J0001', 'Round 0.');
    await at.everyday();
  });
  beforeEach(() => {
    sent = [];
  });
  afterAll(() => at.close());

  const send: Send = async (_, release) => {
    sent.push(await at.words('J0001', release ?? undefined));
    return { ok: true, report: {} };
  };
  const newText = async () => {
    round += 1;
    await at.edit(line, `Round ${round}.`);
    await at.approve(line);
    return `Round ${round}.`;
  };
  const ask = async () => {
    const release = await prepareEveryday(at.payload, null, null);
    const run = await queuePublish(at.payload, at.publisher.user, 'test', release?.id);
    return { run: run.id, release: release?.id ?? '' };
  };
  const runOf = (id: string) => at.payload.findByID({ collection: 'publish-runs', id, depth: 0 });
  const publish = (run: string, payload: Payload = at.payload, how: Send = send) =>
    runPublish(at.desk.env, payload, run, how);
  /** What the desk does after it was started again. */
  const startAgain = async () => {
    await sweepCrashed(at.payload, new Date(Date.now() + 1000));
    await startDueReleases(at.payload);
    const { docs } = await at.payload.find({
      collection: 'publish-runs',
      where: { state: { equals: 'waiting' } },
      sort: 'createdAt',
    });
    for (const { id } of docs) await publish(id);
  };

  it('shows readers the release once the publisher has it, and who published it', async () => {
    const words = await newText();
    const { run, release } = await ask();
    await publish(run);
    expect(sent).toEqual([words]);
    expect(await runOf(run)).toMatchObject({ state: 'done', release });
    expect(await readRelease(at.payload, release)).toMatchObject({
      state: 'published',
      publishedBy: at.publisher.user.id,
      settled: true,
    });
    expect((await at.read(line)).state).toBe('published');
    await publish(run);
    expect(sent).toHaveLength(1);
  });

  it('leaves everything as it was where the publisher refuses, and says so', async () => {
    const before = await at.words('J0001');
    const words = await newText();
    const { run, release } = await ask();
    await publish(run, at.payload, async () => down);
    expect(await runOf(run)).toMatchObject({ state: 'failed', failure: down.failure });
    expect(await readRelease(at.payload, release)).toMatchObject({
      state: 'cancelled',
      failure: down.failure,
    });
    expect([await at.words('J0001'), (await at.read(line)).state]).toEqual([before, 'approved']);
    await publish((await ask()).run);
    expect(await at.words('J0001')).toBe(words);
  });

  it('ends the same wherever a crash breaks it off', async () => {
    let points = 0;
    for (let writes = 1; ; writes += 1) {
      const words = await newText();
      const { run, release } = await ask();
      const crashed = await publish(run, breakingOff(at.payload, writes)).then(
        () => false,
        () => true,
      );
      await startAgain();
      const after = await readRelease(at.payload, release);
      expect([after.state, after.settled, await at.words('J0001')], `after ${writes} writes`).toEqual([
        'published',
        true,
        words,
      ]);
      expect((await at.read(line)).state, `after ${writes} writes`).toBe('published');
      expect(sent.at(-1), `after ${writes} writes`).toBe(words);
      if (!crashed) break;
      points += 1;
    }
    expect(points).toBeGreaterThan(4);
  }, 120_000);

  it('takes up what a crash left before anything else goes out', async () => {
    const words = await newText();
    const { release } = await ask();
    await beginRelease(at.payload, release, '2026-11-24', 'elsewhere-and-gone 1 x');
    await writeRelease(at.payload, release, { holder: holderOf() });
    const plainRun = await queuePublish(at.payload, null, 'official data');
    await publish(plainRun.id);
    expect(sent).toEqual([words, words]);
    expect(await readRelease(at.payload, release)).toMatchObject({ state: 'published' });
    await startAgain();
  });

  it('leaves alone what a command has on its way, and waits for it', async () => {
    await newText();
    const { run, release } = await ask();
    await beginRelease(at.payload, release, '2026-11-24', holderOf(process.ppid));
    expect(await startDueReleases(at.payload)).toBe(0);
    const other = await queuePublish(at.payload, null, 'official data');
    await publish(other.id);
    expect(sent).toHaveLength(1);
    await publish(run);
    expect(await readRelease(at.payload, release)).toMatchObject({ state: 'published' });
  });

  it('gives a publish that lost its job another one', async () => {
    const run = await at.payload.create({
      collection: 'publish-runs',
      data: { reason: 'lost', state: 'waiting' },
    });
    const jobs = () => at.payload.count({ collection: 'payload-jobs' });
    const before = (await jobs()).totalDocs;
    await sweepCrashed(at.payload, new Date(Date.now() + 1000));
    expect((await jobs()).totalDocs).toBeGreaterThan(before);
    await publish(run.id);
    expect(await runOf(run.id)).toMatchObject({ state: 'done' });
  });

  describe('on a day to come', () => {
    let release: string;
    const due = new Date('2999-01-02T00:00:00Z');
    beforeAll(async () => {
      await at.bringOctober();
      await at.settleItems(october);
      release = (await prepareEdition(at.payload, null, october)).id;
    });

    it('goes by a time that is still to come', async () => {
      for (const time of ['2020-01-01T00:00:00Z', 'tomorrow', undefined])
        expect((await at.ask('POST', `/releases/${release}/schedule`, { at: time })).status, time).toBe(422);
      const set = await at.ask('POST', `/releases/${release}/schedule`, { at: '2999-01-01T00:00:00Z' });
      expect(set).toMatchObject({ status: 200, body: { state: 'scheduled' } });
      expect(await startDueReleases(at.payload)).toBe(0);
      const listed = await at.ask('POST', `/releases/${release}/list-again`);
      expect(listed).toMatchObject({
        status: 200,
        body: { state: 'scheduled', scheduledFor: set.body.scheduledFor },
      });
    });

    it('is checked again when its time has come', async () => {
      const { docs } = await at.payload.update({
        collection: 'work-items',
        where: { edition: { equals: october }, code: { equals: 'J0003' } },
        data: { state: 'open' },
      });
      expect(await startDueReleases(at.payload, due)).toBe(1);
      expect(await startDueReleases(at.payload, due)).toBe(1);
      await startAgain();
      expect(sent).toEqual([]);
      const { state, failure } = await readRelease(at.payload, release);
      expect([state, failure]).toEqual(['open', expect.stringContaining('J0003')]);
      const told = await at.payload.find({
        collection: 'notices',
        where: { kind: { equals: 'not-released' } },
      });
      expect(told.docs.map(({ words, path }) => [words, path])).toEqual([
        [failure, `/admin/collections/releases/${release}`],
      ]);
      for (const { id } of docs)
        await at.payload.update({ collection: 'work-items', id, data: { state: 'done' } });
    });

    it('is tried a few more times where nobody has to act, then waits for people', async () => {
      await writeRelease(at.payload, release, {
        state: 'scheduled',
        scheduledFor: '2026-01-01T00:00:00.000Z',
      });
      const states: string[] = [];
      for (let tries = 0; tries < 3; tries += 1) {
        await startDueReleases(at.payload, due);
        await writeRelease(at.payload, release, { scheduledFor: '2026-01-01T00:00:00.000Z' });
        const { docs } = await at.payload.find({
          collection: 'publish-runs',
          where: { state: { equals: 'waiting' } },
        });
        for (const { id } of docs) await publish(id, at.payload, async () => down);
        states.push((await readRelease(at.payload, release)).state);
      }
      expect(states).toEqual(['scheduled', 'scheduled', 'open']);
    });

    it('goes out by itself', async () => {
      expect((await at.seen()).get('J0001')?.edition.id).toBe(july);
      await at.ask('POST', `/releases/${release}/schedule`, { at: '2999-01-01T00:00:00Z' });
      await startDueReleases(at.payload, due);
      await startAgain();
      expect(await readRelease(at.payload, release)).toMatchObject({ state: 'published' });
      expect((await at.seen()).get('J0001')?.edition.id).toBe(october);
    });
  });
});
