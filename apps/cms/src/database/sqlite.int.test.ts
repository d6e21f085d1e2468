import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';

let desk: TestDesk;
let file: string;

beforeAll(async () => {
  desk = await openTestDesk();
  file = desk.env.databaseUrl.replace(/^file:/, '');
});
afterAll(() => desk?.close());

it('keeps the database for its own account, whatever the rights of the data folder', () => {
  expect(statSync(dirname(file)).mode & 0o077).toBe(0);
});

it.each([
  [
    'the draft of a text',
    "version__status = 'draft' AND parent_id = 'x' AND (updated_at > 'y' OR latest = 1)",
  ],
  ['the latest version of a text', "parent_id = 'x' AND latest = 1"],
])('finds %s without reading those of others', (_, where) => {
  const database = new DatabaseSync(file, { readOnly: true });
  const plan = database.prepare(`EXPLAIN QUERY PLAN SELECT id FROM _explanations_v WHERE ${where}`).all();
  database.close();
  expect(plan[0]?.detail).toMatch(/\(parent_id=\? AND /);
});

it('knows what the indexes tell apart', () => {
  const database = new DatabaseSync(file, { readOnly: true });
  expect(database.prepare(`SELECT count(*) AS held FROM sqlite_stat1`).get()?.held).toBeGreaterThan(0);
  database.close();
});
