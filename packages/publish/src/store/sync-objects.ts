import { spawnSync } from 'node:child_process';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStore } from './object-store.ts';
import { syncFolder } from './object-store.ts';

/** Up to this many files are made durable one by one; more of them by one call for the whole file system. */
const oneByOne = 512;
/** How many of them at once: a file system writes its journal once for all that wait. */
const atOnce = 16;

/**
 * Makes new objects durable, before a release names them. One `fsync` a file would take minutes for 100,000 files,
 * so beyond a few the system's `sync -f` writes out the store's file system at once, with `fsync` file by file
 * where there is no such command.
 */
export async function syncObjects(
  store: ObjectStore,
  root: string,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return;
  if (hashes.length > oneByOne) {
    const sync = spawnSync('sync', ['-f', join(root, 'objects')], { stdio: 'ignore' });
    if (sync.status === 0) return;
  }
  const files = hashes.map((hash) => store.fileOf(hash));
  const left = files.values();
  await Promise.all(Array.from({ length: atOnce }, () => syncFiles(left)));
  for (const folder of new Set(files.map((file) => dirname(file)))) syncFolder(folder);
}

async function syncFiles(files: Iterator<string> & Iterable<string>): Promise<void> {
  for (const file of files) await syncFile(file);
}

async function syncFile(file: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}
