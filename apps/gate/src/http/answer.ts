import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is asked of a release. */
export interface Asked {
  method: string;
  /** As it was sent, percent-escapes and all. */
  path: string;
  /** With its question mark; empty where there is none. */
  search: string;
  /** A header by its name in lower case. */
  header(name: string): string | undefined;
}

/** An answer, apart from how it is sent. */
export interface Answer {
  status: number;
  /** Names and values in turn, the form that Node sends without going over it again. */
  headers: string[];
  body: Uint8Array<ArrayBuffer> | string | null;
}

/** What a request of Node's own server asks for. */
export function askedBy(request: IncomingMessage): Asked {
  const { method = 'GET', url = '/', headers } = request;
  const at = url.indexOf('?');
  return {
    method,
    path: at < 0 ? url : url.slice(0, at),
    search: at < 0 ? '' : url.slice(at),
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
  };
}

export function sendAnswer({ status, headers, body }: Answer, response: ServerResponse): void {
  response.writeHead(status, headers);
  if (body) response.end(body);
  else response.end();
}

/** The same as a `Response`. */
export function responseOf({ status, headers, body }: Answer): Response {
  const pairs: [string, string][] = [];
  for (let at = 0; at < headers.length; at += 2) pairs.push([headers[at] ?? '', headers[at + 1] ?? '']);
  return new Response(body, { status, headers: pairs });
}
