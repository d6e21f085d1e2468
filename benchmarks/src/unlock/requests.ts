import type { EnvelopeReference } from '@plaincode/content-schemas';

/** A request as a page's own script sends it, on the wire. */
function onTheWire(
  method: string,
  path: string,
  origin: string,
  cookie: string | null,
  body: string,
): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    'User-Agent: Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Accept: */*',
    'Accept-Language: en-US,en;q=0.9',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Sec-Fetch-Site: same-origin',
    'Sec-Fetch-Mode: cors',
    'Sec-Fetch-Dest: empty',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    ...(body
      ? ['Content-Type: application/json', `Origin: ${origin}`, `Content-Length: ${body.length}`]
      : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

export const emptyRequest = (origin: string): string => onTheWire('GET', '/healthz', origin, null, '');

export function grantRequest(
  origin: string,
  cookie: string | null,
  page: string,
  envelopes: readonly EnvelopeReference[],
): string {
  return onTheWire('POST', '/api/grants', origin, cookie, JSON.stringify({ page, envelopes }));
}

/** Each from an address of its own, as a trusted proxy tells it: one address registers 60 readers an hour. */
export function registerRequest(origin: string, reader: number): string {
  const body = JSON.stringify({
    email: `reader-${reader}@example.org`,
    password: 'a password for a benchmark',
  });
  const request = onTheWire('POST', '/api/account/register', origin, null, body);
  return request.replace('\r\n', `\r\nX-Forwarded-For: 10.0.${reader >> 8}.${reader & 255}\r\n`);
}

/** The cookie that an answer sets, as it is sent back. */
export function cookieOf(answer: string): string {
  const pair = /^set-cookie: ([^;\r\n]+)/im.exec(answer)?.[1];
  if (!pair) throw new Error(`no cookie came with: ${answer.slice(0, 300)}`);
  return pair;
}
