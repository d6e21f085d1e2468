import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { graceReleases, sha256 as sha256Text } from '@plaincode/content-schemas';
import { z } from 'zod';
import { LruCache } from '../storage/lru-cache.ts';
import { DamagedObject } from './object-files.ts';
import { type Release, readRelease, type ShardFiles } from './release.ts';

const pointer = z.object({ format: z.literal(1), release: z.string(), manifest: sha256Text });

/** Shards kept in memory: about 0.3 MB each at 100,000 pages, which have 256. */
const keptShards = 320;

export interface CurrentRelease {
  /**
   * The served release; null before the first. Looks at the pointer once in a turn of the event loop, so a new one is
   * seen at once.
   */
  get(): Release | null;
  /** The served release and those that were served before it, the newest first. */
  kept(): Iterable<Release>;
}

/**
 * Follows the pointer of a store. A release that cannot be read is reported once and not taken up: the one
 * before it stays served.
 */
export function followCurrentRelease(store: string, report: (problem: string) => void): CurrentRelease {
  const file = join(store, 'current');
  const shards = new LruCache<ShardFiles>(keptShards);
  const earlier = new LruCache<Release>(graceReleases * 2);
  let seen = '';
  let looked = false;
  let current: Release | null = null;

  function takeUp(): void {
    try {
      const named = pointer.parse(JSON.parse(readFileSync(file, 'utf8')));
      const next = readRelease(store, named.release, named.manifest, shards);
      next.plan();
      current = next;
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

  function earlierRelease(id: string): Release | null {
    const known = earlier.get(id);
    if (known) return known;
    try {
      const release = readRelease(store, id, null, shards);
      earlier.set(id, release);
      return release;
    } catch (error) {
      if (error instanceof DamagedObject) return null;
      throw error;
    }
  }

  function* kept(): Iterable<Release> {
    let release = get();
    for (let count = 0; release && count < graceReleases; count++) {
      yield release;
      release = release.parent === null ? null : earlierRelease(release.parent);
    }
  }

  return { get, kept };
}

function remedy(current: Release | null): string {
  return current ? `Release ${current.id} stays served.` : 'Nothing is served until it can be.';
}
