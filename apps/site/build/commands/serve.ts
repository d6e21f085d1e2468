import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { KeyError, PublishRefused, planPublish, publish } from '@plaincode/publish';
import { readBundle } from '../bundle.ts';
import { type PublisherEnv, SettingError } from '../env.ts';
import { refusalJson, settingJson } from '../print-report.ts';
import { builtSite, createPublisher, openStore, type SitePublisher } from '../publisher.ts';
import { readToken } from '../secrets.ts';

type Answer = { status: number; body: object };

/**
 * `serve`: the publisher as a service on the loopback address, its workers kept warm. `POST /publish` takes an
 * export and answers with the report; `GET /health` says whether it stands. One publish at a time.
 */
export async function runServe(env: PublisherEnv): Promise<void> {
  const service = createService(env);
  await listen(service.server, env.port);
  console.log(`The publisher listens on http://127.0.0.1:${env.port}.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      service.server.close();
      service.server.closeAllConnections();
      void service.close();
    });
}

/** The service, not yet listening. */
export function createService(
  env: PublisherEnv,
  dist = builtSite,
): { server: Server; close(): Promise<void> } {
  const token = readToken(env);
  const warm = createWarmPublisher(env, dist);
  const server = createServer(async (request, response) => {
    const answer = await route(request, env, token, warm).catch(failure);
    send(request, response, answer);
  });
  // A publish of a whole code set streams for as long as it takes.
  server.requestTimeout = 0;
  return { server, close: warm.close };
}

type WarmPublisher = {
  /**
   * Lends the publisher, its workers kept from the time before, to one publish at a time; makes it anew once the
   * site was rebuilt or something broke it. Throws `busy` while another has it.
   */
  lend<T>(work: (publisher: SitePublisher) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

function createWarmPublisher(env: PublisherEnv, dist: string): WarmPublisher {
  let publisher: SitePublisher | null = null;
  let busy = false;
  const close = async () => {
    const closing = publisher;
    publisher = null;
    await closing?.close();
  };
  const lend: WarmPublisher['lend'] = async (work) => {
    if (busy) throw new PublishRefused('busy', 'Another publish is under way.');
    busy = true;
    try {
      if (publisher && publisher.template !== readBundle(dist).template) await close();
      publisher ??= createPublisher(env, dist);
      return await work(publisher);
    } catch (error) {
      if (!(error instanceof PublishRefused)) await close();
      throw error;
    } finally {
      busy = false;
    }
  };
  return { lend, close };
}

async function route(
  request: IncomingMessage,
  env: PublisherEnv,
  token: string,
  warm: WarmPublisher,
): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://publisher.invalid');
  if (request.method === 'GET' && pathname === '/health')
    return { status: 200, body: { ok: true, release: openStore(env).pointer()?.release ?? null } };
  if (request.method !== 'POST' || pathname !== '/publish')
    return say(404, 'not-found', 'There is nothing at this address.');
  if (!isAllowed(request.headers.authorization, token))
    return say(401, 'token-wrong', 'The publisher token is missing or wrong.');
  const full = searchParams.get('full') === '1';
  const check = searchParams.get('check') === '1';
  // A refusal half-way must not close the request: its answer goes over the same connection.
  const body = request.iterator({ destroyOnReturn: false });
  const work = (publisher: SitePublisher): Promise<object> =>
    check ? planPublish(publisher, body, { full }) : publish(publisher, body, { full });
  return { status: 200, body: await warm.lend(work) };
}

/** Compares in constant time; the hashes make both sides equally long. */
function isAllowed(authorization: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}

function failure(error: unknown): Answer {
  if (error instanceof PublishRefused)
    return { status: error.code === 'busy' ? 409 : 422, body: refusalJson(error) };
  if (error instanceof SettingError || error instanceof KeyError)
    return { status: 503, body: settingJson(error.message) };
  console.error(error);
  return say(500, 'failed', 'The publish failed: see the log of the publisher.');
}

const say = (status: number, code: string, message: string): Answer => ({
  status,
  body: { outcome: 'refused', code, message, problems: [], more: 0 },
});

/** What was not read of the request is let go by, so that a sender in the midst of it comes to read the answer. */
function send(request: IncomingMessage, response: ServerResponse, { status, body }: Answer): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(json),
    ...(request.complete ? {} : { Connection: 'close' }),
  });
  response.end(json);
  request.resume();
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new SettingError(`Port ${port} is taken: set PUBLISHER_PORT.`) : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}
