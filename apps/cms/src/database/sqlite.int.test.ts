import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openTestDesk } from '../testing/open-test-desk.ts';

it('keeps the database for its own account, whatever the rights of the data folder', async () => {
  const desk = await openTestDesk();
  const folder = dirname(desk.env.databaseUrl.replace(/^file:/, ''));
  expect(statSync(folder).mode & 0o077).toBe(0);
  await desk.close();
});

it('has the database know what its indexes tell apart', async () => {
  const desk = await openTestDesk();
  const database = new DatabaseSync(desk.env.databaseUrl.replace(/^file:/, ''), { readOnly: true });
  expect(database.prepare(`SELECT count(*) AS held FROM sqlite_stat1`).get()?.held).toBeGreaterThan(0);
  database.close();
  await desk.close();
});
