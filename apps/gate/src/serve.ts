import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

/** The port is in use; the message says which setting changes it. */
export class PortTaken extends Error {
  override name = 'PortTaken';
}

export interface RunningServer {
  port: number;
  /** Answers what is under way, for `graceMs` at most, and takes nothing new. */
  stop(graceMs: number): Promise<void>;
}

/** Listens. Throws `PortTaken` where another program has the port. Port 0 takes a free one. */
export async function serveGate(app: Hono, port: number, host: string | null): Promise<RunningServer> {
  // HTTP/1.0 asks without a Host, as load balancers do to see whether we live: any name serves, none is used.
  // Its own Request and Response take the place of Node's, which cost half of an answer's time.
  const server = createAdaptorServer({ fetch: app.fetch, hostname: 'localhost' });
  if (!('closeAllConnections' in server)) throw new Error('expected a plain HTTP server');
  await listen(server, port, host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: (graceMs) => stop(server, graceMs),
  };
}

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
