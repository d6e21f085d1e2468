import { existsSync } from 'node:fs';
import { graceReleases } from '@plaincode/content-schemas';
import { LruCache } from '../storage/lru-cache.ts';
import type { Following } from './current-release.ts';
import { DamagedObject } from './object-files.ts';
import { type KeptShards, manifestFile, type Release, readRelease, releaseIds, shardOf } from './release.ts';

/** How many releases stay good at most, however many were served within the days of grace. */
const mostReleases = 500;
const day = 24 * 60 * 60 * 1000;

export interface EarlierReleases {
  /** The served release and those that stay good beside it, the newest first: see `CurrentRelease`. */
  keptFor(served: Release, path: string): Iterable<Release>;
  /** What `look` finds in an earlier release; undefined where that cannot be read, which the operator is told once. */
  lookIn<Found>(release: Release, look: (release: Release) => Found): Found | undefined;
  /** Tells the operator, once, of a release that cannot be read. */
  tell(id: string, damage: DamagedObject): void;
  /** Another release is served: manifests that could not be read are tried again. */
  lookAgain(): void;
}

/** The releases before the served one. Nothing that is damaged in one of them is in the way of another. */
export function followEarlierReleases(
  { store, graceDays, clock, report }: Following,
  shards: KeptShards,
): EarlierReleases {
  const parents = new LruCache<Release>(mostReleases);
  /** Of releases whose parent cannot be read, the next that can; null where there is none. */
  const standIns = new Map<string, Release | null>();
  const told = new LruCache<true>(mostReleases);

  /** A release that was pruned is none that is damaged. */
  function tell(id: string, { message }: DamagedObject): void {
    if (told.get(id) || !existsSync(manifestFile(store, id))) return;
    told.set(id, true);
    report(
      `The earlier release ${id} cannot be read whole: ${message}. Readers who hold its pages may get no keys and no styles for them. What is served is not touched by it.`,
    );
  }

  function read(id: string, newer: Release): Release | null {
    try {
      return readRelease(store, { id, hash: null, newer }, shards);
    } catch (error) {
      if (!(error instanceof DamagedObject)) throw error;
      tell(id, error);
      return null;
    }
  }

  function parentOf(newer: Release): Release | null {
    const known = parents.get(newer.id) ?? standIns.get(newer.id);
    if (known !== undefined || newer.parent === null) return known ?? null;
    const parent = read(newer.parent, newer);
    if (parent) parents.set(newer.id, parent);
    else standIns.set(newer.id, newestBefore(newer.parent, newer));
    return parent ?? parentOf(newer);
  }

  /** The newest release before one that cannot be read: as a rule its parent, which only its manifest could tell. */
  function newestBefore(id: string, newer: Release): Release | null {
    for (const earlier of releaseIds(store).filter((one) => one < id)) {
      const release = read(earlier, newer);
      if (release) return release;
    }
    return null;
  }

  function* keptFor(served: Release, path: string): Iterable<Release> {
    yield served;
    // As a rule the served one is all that is asked for.
    const seen = new Set([served.shards.get(shardOf(path, served.format))]);
    const inGrace = clock().getTime() - graceDays * day;
    let release: Release | null = served;
    for (let count = 1; release && count <= mostReleases; count++) {
      const files = release.shards.get(shardOf(path, release.format));
      if (!seen.has(files)) yield release;
      seen.add(files);
      // A release was served until the next one was made.
      if (count >= graceReleases && release.created < inGrace) return;
      release = parentOf(release);
    }
  }

  return {
    keptFor,
    lookIn(release, look) {
      try {
        return look(release);
      } catch (error) {
        if (!(error instanceof DamagedObject)) throw error;
        tell(release.id, error);
        return undefined;
      }
    },
    tell,
    lookAgain: () => standIns.clear(),
  };
}
