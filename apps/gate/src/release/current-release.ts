import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ReleaseFile, sha256 as sha256Text } from '@plaincode/content-schemas';
import { z } from 'zod';
import { LruCache } from '../storage/lru-cache.ts';
import { createFindEarlier } from './earlier-envelopes.ts';
import { followEarlierReleases } from './earlier-releases.ts';
import { DamagedObject } from './object-files.ts';
import { type Release, readRelease, type ShardFiles } from './release.ts';

const pointer = z.object({ format: z.literal(1), release: z.string(), manifest: sha256Text });

/**
 * Shards kept in memory, in bytes of the store: 100,000 pages have 30 MB of them, and half as much again is for what differs
 * in releases of before. In memory they take about twice as much.
 */
const keptShards = 48 * 1024 * 1024;
/** Assets of earlier releases kept in memory, some hundreds of bytes each. */
const keptAssets = 50_000;
/** Names of the assets of earlier releases, in bytes: 500 releases with 400 search files of their own each have 8 MB of them. */
const keptNames = 16 * 1024 * 1024;
/** Files of the served release that are found at once, some hundreds of bytes each. */
const mostAsked = 5_000;

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
  /**
   * What `look` finds in a kept release. Undefined where an earlier one cannot be read: what is missing of it is not there,
   * and the operator is told, once. Throws a `DamagedObject` where the served one cannot.
   */
  lookIn<Found>(release: Release, look: (release: Release) => Found): Found | undefined;
  /** The earlier releases that may hold envelopes of a page, by their revisions; the newest first. */
  earlierWith(page: string, revisions: readonly string[]): Promise<Release[]>;
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
  const earlier = followEarlierReleases({ store, graceDays, clock, report }, shards);
  const findEarlier = createFindEarlier({ store, clock }, earlier);
  let seen = '';
  let looked = false;
  let current: Release | null = null;

  function takeUp(): void {
    try {
      const named = pointer.parse(JSON.parse(readFileSync(file, 'utf8')));
      const next = readRelease(store, { id: named.release, hash: named.manifest, newer: current }, shards);
      next.plan();
      current = remembering(next);
      earlier.lookAgain();
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

  return {
    get,
    keptFor(path) {
      const served = get();
      return served ? earlier.keptFor(served, path) : [];
    },
    async earlierWith(page, revisions) {
      const served = get();
      return served ? findEarlier(served, page, revisions) : [];
    },
    lookIn: (release, look) => (release === current ? look(release) : earlier.lookIn(release, look)),
  };
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
