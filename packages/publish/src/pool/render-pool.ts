import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BatchDone, BeginMessage, FromWorker, RenderTask, WorkerStart } from './protocol.ts';

/** Batches a worker holds: one that it renders and one that waits, so that it never does. */
const heldBatches = 2;

/**
 * Megabytes of a worker's heap. Without a limit V8 lets the garbage of rendering pile up: two workers then hold
 * twice the memory, and are no faster.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 384 };

/** Worker threads that render batches of records and write the pages. */
export type RenderPool = {
  workers: number;
  /** Begins a publish. Batches of the one before must be done. */
  begin(start: Omit<BeginMessage, 'type'>): void;
  /** Resolves when a worker can take another batch: wait for it before {@link render}, or memory grows. */
  room(): Promise<void>;
  /** Renders records given as JSON. Rejects when the worker dies; the pool is of no use after that. */
  render(tasks: readonly RenderTask[]): Promise<BatchDone>;
  close(): Promise<void>;
};

type Held = { resolve: (done: BatchDone) => void; reject: (error: Error) => void };

/** One worker thread, its unanswered batches by id, and what killed it. */
type Member = { worker: Worker; held: Map<number, Held>; failed: Error | null };

/**
 * Starts the pool: one worker a core, two at least. `module` is the caller's worker module, which calls
 * `serveRenders`. Resolves when every worker has loaded its templates; rejects when one of them cannot.
 */
export async function startRenderPool(
  module: URL,
  start: WorkerStart,
  count = Math.max(2, availableParallelism()),
): Promise<RenderPool> {
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const members = await startMembers(count, () => startMember(module, start, wake));
  const freest = () =>
    members.reduce((least, member) => (member.held.size < least.held.size ? member : least));
  let id = 0;
  return {
    workers: count,
    begin(begin) {
      for (const { worker } of members) worker.postMessage({ type: 'begin', ...begin });
    },
    async room() {
      while (freest().held.size >= heldBatches) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    render(tasks) {
      const member = freest();
      id += 1;
      return send(member, id, tasks);
    },
    async close() {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

/** Starts all or none: one that cannot load its templates leaves no thread behind. */
async function startMembers(count: number, startOne: () => Promise<Member>): Promise<Member[]> {
  const started = await Promise.allSettled(Array.from({ length: count }, startOne));
  const members = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = started.find((one) => one.status === 'rejected');
  if (!failed) return members;
  await Promise.all(members.map(({ worker }) => worker.terminate()));
  throw failed.reason;
}

function send(member: Member, id: number, tasks: readonly RenderTask[]): Promise<BatchDone> {
  if (member.failed) return Promise.reject(member.failed);
  const bytes = new Uint8Array(tasks.reduce((sum, { record }) => sum + record.length, 0));
  const ends: number[] = [];
  let at = 0;
  for (const { record } of tasks) {
    bytes.set(record, at);
    at += record.length;
    ends.push(at);
  }
  return new Promise((resolve, reject) => {
    member.held.set(id, { resolve, reject });
    const earlier = tasks.map((task) => task.earlier);
    member.worker.postMessage({ type: 'batch', id, bytes, ends, earlier }, [bytes.buffer]);
  });
}

function startMember(module: URL, start: WorkerStart, wake: () => void): Promise<Member> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData: start, resourceLimits });
    const member: Member = { worker, held: new Map(), failed: null };
    const fail = (error: Error) => {
      member.failed ??= error;
      for (const held of member.held.values()) held.reject(error);
      member.held.clear();
      reject(error);
      wake();
    };
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'ready') return resolve(member);
      member.held.get(message.id)?.resolve(message);
      member.held.delete(message.id);
      wake();
    });
    worker.on('error', fail);
    worker.on('exit', (status) => fail(new Error(`a render worker ended with status ${status}`)));
  });
}
