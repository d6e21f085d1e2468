import type { Payload } from 'payload';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { exportSite } from '../export/export-site.ts';
import { prepareEveryday } from '../releases/prepare.ts';
import { readRelease } from '../releases/release-record.ts';
import { breakingOff } from '../releases/testing/breaking-off.ts';
import { openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { queuePublish } from './queue-publish.ts';
import { runPublish } from './run-publish.ts';
import { startDueReleases } from './start-due.ts';
import { sweepCrashed } from './sweep.ts';
import { type MadePublisher, openMadePublisher } from './testing/made-publisher.ts';

let at: ReleaseDesk;
let publisher: MadePublisher;
let line: string;
let round = 0;

beforeAll(async () => {
  publisher = await openMadePublisher();
  at = await openReleaseDesk({ PUBLISHER_PORT: String(publisher.port) });
  line = await at.approved('J0001', 'Round 0.');
  await publish();
});
beforeEach(() => {
  publisher.asked = [];
});
afterAll(async () => {
  await at.close();
  await publisher.close();
});

async function queued(): Promise<{ run: string; release: string }> {
  const release = await prepareEveryday(at.payload, null, null);
  const run = await queuePublish(at.payload, at.publisher.user, 'test', release?.id);
  return { run: run.id, release: release?.id ?? '' };
}

async function publish(payload: Payload = at.payload) {
  const { run } = await queued();
  await runPublish(at.desk.env, payload, run);
  return await at.payload.findByID({ collection: 'publish-runs', id: run, depth: 0 });
}

async function newText(): Promise<string> {
  round += 1;
  await at.edit(line, `Round ${round}.`);
  await at.approve(line);
  return `Round ${round}.`;
}

/** What readers should see, by path. */
async function wanted(): Promise<Map<string, string>> {
  const { mediaFolder } = at.desk.env;
  const request = {
    reason: 'test',
    origin: at.desk.env.siteUrl,
    mediaFolder,
    now: new Date(),
    warn: () => undefined,
  };
  const pages = new Map<string, string>();
  for await (const one of exportSite(at.payload, request))
    if (one.type === 'page') pages.set(one.record.path, JSON.stringify(one.record));
  return pages;
}

it('sends only what a text changes, and readers see what a whole export would show them', async () => {
  const words = await newText();
  const run = await publish();
  expect(run).toMatchObject({ state: 'done', sent: { mode: 'delta' } });
  expect(publisher.asked).toEqual([{ mode: 'delta', pages: 4 }]);
  expect(publisher.pages.get('/hcpcs/J0001/')).toContain(words);
  expect(publisher.pages).toEqual(await wanted());
});

it('sends the whole site where the publisher asks for it', async () => {
  publisher.next = ['full-needed'];
  await newText();
  expect(await publish()).toMatchObject({ state: 'done', sent: { mode: 'full' } });
  expect(publisher.asked.map(({ mode }) => mode)).toEqual(['delta', 'full']);
});

it('sends the whole site where the publisher serves another release than the last one', async () => {
  publisher.release = 'one that a command took back';
  await newText();
  await publish();
  expect(publisher.asked.map(({ mode }) => mode)).toEqual(['full']);
});

it('sends the whole site after a change of what its pages rest on, once', async () => {
  const { docs } = await at.payload.find({ collection: 'copyright-notices', limit: 1 });
  const id = docs[0]?.id ?? '';
  await at.payload.db.updateOne({ collection: 'copyright-notices', id, data: { text: '© Copyright 2027.' } });
  await newText();
  await publish();
  await newText();
  await publish();
  expect(publisher.asked.map(({ mode }) => mode)).toEqual(['full', 'delta']);
  expect(publisher.pages).toEqual(await wanted());
});

it('sends the whole site for a publish without a release', async () => {
  const run = await queuePublish(at.payload, null, 'official data');
  await runPublish(at.desk.env, at.payload, run.id);
  expect(publisher.asked.map(({ mode }) => mode)).toEqual(['full']);
});

it('loses and doubles nothing where the publisher took a release and nobody heard it', async () => {
  publisher.next = ['gone before it answers'];
  await newText();
  expect(await publish()).toMatchObject({ state: 'failed' });
  const words = await newText();
  await publish();
  expect(publisher.asked.map(({ mode }) => mode)).toEqual(['delta', 'full']);
  expect(publisher.pages.get('/hcpcs/J0001/')).toContain(words);
  expect(publisher.pages).toEqual(await wanted());
});

it('takes what somebody publishes in one moment to readers as few releases', async () => {
  const codes = ['J0002', 'J0003', 'J0004'];
  const lines: string[] = [];
  for (const code of codes) lines.push(await at.approved(code, `Of ${code}.`));
  const answers = await Promise.all(
    lines.map((id) => at.ask('POST', '/publish', { explanations: [id], reason: 'at once' })),
  );
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  const runs = new Set(answers.map(({ body }) => (body.run as { id: string }).id));
  expect(runs.size).toBe(1);
  for (const run of runs) await runPublish(at.desk.env, at.payload, run);
  expect(publisher.asked.map(({ mode }) => mode)).toEqual(['delta']);
  for (const code of codes) expect(publisher.pages.get(`/hcpcs/${code}/`)).toContain(`Of ${code}.`);
  const states = await Promise.all(lines.map(async (id) => (await at.read(id)).state));
  expect(states).toEqual(['published', 'published', 'published']);
});

it('ends with readers seeing what the desk says they see, wherever a crash breaks it off', async () => {
  let points = 0;
  for (let writes = 1; ; writes += 1) {
    const words = await newText();
    const { run, release } = await queued();
    const crashed = await runPublish(at.desk.env, breakingOff(at.payload, writes), run).then(
      () => false,
      () => true,
    );
    await sweepCrashed(at.payload, new Date(Date.now() + 1000));
    await startDueReleases(at.payload);
    const { docs } = await at.payload.find({
      collection: 'publish-runs',
      where: { state: { equals: 'waiting' } },
      sort: 'createdAt',
    });
    for (const { id } of docs) await runPublish(at.desk.env, at.payload, id);
    expect((await readRelease(at.payload, release)).state, `after ${writes} writes`).toBe('published');
    expect(publisher.pages.get('/hcpcs/J0001/'), `after ${writes} writes`).toContain(words);
    if (!crashed) break;
    points += 1;
  }
  expect(publisher.pages).toEqual(await wanted());
  expect(points).toBeGreaterThan(4);
});
