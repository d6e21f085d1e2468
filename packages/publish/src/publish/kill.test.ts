import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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
