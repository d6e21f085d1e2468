import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Headers as far as the gate reads them. */
export type ReadableHeaders = Pick<Headers, 'get'>;

/** Who asks, as far as a request shows it. */
export interface Sender {
  headers: ReadableHeaders;
  /** The address at the other end of the connection. */
  connection(): string | undefined;
}

/** What a request sent. A `Request` is one. */
export interface SentBody {
  headers: ReadableHeaders;
  arrayBuffer(): Promise<ArrayBuffer | Uint8Array>;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** A request to the API, whichever way it came. */
export type ApiRequest = Sender & SentBody;

/** The sender of a request that came by way of Hono. */
export function senderOf(context: Context): Sender {
  const bindings: Partial<HttpBindings> = context.env ?? {};
  return {
    headers: context.req.raw.headers,
    connection: () => bindings.incoming?.socket.remoteAddress,
  };
}

export function requestOf(context: Context): ApiRequest {
  const { raw } = context.req;
  return {
    ...senderOf(context),
    arrayBuffer: () => raw.arrayBuffer(),
    get body() {
      return raw.body;
    },
  };
}

/** A request of Node's own server. */
export function requestFrom(incoming: IncomingMessage): ApiRequest {
  const { headers, socket } = incoming;
  return {
    headers: {
      get(name) {
        const value = headers[name];
        return Array.isArray(value) ? value.join(', ') : (value ?? null);
      },
    },
    connection: () => socket.remoteAddress,
    arrayBuffer: () => bytesOf(incoming),
    body: incoming,
  };
}

/** Rejects where the connection ends before all of it has come. */
function bytesOf(incoming: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    incoming.once('error', reject);
  });
}
