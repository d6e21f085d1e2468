import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { variantEndings } from '@plaincode/content-schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileBodies } from './file-bodies.ts';
import { DamagedObject, objectFile, sha256 } from './object-files.ts';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'plaincode-bodies-'));
});
afterEach(() => rmSync(store, { recursive: true }));

function put(text: string) {
  const file = { hash: sha256(text), size: text.length, mediaType: 'text/html' };
  mkdirSync(dirname(objectFile(store, file.hash)), { recursive: true });
  writeFileSync(objectFile(store, file.hash), text);
  return file;
}

/** A variant of other words, so that it is told from what the gate makes itself. */
function putVariant(file: { hash: string }, words: string, damage = 0): void {
  const packed = brotliCompressSync(words);
  const bytes = Buffer.concat([hash('sha256', packed, 'buffer'), packed]);
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ damage, bytes.length - 1);
  writeFileSync(objectFile(store, file.hash) + variantEndings.br, bytes);
}

const text = '<p>text</p>'.repeat(100);
const plain = async (file: ReturnType<typeof put>, kept = 100_000) =>
  brotliDecompressSync(await createFileBodies(store, kept).get(file, 'br')).toString();

describe('a body', () => {
  it('is the variant where one stands, and made where none does', async () => {
    const file = put(text);
    expect(await plain(file)).toBe(text);
    putVariant(file, 'the variant');
    expect(await plain(file)).toBe('the variant');
    const bodies = createFileBodies(store, 100_000);
    expect(gunzipSync(await bodies.get(file, 'gzip')).toString()).toBe(text);
    expect(Buffer.from(await bodies.get(file, 'identity')).toString()).toBe(text);
  });

  it('is made anew where the variant is damaged, cut off or empty', async () => {
    const file = put(text);
    putVariant(file, 'the variant', 1);
    expect(await plain(file)).toBe(text);
    for (const rest of ['', 'x'.repeat(32), 'x'.repeat(40)]) {
      writeFileSync(objectFile(store, file.hash) + variantEndings.br, rest);
      expect(await plain(file)).toBe(text);
    }
  });

  it.each([1_000, 200_000])('of %i bytes is refused where the object is damaged', async (size) => {
    const file = put('x'.repeat(size));
    writeFileSync(objectFile(store, file.hash), 'y'.repeat(size));
    for (const encoding of ['identity', 'gzip', 'br'] as const)
      await expect(createFileBodies(store, 100_000).get(file, encoding)).rejects.toThrow(DamagedObject);
  });

  it('stays in memory while it is asked for, and gives way to others', async () => {
    const bodies = createFileBodies(store, 2_500);
    const [first, second, third] = ['a', 'b', 'c'].map((letter) => put(letter.repeat(1_000)));
    if (!first || !second || !third) throw new Error('three files');
    const kept = await bodies.get(first, 'identity');
    await bodies.get(second, 'identity');
    expect(await bodies.get(first, 'identity')).toBe(kept);
    await bodies.get(third, 'identity');
    expect(await bodies.get(first, 'identity')).toBe(kept);
    await bodies.get(put('d'.repeat(2_000)), 'identity');
    expect(await bodies.get(first, 'identity')).toBe(kept);
    rmSync(objectFile(store, second.hash));
    await expect(bodies.get(second, 'identity')).rejects.toThrow(DamagedObject);
  });
});
