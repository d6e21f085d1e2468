import { parentPort, workerData } from 'node:worker_threads';
import type { SiteSettings } from '@plaincode/content-schemas';
import type { SealingKeys } from '@plaincode/sealing';
import { sha256 } from '../plan/fingerprint.ts';
import type { EarlierPage, RecordRenderer } from '../record/render-record.ts';
import { type ObjectStore, openObjectStore } from '../store/object-store.ts';
import type { BatchDone, BatchMessage, EarlierFile, FromWorker, ToWorker, WorkerStart } from './protocol.ts';

/** Makes the renderer of one publish. The caller's module gives it: the templates are not this package's. */
export type CreateRenderer = (site: SiteSettings, keys: SealingKeys) => RecordRenderer;

/**
 * Serves a worker thread of the render pool for as long as it lives. `prepare` is given what the pool was
 * started with (`app`) and loads the templates. Call it once, from the worker's own module.
 */
export async function serveRenders(prepare: (app: unknown) => Promise<CreateRenderer>): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('a render worker runs in a worker thread');
  const { storeRoot, app }: WorkerStart = workerData;
  const createRenderer = await prepare(app);
  const objects = openObjectStore(storeRoot);
  let render: RecordRenderer = () => Promise.reject(new Error('no publish has begun'));
  let rewrite = false;
  let last = Promise.resolve();
  port.on('message', (message: ToWorker) => {
    if (message.type === 'begin') {
      render = createRenderer(message.site, message.keys);
      rewrite = message.rewrite;
      return;
    }
    // One batch after the other: two at a time would only mix their times.
    last = last.then(async () => port.postMessage(await renderBatch(message, render, objects, rewrite)));
  });
  port.postMessage({ type: 'ready' } satisfies FromWorker);
}

async function renderBatch(
  { id, bytes, ends, earlier }: BatchMessage,
  render: RecordRenderer,
  objects: ObjectStore,
  rewrite: boolean,
): Promise<BatchDone> {
  const done: BatchDone = { type: 'done', id, pages: [], spent: { parse: 0, render: 0, write: 0 } };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let from = 0;
  for (const [at, end] of ends.entries()) {
    const started = performance.now();
    const record = parseRecord(buffer.toString('utf8', from, end));
    from = end;
    const parsed = performance.now();
    const page =
      record === undefined
        ? { path: null, reasons: ['it is not JSON'] }
        : await render(record, readEarlier(earlier[at], objects));
    const rendered = performance.now();
    if ('reasons' in page) done.pages.push(page);
    else {
      const stored = objects.write(page.html, { hash: sha256(page.html), rewrite });
      done.pages.push({ path: page.path, facts: page.facts, ...stored });
    }
    done.spent.parse += parsed - started;
    done.spent.render += rendered - parsed;
    done.spent.write += performance.now() - rendered;
  }
  return done;
}

/** The page as it was published before; null where it is not there whole: then its texts are sealed anew. */
function readEarlier(file: EarlierFile | null | undefined, objects: ObjectStore): EarlierPage | null {
  if (!file) return null;
  try {
    const bytes = objects.read(file.hash);
    // As Latin 1, which is read much faster than UTF-8: an envelope is ASCII, and nothing else is looked for.
    if (sha256(bytes) !== file.hash) return null;
    return { marks: file.marks, html: bytes.toString('latin1'), same: file.same };
  } catch {
    return null;
  }
}

function parseRecord(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
