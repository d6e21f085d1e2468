import type { Problem, ReleaseFile, ReleaseManifest } from '@plaincode/content-schemas';
import { sha256 } from '../plan/fingerprint.ts';
import type { HeldFiles } from '../store/held-files.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { isPage, serializeShard, shardFormat, shardOf } from '../store/shards.ts';

export type Counts = ReleaseManifest['counts'];

/** A page that is another than in the release before: its files there and here. */
export type PageChange = { path: string; before: ReleaseFile | undefined; now: ReleaseFile | undefined };

/**
 * The files of a release in the making: for a delta those of its parent, of which only the shards are read in which
 * something changes, under what is added and removed. Two files for one path, or paths that differ only by case
 * and would be one on many disks, are collected as problems.
 */
export class ReleaseFileSet {
  readonly #added = new Map<string, ReleaseFile>();
  readonly #removed = new Set<string>();
  readonly #base: HeldFiles | null;
  readonly problems: Problem[] = [];
  readonly #isWithheld: (path: string) => boolean;

  /** Starts empty, or for a delta from its parent. What may not be shown does not come in. */
  constructor(base: HeldFiles | null, isWithheld: (path: string) => boolean = () => false) {
    this.#base = base;
    this.#isWithheld = isWithheld;
  }

  add(path: string, file: ReleaseFile): void {
    if (this.#added.has(path)) this.#refuse(path, 'it comes twice');
    else if (!isSafe(path)) this.#refuse(path, 'it has a dot segment');
    else if (!this.#isWithheld(path)) this.#added.set(path, file);
  }

  /** Takes a file of the parent out; one that is not there stays out, and one that is added stays in. */
  remove(path: string): void {
    this.#removed.add(path);
  }

  get(path: string): ReleaseFile | undefined {
    return this.#added.get(path) ?? (this.#removed.has(path) ? undefined : this.#base?.get(path));
  }

  /** Every file as it stands so far. */
  *entries(): Generator<[string, ReleaseFile]> {
    yield* this.#added;
    for (const entry of this.#base?.entries() ?? [])
      if (!this.#added.has(entry[0]) && !this.#removed.has(entry[0])) yield entry;
  }

  /** The files of one shard as they stand so far. */
  *shard(name: string): Generator<[string, ReleaseFile]> {
    for (const entry of this.#added) if (this.#shardOf(entry[0]) === name) yield entry;
    for (const entry of this.#base?.shard(name) ?? [])
      if (!this.#added.has(entry[0]) && !this.#removed.has(entry[0])) yield entry;
  }

  /** Every page so far, with the hash of its file. */
  pages(): Map<string, string> {
    const pages = new Map<string, string>();
    for (const [path, { hash }] of this.entries()) if (isPage(path)) pages.set(path, hash);
    return pages;
  }

  /** The pages that differ from those of the release before; for a delta, only what it names is compared. */
  *changes(before: HeldFiles): Generator<PageChange> {
    for (const [path, now] of this.#added) {
      if (!isPage(path)) continue;
      const then = before.get(path);
      if (then?.hash !== now.hash || then.listed !== now.listed) yield { path, before: then, now };
    }
    for (const path of this.#base ? this.#removed : before.paths()) {
      if (!isPage(path) || this.#added.has(path)) continue;
      const then = before.get(path);
      if (then) yield { path, before: then, now: undefined };
    }
  }

  /**
   * Looks for paths that differ only by case. `alike` gives those that are known to differ so from a path: for a delta,
   * whose other files are not read.
   */
  checkCase(alike: (path: string) => readonly string[]): void {
    const seen = new Map<string, string>();
    for (const path of this.#added.keys()) {
      const folded = path.toLowerCase();
      const others = this.#base && !this.#base.get(path) && isPage(path) ? alike(path) : [];
      const other = seen.get(folded) ?? others.find((one) => one !== path && this.get(one));
      if (other !== undefined) this.#refuse(path, `it differs from ${other} only by case`);
      seen.set(folded, path);
    }
  }

  /** Writes the shards that changed, and counts. `counts` are the parent's, for a delta. */
  write(
    objects: ObjectStore,
    parent: Pick<ReleaseManifest, 'shards' | 'counts'> | null,
    rewrite: boolean,
  ): { shards: Record<string, string>; counts: Counts; written: string[] } {
    const base = this.#base && parent;
    const touched = Map.groupBy([...this.#added.keys(), ...this.#removed], (path) => this.#shardOf(path));
    const shards = new Map(Object.entries(base ? base.shards : {}));
    const counts: Counts = { pages: 0, files: 0, bytes: 0, ...(base ? base.counts : { listed: 0 }) };
    const written: string[] = [];
    for (const [name, paths] of touched) {
      const held = this.#base?.shard(name);
      count(counts, held ?? [], -1);
      const files = new Map(held);
      for (const path of paths) {
        const file = this.#added.get(path);
        if (file) files.set(path, file);
        else files.delete(path);
      }
      count(counts, files, 1);
      if (files.size === 0) shards.delete(name);
      else {
        const bytes = Buffer.from(serializeShard(files));
        const object = objects.write(bytes, { hash: sha256(bytes), rewrite });
        shards.set(name, object.hash);
        if (object.written) written.push(object.hash);
      }
    }
    return { shards: Object.fromEntries([...shards].sort(([a], [b]) => (a < b ? -1 : 1))), counts, written };
  }

  #shardOf(path: string): string {
    return shardOf(path, this.#base?.format ?? shardFormat);
  }

  #refuse(path: string, message: string): void {
    const hint = 'A release holds one file for a path. Rename or remove one of the two.';
    this.problems.push({ file: path, line: null, column: null, code: 'path-taken', message, hint });
  }
}

function count(counts: Counts, files: Iterable<readonly [string, ReleaseFile]>, by: 1 | -1): void {
  for (const [path, { size, listed }] of files) {
    counts.files += by;
    counts.bytes += by * size;
    if (isPage(path)) counts.pages += by;
    if (listed !== undefined && counts.listed !== undefined) counts.listed += by;
  }
}

const isSafe = (path: string) =>
  path.startsWith('/') && !path.split('/').some((part) => part === '.' || part === '..');
