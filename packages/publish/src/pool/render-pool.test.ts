import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codePageExamples, exampleSiteSettings } from '@plaincode/content-schemas/examples';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testKeys } from '../publish/fixtures/plain-publisher.ts';
import { startRenderPool } from './render-pool.ts';

let storeRoot: string;
beforeEach(() => {
  storeRoot = mkdtempSync(join(tmpdir(), 'plaincode-pool-'));
});
afterEach(() => rmSync(storeRoot, { recursive: true, force: true }));

const plainWorker = new URL('../publish/fixtures/plain-worker.ts', import.meta.url);
const start = (pause: number) => startRenderPool(plainWorker, { storeRoot, app: pause }, 2);
const record = Buffer.from(JSON.stringify(codePageExamples.modifier));

const task = (record: Uint8Array) => ({ record, earlier: null });

describe('the render pool', () => {
  it('answers each batch in its order, faults included', async () => {
    const pool = await start(0);
    pool.begin({ site: exampleSiteSettings, keys: testKeys, rewrite: false });
    const { pages } = await pool.render([
      task(record),
      task(Buffer.from('{"path":"/x/')),
      task(Buffer.from('{"path":"/y/"}')),
      task(record),
    ]);
    expect(pages.map((page) => ('reasons' in page ? 'fault' : page.path))).toEqual([
      codePageExamples.modifier.path,
      'fault',
      'fault',
      codePageExamples.modifier.path,
    ]);
    expect(pages[2]).toMatchObject({ path: '/y/' });
    await pool.close();
  });

  it('has room for two batches a worker, and no more', async () => {
    const pool = await start(30);
    pool.begin({ site: exampleSiteSettings, keys: testKeys, rewrite: false });
    const batches = Array.from({ length: 4 }, () => pool.render([task(record)]));
    const first = await Promise.race([
      pool.room().then(() => 'room'),
      Promise.race(batches).then(() => 'batch'),
    ]);
    expect(first).toBe('batch');
    await pool.room();
    await Promise.all(batches);
    await pool.close();
  });

  it('fails what a worker had when it died, and what comes after', async () => {
    const pool = await start(1000);
    pool.begin({ site: exampleSiteSettings, keys: testKeys, rewrite: false });
    const batch = pool.render([task(record)]);
    const died = expect(batch).rejects.toThrow('ended with status');
    await pool.close();
    await died;
    await expect(pool.render([task(record)])).rejects.toThrow();
  });

  it('does not start with a worker that cannot load', async () => {
    const broken = new URL('./no-such-worker.ts', import.meta.url);
    await expect(startRenderPool(broken, { storeRoot, app: 0 }, 2)).rejects.toThrow();
  });
});
