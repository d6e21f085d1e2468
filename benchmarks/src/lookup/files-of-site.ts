import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { type FetchFile, keeping } from '@plaincode/search/testing';

/** The files of the index that a site serves, with the bytes that it sends of each to a browser that reads brotli. */
export function filesOfSite(origin: string): FetchFile {
  return keeping(async (path) => {
    const { status, encoding, body } = await ask(origin + path);
    if (status !== 200) return null;
    const text = encoding === 'br' ? brotliDecompressSync(body) : body;
    return { text: text.toString('utf8'), bytes: body.length };
  });
}

function ask(address: string): Promise<{ status?: number; encoding?: string; body: Buffer }> {
  return new Promise((answer, fail) => {
    const asked = get(address, { headers: { 'accept-encoding': 'br' } }, async (response) => {
      const { statusCode: status, headers } = response;
      const encoding = headers['content-encoding'];
      answer({ ...(status && { status }), ...(encoding && { encoding }), body: await buffer(response) });
    });
    asked.once('error', fail);
  });
}
