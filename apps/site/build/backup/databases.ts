import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/**
 * Copies a SQLite database as it stands at one moment, while others write to it, into a new file. False where there is
 * no such database yet. Throws when the copy is not sound.
 */
export function copyDatabase(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  const database = new DatabaseSync(from, { timeout: 10_000 });
  try {
    // One read transaction. The backup API would begin anew with each write of another process.
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  const copy = new DatabaseSync(to, { readOnly: true });
  try {
    const answer = copy.prepare('PRAGMA quick_check(1)').get();
    if (answer?.quick_check !== 'ok')
      throw new Error(`the copy of ${from} is not sound: ${answer?.quick_check}`);
  } finally {
    copy.close();
  }
  return true;
}
