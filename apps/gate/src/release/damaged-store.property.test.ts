import { hash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { variantEndings } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type MadeGate, makeGate } from '../testing/running-gate.ts';
import { objectFile, sha256 } from './object-files.ts';

const files = {
  '/': madePage('Home'),
  '/404/': madePage('Not found'),
  '/hcpcs/J9000/': madePage('Doxorubicin', 'metered'),
  '/hcpcs/J9001/': madePage('Liposomal'),
  '/assets/page.1.css': { body: 'body { color: black }\n'.repeat(50), mediaType: 'text/css' },
};
const bytesOf = new Map(Object.entries(files).map(([path, { body }]) => [path, String(body)]));

/** A release with a compressed variant beside each of its files. */
function writeRelease(store: string): void {
  writeMadeRelease(store, files);
  for (const body of bytesOf.values()) {
    const packed = brotliCompressSync(body);
    const variant = Buffer.concat([hash('sha256', packed, 'buffer'), packed]);
    writeFileSync(objectFile(store, sha256(body)) + variantEndings.br, variant);
  }
}

function damageOne(store: string, which: number, how: string, at: number, bit: number): string {
  const all = readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const one = all.toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))[
    which % all.length
  ];
  if (!one) throw new Error('the store is empty');
  const file = join(one.parentPath, one.name);
  const bytes = readFileSync(file);
  const place = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
  bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
  if (how === 'remove') rmSync(file);
  else writeFileSync(file, how === 'flip' ? bytes : how === 'cut' ? bytes.subarray(0, place) : '');
  return file;
}

const ways: Record<string, string>[] = [
  {},
  { 'accept-encoding': 'br' },
  { 'accept-encoding': 'gzip' },
  { range: 'bytes=0-9' },
];

/** What a reader gets of a path; null where the gate says that it cannot give it. */
async function read({ answerFromRelease }: MadeGate, path: string, headers: Record<string, string>) {
  const asked = { method: 'GET', path, search: '', header: (name: string) => headers[name] };
  const answer = await answerFromRelease(asked).catch(() => null);
  if (!answer || answer.status === 503) return null;
  const body = Buffer.from(answer.body ?? []);
  if (answer.headers.includes('br')) return brotliDecompressSync(body).toString();
  return (answer.headers.includes('gzip') ? gunzipSync(body) : body).toString();
}

it('whatever in the store is damaged, a reader gets the bytes that were published or is told that there are none now', async () => {
  const harm = fc.constantFrom('flip', 'flip', 'cut', 'empty', 'remove');
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(fc.nat(), harm, place, fc.nat({ max: 7 }), async (which, how, at, bit) => {
      const gate = await makeGate();
      try {
        writeRelease(gate.store);
        const file = damageOne(gate.store, which, how, at, bit);
        for (const [path, text] of bytesOf)
          for (const headers of ways) {
            if (path === '/404/') continue;
            const got = await read(gate, path, headers);
            const wanted = headers.range ? text.slice(0, 10) : text;
            if (got !== null) expect(got, `${path} with ${file} damaged`).toBe(wanted);
          }
      } finally {
        await gate.remove();
      }
    }),
    { numRuns: 80, endOnFailure: true },
  );
}, 60_000);
