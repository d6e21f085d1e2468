import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyTally, type Order, type Report, type Tally } from './run-order.ts';

const lookEvery = 250;
/** What the order allows; the process is given less, so that it fails rather than the machine. */
const mostMemory = 1024 ** 3;

export type ReaderRun = {
  reader: string;
  tally: Tally;
  seconds: number;
  failure: { index: number; flaw: string } | null;
};

export type Wanted = Omit<Order, 'marker'>;

/** What is watched and how strictly; tests put a program of their own in the reader's place. */
export type Watched = {
  program: string;
  /** A reader that has not answered in so many milliseconds hangs. */
  longestWait: number;
  heapMegabytes: number;
  /** What becomes of the words of a process that breaks. */
  errors: 'inherit' | 'ignore';
};
const readerProcess: Watched = {
  program: join(import.meta.dirname, 'reader-process.ts'),
  longestWait: 10_000,
  heapMegabytes: 900,
  errors: 'inherit',
};

/**
 * Puts inputs to one reader in a process of its own, and watches it. A hang, a crash, too much memory and a broken
 * promise are failures, each with the number of its input.
 */
export async function runReader(
  wanted: Wanted,
  onProgress: (tally: Tally) => void,
  { program, longestWait, heapMegabytes, errors }: Watched = readerProcess,
): Promise<ReaderRun> {
  const folder = mkdtempSync(join(tmpdir(), 'plaincode-fuzz-'));
  const marker = join(folder, 'input-number');
  writeFileSync(marker, Buffer.alloc(8));
  const started = performance.now();
  const child = fork(program, {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    stdio: ['ignore', 'ignore', errors, 'ipc'],
  });
  try {
    const watch = new Watch(child, longestWait, () => readFileSync(marker).readDoubleLE(0), onProgress);
    child.send({ ...wanted, marker } satisfies Order);
    const { tally, failure } = await watch.end();
    return { reader: wanted.reader, tally, seconds: (performance.now() - started) / 1000, failure };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Failure = { index: number; flaw: string };
type End = { tally: Tally; failure: Failure | null };

class Watch {
  readonly #child: ChildProcess;
  readonly #longestWait: number;
  readonly #current: () => number;
  readonly #end = Promise.withResolvers<End>();
  readonly #timer: NodeJS.Timeout;
  #tally = emptyTally();
  #failure: Failure | null = null;
  #done = false;
  #seen = { index: -1, since: performance.now() };

  constructor(
    child: ChildProcess,
    longestWait: number,
    current: () => number,
    onProgress: (tally: Tally) => void,
  ) {
    this.#child = child;
    this.#longestWait = longestWait;
    this.#current = current;
    this.#timer = setInterval(() => this.#look(), lookEvery);
    child.on('message', (report: Report) => {
      this.#take(report);
      onProgress(report.tally);
    });
    child.once('error', (error) => this.#fail(`the process could not be run: ${error.message}`));
    child.once('close', (status, signal) => this.#close(status, signal));
  }

  end(): Promise<End> {
    return this.#end.promise;
  }

  #take(report: Report): void {
    this.#tally = report.tally;
    this.#done ||= report.kind !== 'progress';
    if (report.kind === 'failed') this.#failure ??= { index: report.index, flaw: report.flaw };
    if (report.tally.peakBytes > mostMemory) this.#fail('more than 1 GB of memory');
  }

  #look(): void {
    const index = this.#current();
    const now = performance.now();
    if (index !== this.#seen.index) this.#seen = { index, since: now };
    else if (!this.#done && now - this.#seen.since > this.#longestWait)
      this.#fail(`no answer in ${this.#longestWait / 1000} seconds`);
  }

  #fail(flaw: string): void {
    this.#failure ??= { index: this.#current(), flaw };
    this.#child.kill('SIGKILL');
  }

  #close(status: number | null, signal: string | null): void {
    clearInterval(this.#timer);
    if (!this.#done) this.#fail(`the process ended with ${signal ?? `status ${status}`}`);
    this.#end.resolve({ tally: this.#tally, failure: this.#failure });
  }
}
