import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ImportRefused } from './import-refused.ts';

/**
 * Lets one import run at a time in a data folder. The lock is the operating system's own lock on a file, so a
 * process that was killed leaves none behind. Throws `ImportRefused` ("already-running") at once when another
 * import holds it; returns what gives it back.
 */
export function takeImportLock(dataFolder: string): () => void {
  const folder = join(dataFolder, 'cms');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'import.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new ImportRefused(
      'already-running',
      'Another import is running: wait until it is done, then start this one again.',
    );
  }
  return () => lock.close();
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked/.test(error.message);
}
