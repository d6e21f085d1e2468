import type { SentBody } from './api-request.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

export type BodyFailure = 'too-large' | 'unreadable';

/** A request's body as text, read no further than `most` bytes. */
export async function readBody(
  request: SentBody,
  most: number,
): Promise<{ text: string } | { failure: BodyFailure }> {
  const claimed = request.headers.get('content-length');
  if (Number(claimed ?? 0) > most) return { failure: 'too-large' };
  try {
    // With a Content-Length, Node reads that much and no more; without one, a body can be of any size.
    const bytes = claimed === null ? await readAtMost(request, most) : await request.arrayBuffer();
    if (bytes === null) return { failure: 'too-large' };
    return { text: utf8.decode(bytes) };
  } catch {
    return { failure: 'unreadable' };
  }
}

async function readAtMost(request: SentBody, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The media type alone: `application/json; charset=utf-8` is `application/json`. */
export function mediaTypeOf(request: Pick<SentBody, 'headers'>): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
