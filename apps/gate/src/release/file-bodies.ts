import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import { brotliQuality, type ReleaseFile, variantEndings } from '@plaincode/content-schemas';
import { LruCache } from '../storage/lru-cache.ts';
import type { ContentEncoding } from './content-encoding.ts';
import { objectFile, readObject, sha256 } from './object-files.ts';

const brotli = promisify(brotliCompress);
const unpack = promisify(brotliDecompress);
const gzipped = promisify(gzip);

type Body = Uint8Array<ArrayBuffer>;

/** The part of a file that says which bytes it has. */
export type BodyOf = Pick<ReleaseFile, 'hash' | 'size' | 'mediaType'>;

export interface FileBodies {
  /** A file's bytes in an encoding. Throws a `DamagedObject` when the store cannot give them. */
  get(file: BodyOf, encoding: ContentEncoding): Promise<Body>;
}

/** Bodies ready to send, `keptBytes` of them. Each is read, checked and compressed once, and kept while it is asked for. */
export function createFileBodies(store: string, keptBytes: number): FileBodies {
  const ready = new LruCache<Body>(keptBytes);
  const underway = new Map<string, Promise<Body>>();

  async function prepare(key: string, file: BodyOf, encoding: ContentEncoding): Promise<Body> {
    try {
      const body = await read(store, file, encoding);
      ready.set(key, body, body.byteLength);
      return body;
    } finally {
      underway.delete(key);
    }
  }

  return {
    async get(file, encoding) {
      const key = `${encoding} ${file.hash}`;
      const kept = ready.get(key);
      if (kept) return kept;
      const running = underway.get(key) ?? prepare(key, file, encoding);
      underway.set(key, running);
      return running;
    },
  };
}

async function read(store: string, file: BodyOf, encoding: ContentEncoding): Promise<Body> {
  const kept = encoding === 'br' ? await readVariant(store, file) : null;
  if (kept) return new Uint8Array(kept);
  const bytes = await readObject(store, file.hash);
  if (encoding === 'br') return new Uint8Array(await compress(bytes, file));
  return new Uint8Array(encoding === 'gzip' ? await gzipped(bytes, { level: 6 }) : bytes);
}

/**
 * What the publisher compressed, where it stands and is whole: its bytes, unpacked, are those of the object. Null where
 * they are not, since the object itself may be.
 */
async function readVariant(store: string, { hash, size }: BodyOf): Promise<Buffer | null> {
  try {
    const packed = await readFile(objectFile(store, hash) + variantEndings.br);
    return sha256(await unpack(packed, { maxOutputLength: size })) === hash ? packed : null;
  } catch {
    return null;
  }
}

function compress(bytes: Buffer, { mediaType }: BodyOf): Promise<Buffer> {
  return brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality(mediaType),
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
}
