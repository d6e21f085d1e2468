import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { graceReleases, type ReleaseFile, sha256 as sha256Text } from '@plaincode/content-schemas';
import { z } from 'zod';
import { LruCache } from '../storage/lru-cache.ts';
import { DamagedObject } from './object-files.ts';
import { type Release, readRelease, type ShardFiles, shardOf } from './release.ts';

const pointer = z.object({ format: z.literal(1), release: z.string(), manifest: sha256Text });

/**
 * Shards kept in memory, in bytes of the store: 100,000 pages have 30 MB of them, and half as much again is for what differs
 * in releases of before. In memory they take about twice as much.
 */
const keptShards = 48 * 1024 * 1024;
/** How many releases stay good at most, however many were served within the days of grace. */
const mostReleases = 500;
/** Assets of earlier releases kept in memory, some hundreds of bytes each. */
const keptAssets = 50_000;
/** Names of the assets of earlier releases, in bytes: 500 releases with 400 search files of their own each have 8 MB of them. */
const keptNames = 16 * 1024 * 1024;
/** Files of the served release that are found at once, some hundreds of bytes each. */
const mostAsked = 5_000;
const day = 24 * 60 * 60 * 1000;

export interface CurrentRelease {
  /**
   * The served release; null before the first. Looks at the pointer once in a turn of the event loop, so a new one is
   * seen at once.
   */
  get(): Release | null;
  /**
   * The releases of which a page may still be in a reader's browser, the newest first, the served one among them: those
   * that were served within the days of grace, and never fewer than 20. Of those that have the same files beside a
   * path, the newest alone.
   */
  keptFor(path: string): Iterable<Release>;
}

export interface Following {
  store: string;
  /** How long a page that a reader holds stays good once another release is served. */
  graceDays: number;
  clock: () => Date;
  report: (problem: string) => void;
}

/**
 * Follows the pointer of a store. A release that cannot be read is reported once and not taken up: the one
 * before it stays served.
 */
export function followCurrentRelease({ store, graceDays, clock, report }: Following): CurrentRelease {
  const file = join(store, 'current');
  const shards = {
    whole: new LruCache<ShardFiles>(keptShards),
    assets: new LruCache<ShardFiles>(keptAssets),
    names: new LruCache<string>(keptNames),
  };
  const earlier = new LruCache<Release>(mostReleases);
  let seen = '';
  let looked = false;
  let current: Release | null = null;

  function takeUp(): void {
    try {
      const named = pointer.parse(JSON.parse(readFileSync(file, 'utf8')));
      const next = readRelease(store, { id: named.release, hash: named.manifest, newer: current }, shards);
      next.plan();
      current = remembering(next);
    } catch (error) {
      const what = error instanceof DamagedObject ? error.message : 'its pointer cannot be read';
      report(`The store holds a new release that cannot be served: ${what}. ${remedy(current)}`);
    }
  }

  function get(): Release | null {
    if (looked) return current;
    looked = true;
    setImmediate(() => {
      looked = false;
    });
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!stat) return current;
    const mark = `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
    if (mark !== seen) {
      seen = mark;
      takeUp();
    }
    return current;
  }

  function parentOf(newer: Release): Release | null {
    const id = newer.parent;
    if (id === null) return null;
    const known = earlier.get(id);
    if (known) return known;
    try {
      const release = readRelease(store, { id, hash: null, newer }, shards);
      earlier.set(id, release);
      return release;
    } catch (error) {
      if (error instanceof DamagedObject) return null;
      throw error;
    }
  }

  function* keptFor(path: string): Iterable<Release> {
    const served = get();
    if (!served) return;
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

  return { get, keptFor };
}

/** The same release: files that were asked for lately are found without a hash of their path. */
function remembering(release: Release): Release {
  const asked = new Map<string, ReleaseFile>();
  return {
    ...release,
    find(path) {
      const known = asked.get(path);
      if (known) return known;
      const file = release.find(path);
      if (!file) return undefined;
      if (asked.size >= mostAsked) asked.clear();
      asked.set(path, file);
      return file;
    },
  };
}

function remedy(current: Release | null): string {
  return current ? `Release ${current.id} stays served.` : 'Nothing is served until it can be.';
}
