import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import { createSqliteAllowances } from './sqlite-allowances.ts';
import { createSqliteViewLedger } from './sqlite-view-ledger.ts';
import { testViewLedger } from './view-ledger-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'gate-ledger-'));
const file = join(folder, 'gate.sqlite');
const database = openSqliteDatabase(file);
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

testViewLedger(() => ({
  ledger: createSqliteViewLedger(database),
  allowances: createSqliteAllowances(database, () => new Date()),
}));

describe('two gate processes on one file', () => {
  it('share a last view of one visitor: one gets it', async () => {
    const worker = join(import.meta.dirname, '../testing/record-views.ts');
    const run = (name: string) =>
      promisify(execFile)(process.execPath, [worker, file, 'guest:shared', '1', '100', name]);
    const recorded = await Promise.all([run('x'), run('y')]);
    expect(recorded.map(({ stdout }) => Number(stdout)).reduce((sum, n) => sum + n)).toBe(1);
  });

  it('share an allowance of 50: no more are recorded', async () => {
    const worker = join(import.meta.dirname, '../testing/record-views.ts');
    const run = (name: string) =>
      promisify(execFile)(process.execPath, [worker, file, 'guest:fifty', '50', '100', name]);
    const recorded = await Promise.all([run('x'), run('y')]);
    expect(recorded.map(({ stdout }) => Number(stdout)).reduce((sum, n) => sum + n)).toBe(50);
  });
});

describe('allowances', () => {
  it('are forgotten after their end', async () => {
    let now = new Date('2026-11-23T00:00:00Z');
    const allowances = createSqliteAllowances(database, () => now);
    await allowances.take('ends-soon', 5, new Date('2026-11-23T01:00:00Z'));
    now = new Date('2026-11-23T02:00:00Z');
    await allowances.take('another', 5, new Date('2026-11-24T00:00:00Z'));
    expect(await allowances.taken('ends-soon')).toBe(0);
    expect(await allowances.taken('another')).toBe(1);
  });
});
