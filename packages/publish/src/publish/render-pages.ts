import type { Problem, ReleaseFile } from '@plaincode/content-schemas';
import type { RenderBasis } from '../plan/fingerprint.ts';
import type {
  EarlierRow,
  KeptPage,
  RenderedAgain,
  RenderedCache,
  RenderedRow,
} from '../plan/rendered-cache.ts';
import type { BatchDone, EarlierFile, StoredPage, WorkerTimes } from '../pool/protocol.ts';
import type { RenderPool } from '../pool/render-pool.ts';
import type { PageLine } from '../stream/read-export.ts';

/** Records a batch: enough that a message costs little, few enough that the end is not one worker's alone. */
const batchSize = 64;

/** Rows that are kept in one transaction. */
const rowsAtOnce = 2000;

/** Problems that are told in full; the rest are counted. */
const mostProblems = 200;

type Waiting = {
  line: PageLine;
  fingerprint: string;
  lineHash: string;
  earlier: EarlierRow | null;
};

/** Sends lines to the pool in batches, and takes what comes back to the release and to the cache. */
export class PageRendering {
  readonly problems: Problem[] = [];
  problemsLeftOut = 0;
  rendered = 0;
  readonly spent: WorkerTimes = { parse: 0, render: 0, write: 0 };
  readonly written: string[] = [];
  writtenBytes = 0;
  #batch: Waiting[] = [];
  #rows: RenderedRow[] = [];
  #again: RenderedAgain[] = [];
  #underWay = new Set<Promise<void>>();
  #failure: unknown = null;
  readonly #pool: RenderPool;
  readonly #cache: RenderedCache;
  readonly #basis: RenderBasis;
  readonly #add: (path: string, file: ReleaseFile) => void;

  constructor(
    pool: RenderPool,
    cache: RenderedCache,
    basis: RenderBasis,
    add: (path: string, file: ReleaseFile) => void,
  ) {
    this.#pool = pool;
    this.#cache = cache;
    this.#basis = basis;
    this.#add = add;
  }

  /** Takes a line. Resolves when there is room for the next, so that a fast reader waits for the workers. */
  async render(waiting: Waiting): Promise<void> {
    this.#batch.push(waiting);
    if (this.#batch.length >= batchSize) await this.#flush();
  }

  /** Renders what is left and waits for all of it. Throws when a worker died. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.settle();
    if (this.#failure) throw this.#failure;
    this.#keepRows();
  }

  /** Waits until no worker has anything of ours left. Never throws. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.race(this.#underWay);
  }

  async #flush(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    await this.#pool.room();
    const work = this.#pool
      .render(batch.map(({ line, earlier }) => ({ record: line.record, earlier: fileOf(earlier) })))
      .then((done) => this.#take(batch, done))
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  #take(batch: readonly Waiting[], { pages, spent }: BatchDone): void {
    this.spent.parse += spent.parse;
    this.spent.render += spent.render;
    this.spent.write += spent.write;
    for (const [at, page] of pages.entries()) {
      const asked = batch[at];
      if (!asked) throw new Error('a worker answered more pages than it was asked');
      if ('reasons' in page) this.#refuse(asked.line.number, page.path, page.reasons);
      else {
        this.rendered += 1;
        if (page.written) {
          this.written.push(page.hash);
          this.writtenBytes += page.size;
        }
        this.#keep(asked, page);
      }
    }
    if (this.#rows.length + this.#again.length >= rowsAtOnce) this.#keepRows();
  }

  #keep({ fingerprint, lineHash, earlier }: Waiting, { path, hash, size, facts }: StoredPage): void {
    if (facts) {
      this.#add(path, pageFile({ path, hash, size, ...facts }));
      this.#rows.push({ path, hash, size, ...facts, fingerprint, line: lineHash });
    } else if (earlier) {
      this.#add(path, pageFile({ ...earlier, hash, size }));
      this.#again.push({ fingerprint, path, hash, size, facts: earlier.facts });
    } else throw new Error('a worker took facts over from a page that it was not given');
  }

  #keepRows(): void {
    this.#cache.keep(this.#basis, this.#rows, this.#again);
    this.#rows = [];
    this.#again = [];
  }

  #refuse(line: number, path: string | null, reasons: readonly string[]): void {
    for (const message of reasons) {
      if (this.problems.length >= mostProblems) this.problemsLeftOut += 1;
      else
        this.problems.push({
          file: path ?? 'export',
          line,
          column: null,
          code: 'page-invalid',
          message,
          hint: 'Mend the record at the desk and publish again.',
        });
    }
  }
}

function fileOf(earlier: EarlierRow | null): EarlierFile | null {
  return earlier && { hash: earlier.hash, marks: earlier.marks, same: earlier.same };
}

/** A page's entry in the manifest. */
export function pageFile({ hash, size, envelopes, listed }: KeptPage): ReleaseFile {
  return {
    hash,
    size,
    mediaType: 'text/html; charset=utf-8',
    ...(envelopes.length > 0 ? { envelopes } : {}),
    ...(listed === null ? {} : { listed }),
  };
}
