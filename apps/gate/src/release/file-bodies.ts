import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import {
  brotliQuality,
  type ReleaseFile,
  variantDigestBytes,
  variantEndings,
} from '@plaincode/content-schemas';
import { LruCache } from '../storage/lru-cache.ts';
import type { ContentEncoding } from './content-encoding.ts';
import { objectFile, readObject, readObjectSync } from './object-files.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

type Body = Uint8Array<ArrayBuffer>;

/**
 * A file of up to this many bytes is read at once: its way to a thread and back takes longer than the reading, and as a rule
 * it is in the system's memory.
 */
const readAtOnce = 64 * 1024;

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
      // One that large would push out too much else.
      if (body.byteLength <= keptBytes / 2) ready.set(key, body, body.byteLength);
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
  const variant = encoding === 'br' ? readVariant(store, file) : null;
  if (variant) return variant;
  const bytes =
    file.size <= readAtOnce ? readObjectSync(store, file.hash) : await readObject(store, file.hash);
  if (encoding === 'identity') return bytes;
  // A copy of what came out: the compressors give a part of a larger piece of memory.
  return new Uint8Array(await (encoding === 'br' ? compress(bytes, file) : gzipped(bytes, { level: 6 })));
}

/** What the publisher compressed, where it stands and is whole; null where it is not. */
function readVariant(store: string, file: BodyOf): Body | null {
  try {
    const bytes = readFileSync(objectFile(store, file.hash) + variantEndings.br);
    const packed = bytes.subarray(variantDigestBytes);
    return hash('sha256', packed, 'buffer').equals(bytes.subarray(0, variantDigestBytes)) ? packed : null;
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
