import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Gate } from './app.ts';
import { longestGrantRequest } from './grants/grant-routes.ts';
import { askedBy, sendAnswer } from './http/answer.ts';
import { requestFrom } from './http/api-request.ts';

/** The port is in use; the message says which setting changes it. */
export class PortTaken extends Error {
  override name = 'PortTaken';
}

export interface RunningServer {
  port: number;
  /** Answers what is under way, for `graceMs` at most, and takes nothing new. */
  stop(graceMs: number): Promise<void>;
}

/**
 * How long a request may take to arrive, in milliseconds: none is larger than a form. Who sends a byte now and then would
 * otherwise keep a connection for five minutes.
 */
const patience = { headersTimeout: 20_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** Nobody waits for the body of a request that has none. */
const bodiless = { optimizeEmptyRequests: true };

/** Listens. Throws `PortTaken` where another program has the port. Port 0 takes a free one. */
export async function serveGate(gate: Gate, port: number, host: string | null): Promise<RunningServer> {
  const server = createServer({ ...patience, ...bodiless }, listenerOf(gate));
  await listen(server, port, host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: (graceMs) => stop(server, graceMs),
  };
}

/**
 * What is read from the release alone is answered at once, which takes a third of the time that it takes by way of Hono; so
 * are grants. Hono has all other addresses, and what failed of the release: it tries once more, and tells of it.
 */
function listenerOf({ app, answerFromRelease, answerGrant }: Gate): RequestListener {
  // HTTP/1.0 asks without a Host, as load balancers do to see whether we live: any name serves, none is used.
  // Its own Request and Response take the place of Node's, which cost half of an answer's time.
  const others = getRequestListener(app.fetch, { hostname: 'localhost' });
  return (request, response) => {
    if (isGrant(request)) {
      answerGrant(requestFrom(request))
        .then((answer) => sendAnswer(answer, response))
        .catch(() => response.destroy());
      return;
    }
    if (!isOfRelease(request.method, request.url)) return void others(request, response);
    answerFromRelease(askedBy(request))
      .then(
        (answer) => sendAnswer(answer, response),
        () => others(request, response),
      )
      // What cannot be sent ends its own connection, and not the gate.
      .catch(() => response.destroy());
  };
}

/** Whether a request asks for a grant and says how short it is: what does not is read with more care, by Hono's server. */
function isGrant({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' && url === '/api/grants' && Number(headers['content-length']) <= longestGrantRequest
  );
}

/** Whether a request can be for nothing but a file of the release. Spellings that are not plain are Hono's to tell. */
function isOfRelease(method = '', url = ''): boolean {
  return (method === 'GET' || method === 'HEAD') && url.startsWith('/') && !notOfRelease.test(url);
}

const notOfRelease = /^\/(?:(?:api|internal|healthz|privacy)(?:[/?]|$)|search\/?(?:\?|$)|[^/?]*%)/;

function listen(server: Server, port: number, host: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new PortTaken(`Port ${port} is taken: set SITE_PORT to another.`) : error);
    });
    server.listen({ port, ...(host !== null && { host }) }, resolve);
  });
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
