import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LruCache } from '../storage/lru-cache.ts';
import type { ContentEncoding } from './content-encoding.ts';
import { readObject } from './object-files.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Bytes of bodies kept in memory. */
const keptBytes = 24 * 1024 * 1024;

export type Effort = 'quick' | 'thorough';

export interface FileBodies {
  /** An object's bytes in an encoding. Throws a `DamagedObject` when the store cannot give them. */
  get(hash: string, encoding: ContentEncoding, effort: Effort): Promise<Uint8Array<ArrayBuffer>>;
}

/** Bodies ready to send. Each is read, checked and compressed once, and kept while it is asked for. */
export function createFileBodies(store: string): FileBodies {
  const ready = new LruCache<Uint8Array<ArrayBuffer>>(keptBytes);
  const underway = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  async function prepare(key: string, hash: string, encoding: ContentEncoding, effort: Effort) {
    try {
      const body = await encode(await readObject(store, hash), encoding, effort);
      ready.set(key, body, body.byteLength);
      return body;
    } finally {
      underway.delete(key);
    }
  }

  return {
    async get(hash, encoding, effort) {
      const key = `${encoding} ${hash}`;
      const kept = ready.get(key);
      if (kept) return kept;
      const running = underway.get(key) ?? prepare(key, hash, encoding, effort);
      underway.set(key, running);
      return running;
    },
  };
}

async function encode(
  bytes: Buffer,
  encoding: ContentEncoding,
  effort: Effort,
): Promise<Uint8Array<ArrayBuffer>> {
  const thorough = effort === 'thorough';
  const encoded =
    encoding === 'br'
      ? await brotli(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: thorough ? 11 : 5,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
          },
        })
      : encoding === 'gzip'
        ? await gzipped(bytes, { level: thorough ? 9 : 6 })
        : bytes;
  return new Uint8Array(encoded);
}
