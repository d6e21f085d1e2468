import type { Problem, ReleaseFile } from '@plaincode/content-schemas';
import type { ReleaseFiles } from '../store/shards.ts';

/** Which entries of the parent a delta keeps: pages and their media; all else comes anew with each publish. */
const isKept = (path: string) => path.endsWith('/') || path.startsWith('/media/');

/**
 * The files of a release in the making, by path. Two files for one path, or paths that differ only by case and
 * would be one on many disks, are collected as problems.
 */
export class ReleaseFileSet {
  readonly #files = new Map<string, ReleaseFile>();
  readonly #inherited: Map<string, ReleaseFile>;
  readonly problems: Problem[] = [];

  /** Starts empty, or for a delta from what stays of its parent. */
  constructor(parent: ReleaseFiles | null) {
    this.#inherited = new Map([...(parent ?? [])].filter(([path]) => isKept(path)));
  }

  add(path: string, file: ReleaseFile): void {
    if (this.#files.has(path)) this.#refuse(path, 'it comes twice');
    else if (!isSafe(path)) this.#refuse(path, 'it has a dot segment');
    else this.#files.set(path, file);
  }

  /** Takes a page of the parent out; one that is not there stays out. */
  remove(path: string): void {
    this.#inherited.delete(path);
  }

  /** The pages that the sitemap names, each once, as they stand so far. */
  *listed(): Generator<[string, ReleaseFile]> {
    for (const entry of this.#files) if (entry[1].listed !== undefined) yield entry;
    for (const entry of this.#inherited)
      if (entry[1].listed !== undefined && !this.#files.has(entry[0])) yield entry;
  }

  /** Every page so far, with the hash of its file. */
  pages(): Map<string, string> {
    const pages = new Map<string, string>();
    for (const files of [this.#inherited, this.#files])
      for (const [path, { hash }] of files) if (path.endsWith('/')) pages.set(path, hash);
    return pages;
  }

  /** All files. Looks for paths that differ only by case. */
  finish(): ReleaseFiles {
    for (const [path, file] of this.#files) this.#inherited.set(path, file);
    const seen = new Map<string, string>();
    for (const path of this.#inherited.keys()) {
      const other = seen.get(path.toLowerCase());
      if (other !== undefined) this.#refuse(path, `it differs from ${other} only by case`);
      seen.set(path.toLowerCase(), path);
    }
    return this.#inherited;
  }

  #refuse(path: string, message: string): void {
    const hint = 'A release holds one file for a path. Rename or remove one of the two.';
    this.problems.push({ file: path, line: null, column: null, code: 'path-taken', message, hint });
  }
}

const isSafe = (path: string) =>
  path.startsWith('/') && !path.split('/').some((part) => part === '.' || part === '..');
