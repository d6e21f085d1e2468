import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { KeyError, PublishRefused, planPublish, publish } from '@plaincode/publish';
import { ZodError } from 'zod';
import { startCompressor } from '../compressor.ts';
import { type PublisherEnv, SettingError } from '../env.ts';
import { createPreviews, type PreviewAnswer, type Previews } from '../preview/previews.ts';
import { refusalJson, settingJson } from '../print-report.ts';
import { builtSite, openStore, type SitePublisher } from '../publisher.ts';
import { readToken } from '../secrets.ts';
import { createWarmPublisher, type WarmPublisher } from '../warm-publisher.ts';

type Answer = { status: number; body: object };

/**
 * `serve`: the publisher as a service on the loopback address, its workers kept warm. `POST /publish` takes an
 * export and answers with the report; `GET /health` says whether it stands. One publish at a time. `POST /preview` takes
 * one page of the desk's and answers with the address at which the desk may frame it.
 */
export async function runServe(env: PublisherEnv): Promise<void> {
  const service = createService(env);
  await listen(service.server, env.port);
  const compressor = startCompressor(env);
  console.log(`The publisher listens on http://127.0.0.1:${env.port}.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      service.server.close();
      service.server.closeAllConnections();
      void service.close();
      void compressor.close();
    });
}

/** The service, not yet listening. */
export function createService(
  env: PublisherEnv,
  dist = builtSite,
): { server: Server; close(): Promise<void> } {
  const token = readToken(env);
  const warm = createWarmPublisher(env, dist);
  const previews = createPreviews(dist);
  const server = createServer(async (request, response) => {
    const shown = request.method === 'GET' ? await show(previews, request) : null;
    if (shown) return void response.writeHead(shown.status, shown.headers).end(shown.body);
    const answer = await route(request, { env, token, warm, previews }).catch(failure);
    send(request, response, answer);
  });
  // A publish of a whole code set streams for as long as it takes.
  server.requestTimeout = 0;
  return { server, close: warm.close };
}

async function show(previews: Previews, { url = '/' }: IncomingMessage): Promise<PreviewAnswer | null> {
  try {
    return await previews.show(new URL(url, 'http://publisher.invalid').pathname);
  } catch (error) {
    console.error(error);
    return null;
  }
}

type Service = { env: PublisherEnv; token: string; warm: WarmPublisher; previews: Previews };

async function route(request: IncomingMessage, { env, token, warm, previews }: Service): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://publisher.invalid');
  if (request.method === 'GET' && pathname === '/health')
    return { status: 200, body: { ok: true, release: openStore(env).pointer()?.release ?? null } };
  if (request.method !== 'POST' || !['/publish', '/preview'].includes(pathname))
    return say(404, 'not-found', 'There is nothing at this address.');
  if (!isAllowed(request.headers.authorization, token))
    return say(401, 'token-wrong', 'The publisher token is missing or wrong.');
  if (pathname === '/preview') return await hold(request, previews);
  const full = searchParams.get('full') === '1';
  const check = searchParams.get('check') === '1';
  // A refusal half-way must not close the request: its answer goes over the same connection.
  const body = request.iterator({ destroyOnReturn: false });
  const work = (publisher: SitePublisher): Promise<object> =>
    check ? planPublish(publisher, body, { full }) : publish(publisher, body, { full });
  return { status: 200, body: await warm.lend(work) };
}

/** A page with its images; more is no page. */
const mostOfPreview = 64 * 1024 * 1024;

async function hold(request: IncomingMessage, previews: Previews): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > mostOfPreview)
      return say(413, 'too-large', 'The page and its images are too large for a preview.');
    chunks.push(chunk);
  }
  try {
    return { status: 200, body: previews.hold(Buffer.concat(chunks)) };
  } catch (error) {
    if (!(error instanceof ZodError) && !(error instanceof SyntaxError)) throw error;
    const wrong =
      error instanceof ZodError
        ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
        : [];
    return say(422, 'bad-page', `The page cannot be shown. ${wrong.slice(0, 5).join('; ')}`.trim());
  }
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
