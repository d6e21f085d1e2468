import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ObjectStore } from './object-store.ts';
import { syncFolder } from './object-store.ts';

/** Up to this many files are made durable one by one; more of them by one call for the whole file system. */
const oneByOne = 512;

/**
 * Makes new objects durable, before a release names them. One `fsync` a file would take minutes for 100,000 files,
 * so beyond a few the system's `sync -f` writes out the store's file system at once, with `fsync` file by file
 * where there is no such command.
 */
export function syncObjects(store: ObjectStore, root: string, hashes: readonly string[]): void {
  if (hashes.length === 0) return;
  if (hashes.length > oneByOne) {
    const sync = spawnSync('sync', ['-f', join(root, 'objects')], { stdio: 'ignore' });
    if (sync.status === 0) return;
  }
  for (const hash of hashes) syncFile(store.fileOf(hash));
  for (const folder of new Set(hashes.map((hash) => dirname(store.fileOf(hash))))) syncFolder(folder);
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
