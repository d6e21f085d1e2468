import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { isLocked, PublishRefused } from '@plaincode/publish';
import type { PublisherEnv } from './env.ts';
import { openStore, stateFolder } from './publisher.ts';

const script = join(import.meta.dirname, 'compressor-process.ts');

/** Exit status of a run that gave way to a publish. */
export const gaveWay = 75;

export type Compressor = { close(): Promise<void> };

/**
 * Compresses every release that becomes the served one, whoever published it or went back to it: in a process of its own,
 * which gives way to all others and ends as soon as a publish begins. What it did not come to is taken up after that publish.
 * Looks at the pointer every `everyMs`; a release is begun with at the second look, since small ones often follow one another.
 */
export function startCompressor(env: Pick<PublisherEnv, 'data'>, everyMs = 1_000): Compressor {
  const store = openStore(env);
  let running: { child: ChildProcess; ended: Promise<void> } | null = null;
  let seen: string | null = null;
  let done: string | null = null;

  function look(): void {
    if (running || isLocked(stateFolder(env))) return;
    const release = served();
    if (release === null || release === done) return;
    if (release === seen) start(release);
    seen = release;
  }

  function served(): string | null {
    try {
      return store.pointer()?.release ?? null;
    } catch (error) {
      // The gate tells of it, and keeps to the release before.
      if (error instanceof PublishRefused) return null;
      throw error;
    }
  }

  function start(release: string): void {
    const child = spawn(process.execPath, [script, env.data], { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = new Promise<void>((resolve) => {
      const end = (status: number | null) => {
        running = null;
        // One that failed said why, and would again.
        if (status !== gaveWay) done = release;
        resolve();
      };
      child.once('error', (error) => {
        console.error(`Files are not compressed: ${error.message}`);
        end(null);
      });
      child.once('exit', end);
    });
    running = { child, ended };
  }

  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      running?.child.kill();
      await running?.ended;
    },
  };
}
