import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { madeSubscription } from '../testing/made-subscription.ts';
import { openGateStorage } from './gate-storage.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'plaincode-gate-storage-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const open = () => openGateStorage({ databaseUrl: null, data }, () => new Date());

function withFile<Answer>(use: (database: DatabaseSync) => Answer): Answer {
  const database = new DatabaseSync(join(data, 'gate/gate.sqlite'));
  const answer = use(database);
  database.close();
  return answer;
}

/** Rows in the database's own file, whatever its log holds. */
function rowsWithoutLog(table: string): number {
  const file = join(data, 'gate/gate.sqlite');
  const bare = new DatabaseSync(`file:${file}?immutable=1`, { readOnly: true });
  try {
    return Number(bare.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows);
  } catch {
    // The table itself is still in the log.
    return 0;
  } finally {
    bare.close();
  }
}

describe('the SQLite storage', () => {
  it('opens again what it made', async () => {
    const first = await open();
    const until = new Date(Date.now() + 60_000);
    await first.metering.allowances.take('kept', 5, until);
    await first.subscriptions.put(madeSubscription('reader', { ends: until }), new Date());
    await first.close();
    const again = await open();
    expect(await again.metering.allowances.taken('kept')).toBe(1);
    expect(await again.subscriptions.isActive('reader', new Date())).toBe(true);
    expect(await again.subscriptions.isActive('reader', until)).toBe(false);
    expect(await again.subscriptions.isActive('nobody', new Date())).toBe(false);
    await again.close();
  });

  it('brings what is committed out of the log while it is open, be it little', async () => {
    const storage = await open();
    await storage.metering.allowances.take('kept', 5, new Date(Date.now() + 60_000));
    await vi.waitUntil(() => rowsWithoutLog('allowances') === 1, { timeout: 30_000, interval: 100 });
    await storage.close();
  });

  it('frees the e-mail address of a registration that was cut off, but of no other', async () => {
    await (await open()).close();
    withFile((database) => {
      const add = database.prepare(
        "INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt) VALUES (?, '', ?, 0, ?, ?)",
      );
      const [old, recent] = [7_200_000, 60_000].map((ago) => new Date(Date.now() - ago).toISOString());
      add.run('cut-off', 'cut-off@example.org', old ?? '', old ?? '');
      add.run('under-way', 'under-way@example.org', recent ?? '', recent ?? '');
      add.run('whole', 'whole@example.org', old ?? '', old ?? '');
      database.exec(`INSERT INTO account (id, accountId, providerId, userId, createdAt, updatedAt)
                     VALUES ('a', 'whole', 'credential', 'whole', '${old}', '${old}')`);
    });
    await (await open()).close();
    const left = withFile((database) => database.prepare('SELECT id FROM user ORDER BY id').all());
    expect(left.map(({ id }) => id)).toEqual(['under-way', 'whole']);
  });
});
