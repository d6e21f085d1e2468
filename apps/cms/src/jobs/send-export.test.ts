import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEnv } from '../env.ts';
import { sendExport, sendLines } from './send-export.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-export-'));
  mkdirSync(join(folder, 'apps/cms/src/cli'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An export that reads for a while before it has anything to say, as that of a large site does. */
const thinks = (milliseconds: number) =>
  writeFileSync(
    join(folder, 'apps/cms/src/cli/main.ts'),
    `setTimeout(() => console.log('a line'), ${milliseconds});`,
  );

it('reaches a publisher that ends connections on which nothing comes, however long the export reads before its first line', async () => {
  const impatient = { headersTimeout: 200, requestTimeout: 0, connectionsCheckingInterval: 50 };
  const publisher = await publisherThat(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ got: await text(request) }));
  }, impatient);
  thinks(1_000);
  const outcome = await sendExport({ ...publisher.env, root: folder }, 'test', null);
  publisher.end();
  expect(outcome).toEqual({ ok: true, report: { got: 'a line\n' } });
});

const waits = { every: 100, silence: 1_500 };

it('gives a publisher up that no longer answers anything', async () => {
  const publisher = await publisherThat(() => undefined);
  const outcome = await sendLines(publisher.env, [], waits);
  publisher.end();
  expect(outcome).toMatchObject({
    ok: false,
    failure: expect.stringContaining('stopped answering'),
  });
});

it('waits for one that is at work for longer, as long as it says that it is well', async () => {
  const publisher = await publisherThat((request, response) => {
    response.setHeader('content-type', 'application/json');
    setTimeout(() => response.end('{}'), request.url === '/publish' ? 2_500 : 0);
  });
  const outcome = await sendLines(publisher.env, [], waits);
  publisher.end();
  expect(outcome).toEqual({ ok: true, report: {} });
});

async function publisherThat(answers: RequestListener, options: ServerOptions = {}) {
  const server = createServer(options, answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const env = readEnv({
    PLAINCODE_DATA: folder,
    PUBLISHER_PORT: String(port),
    PUBLISHER_TOKEN: 'a token for tests only',
  });
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { env, end };
}
