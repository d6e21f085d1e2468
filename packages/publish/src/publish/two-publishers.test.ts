import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { readFiles } from '../store/shards.ts';
import { verifyRelease } from '../store/verify.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from './fixtures/plain-publisher.ts';
import { publish } from './publish.ts';

const slowly = new URL('./fixtures/publish-slowly.ts', import.meta.url).pathname;
const pages = 60;

/** Publishes in a process of its own; answers with its exit status and what it complained of. */
async function publishBeside(folder: string, title: string): Promise<{ status: number; said: string }> {
  const child = spawn(process.execPath, [slowly, folder, String(pages), title, '2'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number>((answer) => child.once('exit', (code) => answer(code ?? 128)));
  const said = await text(child.stderr);
  return { status: await ended, said };
}

/** The editions that the served pages are of: one, unless the release is half of one and half of another. */
function editionsServed({ store }: PlainPublisher): Set<string | undefined> {
  const files = readFiles(store.objects, store.current()?.shards ?? {});
  const codePages = [...files].filter(([path]) => /\/X\d+\/$/.test(path));
  expect(codePages).toHaveLength(pages);
  return new Set(
    codePages.map(([, { hash }]) => /Edition \d+/.exec(store.objects.read(hash).toString())?.[0]),
  );
}

it('of publishers that begin at one moment one publishes, the others are told so, and the release is one of theirs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plaincode-beside-'));
  const publisher = createPlainPublisher(folder);
  try {
    await publish(publisher, writeExport(makeRecords(pages, 'Edition 0')));
    for (let round = 0; round < 3; round += 1) {
      const titles = [1, 2, 3].map((at) => `Edition ${round * 3 + at}`);
      const ends = await Promise.all(titles.map((title) => publishBeside(folder, title)));
      const done = titles.filter((_, at) => ends[at]?.status === 0);
      expect(done.length).toBeGreaterThan(0);
      for (const { status, said } of ends) if (status !== 0) expect(said).toContain("code: 'busy'");
      const served = [...editionsServed(publisher)];
      expect(served).toHaveLength(1);
      expect(done).toContain(served[0]);
      expect((await verifyRelease(publisher.store)).damage).toEqual([]);
    }
    const next = await publish(publisher, writeExport(makeRecords(pages, 'Edition 99')));
    expect(next.outcome).toBe('published');
  } finally {
    await publisher.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
