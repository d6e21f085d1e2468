import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyRelease } from '../store/verify.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from './fixtures/plain-publisher.ts';
import { publish } from './publish.ts';

let folder: string;
let publisher: PlainPublisher;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-kill-'));
  publisher = createPlainPublisher(folder);
});
afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a publish of 600 pages in another process; resolves when `pages` of them have been read. */
async function startSlowPublish(pages: number): Promise<ChildProcess> {
  const script = new URL('./fixtures/publish-slowly.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const done = /^pages (\d+)$/.exec(line)?.[1];
    if (done && Number(done) >= pages) return child;
  }
  throw new Error('the publish ended before it could be killed');
}

it.each([1, 150, 400])(
  'a publish killed after %i pages leaves the old release served, and the next one succeeds',
  async (pages) => {
    const first = await publish(publisher, writeExport(makeRecords(100, 'First edition')));
    const child = await startSlowPublish(pages);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(publisher.store.pointer()?.release).toBe(first.release);
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
    const next = await publish(publisher, writeExport(makeRecords(600, 'Second edition')));
    expect(next).toMatchObject({ outcome: 'published', parent: first.release });
    expect(next.pages.total).toBe(600);
    expect((await verifyRelease(publisher.store)).damage).toEqual([]);
    expect(readdirSync(join(folder, 'store', 'incoming'))).toEqual([]);
    expect(readFileSync(join(folder, 'store', 'current'), 'utf8')).toContain(next.release);
  },
);

/** How many moments: more with `PUBLISH_KILLS=100`. */
const kills = Number(process.env.PUBLISH_KILLS ?? 4);

const slowly = new URL('./fixtures/publish-slowly.ts', import.meta.url).pathname;
const publishing = (title: string) =>
  spawn(process.execPath, [slowly, folder, '120', title, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });

it('a publish killed at any moment leaves one whole release served, and the next one succeeds', async () => {
  const started = performance.now();
  const whole = publishing('Edition 0');
  whole.stdout.resume();
  await once(whole, 'exit');
  const lasts = performance.now() - started;
  let edition = 0;
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (moment) => {
      const served = publisher.store.pointer()?.release;
      edition += 1;
      const child = publishing(`Edition ${edition}`);
      child.stdout.resume();
      const ended = once(child, 'exit');
      await wait(moment * lasts);
      child.kill('SIGKILL');
      await ended;
      const left = publisher.store.current();
      if (left?.id !== served) expect(left?.parent).toBe(served);
      expect((await verifyRelease(publisher.store)).damage).toEqual([]);
      const next = await publish(publisher, writeExport(makeRecords(120, `Edition ${edition}`)));
      expect(next.outcome).toBe(left?.id === served ? 'published' : 'unchanged');
      expect((await verifyRelease(publisher.store)).damage).toEqual([]);
    }),
    { numRuns: kills, endOnFailure: true },
  );
}, 3_600_000);
