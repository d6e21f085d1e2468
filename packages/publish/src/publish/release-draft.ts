import type { SiteSettings } from '@plaincode/content-schemas';
import { fingerprint, type RenderBasis, sha256 } from '../plan/fingerprint.ts';
import type { EarlierRow, RenderedCache } from '../plan/rendered-cache.ts';
import type { HeldFiles } from '../store/held-files.ts';
import { type PageLine, pathOf, type StreamLine } from '../stream/read-export.ts';
import { withoutQuotes } from '../withheld/quoting-pages.ts';
import type { ExtraFile, Publisher } from './publish.ts';
import type { ReleaseFileSet } from './release-files.ts';
import { PageRendering, pageFile } from './render-pages.ts';
import { type PublishReport, seconds } from './report.ts';

/** A release in the making: takes the export's lines to files, by rendering or from what was rendered before. */
export class ReleaseDraft {
  readonly written: string[] = [];
  writtenBytes = 0;
  #rendering: PageRendering | null = null;
  readonly #publisher: Publisher;
  readonly #cache: RenderedCache;
  readonly #basis: RenderBasis;
  readonly #files: ReleaseFileSet;
  readonly #site: SiteSettings;
  readonly #before: HeldFiles | null;
  readonly #full: boolean;
  readonly #isWithheld: (path: string) => boolean;

  constructor(
    publisher: Publisher,
    cache: RenderedCache,
    basis: RenderBasis,
    files: ReleaseFileSet,
    {
      site,
      before,
      full,
      isWithheld,
    }: {
      site: SiteSettings;
      before: HeldFiles | null;
      full: boolean;
      isWithheld: (path: string) => boolean;
    },
  ) {
    this.#publisher = publisher;
    this.#cache = cache;
    this.#basis = basis;
    this.#files = files;
    this.#site = site;
    this.#before = before;
    this.#full = full;
    this.#isWithheld = isWithheld;
  }

  get rendering(): PageRendering | null {
    return this.#rendering;
  }

  async take(
    lines: AsyncGenerator<StreamLine[]>,
    total: number | null,
  ): Promise<{ rendered: number; reused: number }> {
    const find = this.#cache.finder();
    const earlierOf = this.#earlierFinder();
    const { objects } = this.#publisher.store;
    let seen = 0;
    let reused = 0;
    try {
      for await (const batch of lines) {
        for (const given of batch) {
          if (given.type === 'media') this.#addMedia(given);
          else if (given.type === 'remove') this.#files.remove(given.path);
          else {
            const line = { ...given, record: withoutQuotes(given.record, this.#isWithheld) };
            const lineHash = sha256(line.record);
            const print = fingerprint(this.#basis, lineHash);
            const kept = this.#full ? null : find(print);
            if (kept && objects.sizeOf(kept.hash) === kept.size) {
              this.#files.add(kept.path, pageFile(kept));
              reused += 1;
            } else {
              const waiting = { line, fingerprint: print, lineHash, earlier: earlierOf(line, lineHash) };
              await (await this.#render()).render(waiting);
            }
            seen += 1;
          }
        }
        this.#publisher.onProgress?.({ stage: 'pages', done: seen, total });
      }
      await this.#rendering?.finish();
    } finally {
      await this.#rendering?.settle();
    }
    // One by one: as arguments of one call, a release's worth of hashes is more than the stack holds.
    for (const hash of this.#rendering?.written ?? []) this.written.push(hash);
    this.writtenBytes += this.#rendering?.writtenBytes ?? 0;
    return { rendered: this.#rendering?.rendered ?? 0, reused };
  }

  addFiles(extra: readonly ExtraFile[]): void {
    for (const { path, mediaType, bytes } of extra)
      this.#files.add(path, { hash: this.write(bytes), size: bytes.length, mediaType });
  }

  /** Writes an object and gives its hash. */
  write(bytes: Uint8Array): string {
    const { hash, size, written } = this.#publisher.store.objects.write(bytes, {
      hash: sha256(bytes),
      rewrite: this.#full,
    });
    if (written) {
      this.written.push(hash);
      this.writtenBytes += size;
    }
    return hash;
  }

  /** The text of an object of the store. */
  read(hash: string): string {
    return this.#publisher.store.objects.read(hash).toString('utf8');
  }

  /** Seconds of the workers. */
  work(): PublishReport['work'] {
    const { parse = 0, render = 0, write = 0 } = this.#rendering?.spent ?? {};
    return { parse: seconds(0, parse), render: seconds(0, render), write: seconds(0, write) };
  }

  #addMedia({ path, mediaType, base64 }: Extract<StreamLine, { type: 'media' }>): void {
    const bytes = Buffer.from(base64, 'base64');
    this.#files.add(path, { hash: this.write(bytes), size: bytes.length, mediaType });
  }

  /** The page that a line's record became in the release before; null where its envelopes cannot be taken over. */
  #earlierFinder(): (line: PageLine, lineHash: string) => EarlierRow | null {
    const before = this.#before;
    if (!before || this.#full) return () => null;
    const find = this.#cache.earlierFinder(this.#basis);
    return (line, lineHash) => {
      const path = pathOf(line);
      const hash = path === null ? undefined : before.get(path)?.hash;
      return path !== null && hash ? find(path, hash, lineHash) : null;
    };
  }

  /** The workers, begun with this export's settings, on first need. */
  async #render(): Promise<PageRendering> {
    if (this.#rendering) return this.#rendering;
    const pool = await this.#publisher.pool();
    pool.begin({ site: this.#site, keys: this.#publisher.keys, rewrite: this.#full });
    this.#rendering = new PageRendering(pool, this.#cache, this.#basis, (path, file) =>
      this.#files.add(path, file),
    );
    return this.#rendering;
  }
}
