import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { sha256 } from '../plan/fingerprint.ts';

/** Content-addressed files: `ab/cdef…` under one folder, named by the SHA-256 of their bytes. */
export type ObjectStore = {
  /** The file of an object, whether it is there or not. */
  fileOf(hash: string): string;
  /** Bytes of an object; null when it is not there. */
  sizeOf(hash: string): number | null;
  /** The object's bytes. Throws when it is missing. */
  read(hash: string): Buffer;
  /**
   * Writes bytes under their hash unless a file of that name and size is there, and says whether it wrote. A file
   * appears under its name only when it is whole. It reaches the disk for certain with {@link syncObjects}.
   */
  write(
    bytes: Uint8Array,
    known?: { hash: string; rewrite?: boolean },
  ): { hash: string; size: number; written: boolean };
};

/** Opens the object store in `root/objects`, making its folders. */
export function openObjectStore(root: string): ObjectStore {
  const objects = join(root, 'objects');
  const incoming = join(root, 'incoming');
  makeFolders(objects, incoming);
  let count = 0;
  const fileOf = (hash: string) => `${objects}/${hash.slice(0, 2)}/${hash.slice(2)}`;
  const sizeOf = (hash: string) => statSync(fileOf(hash), { throwIfNoEntry: false })?.size ?? null;
  return {
    fileOf,
    sizeOf,
    read: (hash) => readFileSync(fileOf(hash)),
    write(bytes, known) {
      const hash = known?.hash ?? sha256(bytes);
      const size = bytes.length;
      if (sizeOf(hash) === size && !(known?.rewrite && differs(fileOf(hash), bytes)))
        return { hash, size, written: false };
      count += 1;
      const temporary = `${incoming}/${process.pid}-${threadId}-${count}`;
      writeWhole(temporary, bytes);
      renameSync(temporary, fileOf(hash));
      return { hash, size, written: true };
    },
  };
}

/** Removes what a publisher that was killed left half-written. Only under the publisher's lock. */
export function clearIncoming(root: string): void {
  const incoming = join(root, 'incoming');
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
}

/** Read-only for all, since an export shares these files by hard link. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'w', 0o444);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
  } finally {
    closeSync(handle);
  }
}

function differs(file: string, bytes: Uint8Array): boolean {
  return !readFileSync(file).equals(bytes);
}

function makeFolders(objects: string, incoming: string): void {
  mkdirSync(incoming, { recursive: true });
  mkdirSync(objects, { recursive: true });
  // A restored store, or one whose making was broken off, has some of them.
  const held = new Set(readdirSync(objects));
  for (let first = 0; first < 256; first += 1) {
    const name = first.toString(16).padStart(2, '0');
    if (!held.has(name)) mkdirSync(join(objects, name), { recursive: true });
  }
}

/** Replaces a small file of the store as one: whole on disk before it takes the name, and the name on disk after. */
export function replaceFile(root: string, file: string, bytes: string | Uint8Array): void {
  replaceBy(join(root, 'incoming', `${process.pid}-${basename(file)}`), file, bytes);
}

/** The same for any file, by way of a temporary name on its file system. */
export function replaceBy(temporary: string, file: string, bytes: string | Uint8Array): void {
  writeFileSync(temporary, bytes, { flush: true });
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

/** Makes a folder's entries durable. Windows cannot open folders and needs none of it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    if (fstatSync(handle).isDirectory()) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
