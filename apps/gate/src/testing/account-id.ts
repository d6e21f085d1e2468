import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The id of an account of a test's gate, which readers are never told. */
export function accountId(gate: { data: string }, email: string): string {
  const database = new DatabaseSync(join(gate.data, 'gate', 'gate.sqlite'), { readOnly: true });
  try {
    const row = database.prepare('SELECT id FROM user WHERE email = ?').get(email);
    return String(row?.id);
  } finally {
    database.close();
  }
}
