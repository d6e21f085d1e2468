import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { PublishRun } from '@plaincode/types/payload';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { sweepCrashed } from './sweep.ts';

type Received = { authorization: string | undefined; body: string };

describe('publishing from the desk', () => {
  let desk: TestDesk;
  let publisher: Person;
  let server: Server;
  let answer: { status: number; body: string };
  let received: Received[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = await text(request).catch(() => 'broken off');
      // On a busy machine the desk asks in between whether the publisher is well.
      if (request.url === '/publish') received.push({ authorization: request.headers.authorization, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    desk = await openTestDesk({ PUBLISHER_PORT: String(port) });
    publisher = await addPerson(desk, 'publisher');
  });
  afterAll(async () => {
    await desk.close();
    server.close();
  });
  beforeEach(() => {
    answer = { status: 200, body: '{"outcome":"published","pages":3}' };
    received = [];
  });

  const publish = async (): Promise<PublishRun> => {
    const asked = await askApi(desk, publisher, 'POST', '/publish', { reason: 'October update' });
    expect(asked.status).toBe(202);
    await desk.payload.jobs.run({ queue: 'default' });
    const { id } = asked.body.run as { id: string };
    return await desk.payload.findByID({ collection: 'publish-runs', id, depth: 0 });
  };

  it('sends the export of the desk to the publisher and keeps its report', async () => {
    const run = await publish();
    expect(run).toMatchObject({
      state: 'done',
      reason: 'October update',
      requestedBy: publisher.user.id,
      report: { pages: 3 },
    });
    expect(received[0]?.authorization).toBe('Bearer a token for tests only');
    const lines =
      received[0]?.body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)) ?? [];
    expect(lines[0]).toMatchObject({ type: 'header', reason: 'October update' });
    expect(lines.at(-1)).toMatchObject({ type: 'end' });
  });

  it('says what the publisher said when it refuses', async () => {
    answer = { status: 422, body: '{"message":"A page lacks its notice."}' };
    expect(await publish()).toMatchObject({ state: 'failed', failure: 'A page lacks its notice.' });
  });

  it('says so when nobody listens, without the token', async () => {
    await new Promise((resolve) => server.close(resolve));
    const run = await publish();
    expect(run.state).toBe('failed');
    expect(run.failure).toMatch(/did not answer\. .*whether it is running/);
    expect(JSON.stringify(run)).not.toContain('a token for tests only');
  });

  it('closes what a crash left open', async () => {
    const { payload } = desk;
    const run = await payload.create({
      collection: 'publish-runs',
      data: { reason: 'crashed', state: 'running' },
    });
    const job = await payload.jobs.queue({ task: 'publish-site', input: { run: run.id } });
    await payload.update({ collection: 'payload-jobs', id: job.id, data: { processing: true } });
    expect(await sweepCrashed(payload, new Date(Date.now() - 60_000))).toBe(0);
    expect(await sweepCrashed(payload, new Date(Date.now() + 1000))).toBe(1);
    expect(await payload.findByID({ collection: 'publish-runs', id: run.id })).toMatchObject({
      state: 'failed',
    });
    expect(await payload.findByID({ collection: 'payload-jobs', id: job.id })).toMatchObject({
      processing: false,
      hasError: true,
    });
  });
});
