import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An object that is missing, or whose bytes are not those that its name says. */
export class DamagedObject extends Error {
  override name = 'DamagedObject';
}

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Where the object of a hash lies. Throws unless it is a hash: nothing else becomes part of a file name. */
export function objectFile(store: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new DamagedObject('a release names an object that is no hash');
  return join(store, 'objects', hash.slice(0, 2), hash.slice(2));
}

/** The object's bytes, checked against their hash. Throws a `DamagedObject`. */
export async function readObject(store: string, hash: string): Promise<Buffer<ArrayBuffer>> {
  const file = objectFile(store, hash);
  const bytes = await readFile(file).catch((cause) => {
    throw new DamagedObject(`the object ${hash} cannot be read`, { cause });
  });
  return checked(bytes, hash);
}

/** The same at once, for the small documents that say what a release holds. */
export function readObjectSync(store: string, hash: string): Buffer<ArrayBuffer> {
  const file = objectFile(store, hash);
  try {
    return checked(readFileSync(file), hash);
  } catch (cause) {
    if (cause instanceof DamagedObject) throw cause;
    throw new DamagedObject(`the object ${hash} cannot be read`, { cause });
  }
}

function checked(bytes: Buffer<ArrayBuffer>, hash: string): Buffer<ArrayBuffer> {
  if (sha256(bytes) !== hash) throw new DamagedObject(`the object ${hash} is damaged`);
  return bytes;
}
