import { LruCache } from '../storage/lru-cache.ts';
import type { Following } from './current-release.ts';
import type { EarlierReleases } from './earlier-releases.ts';
import { DamagedObject, readObject } from './object-files.ts';
import { type Release, shardOf } from './release.ts';

/** Which earlier releases may hold envelopes of a page, by their revisions; the newest first. */
export type FindEarlier = (served: Release, page: string, revisions: readonly string[]) => Promise<Release[]>;

/** Revisions that left a shard, kept in memory at most. */
const mostRevisions = 200_000;
/** In milliseconds: how long a release may stay in an index once its grace is over. */
const goodFor = 60_000;

/** What left one shard of pages in the releases that stay good. */
interface Left {
  served: string;
  until: number;
  /** By revision, the newest releases of those that held it: in the one after each it is gone. */
  lastIn: ReadonlyMap<string, readonly Release[]>;
  /** The same between two states of the shard, by the hashes of both. */
  between: ReadonlyMap<string, readonly string[]>;
}

/**
 * Finds where an envelope was without a look at every release. A shard is as a rule the same in most releases, and where it is not,
 * most of its texts are: what is kept is what left it. The newest release that holds all the envelopes of a request is one after
 * which one of them left, since a revision is of one page and tier. What is not known here was in no release that stays good.
 */
export function createFindEarlier(
  { store, clock }: Pick<Following, 'store' | 'clock'>,
  earlier: EarlierReleases,
): FindEarlier {
  const known = new LruCache<Left>(mostRevisions);
  const underWay = new Map<string, Promise<Left>>();

  /** Reads in turns with other work, and once, however many ask. */
  function indexed(served: Release, page: string): Left | Promise<Left> {
    const shard = shardOf(page, served.format);
    const now = clock().getTime();
    const before = known.get(shard);
    if (before?.served === served.id && now < before.until) return before;
    const key = `${served.id} ${shard}`;
    const started = underWay.get(key) ?? index(served, page, before).finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  }

  async function index(served: Release, page: string, before: Left | undefined): Promise<Left> {
    const lastIn = new Map<string, Release[]>();
    const between = new Map<string, readonly string[]>();
    const read = rememberingLast((release) => revisionsIn(release, page));
    let newer = served;
    for (const release of earlier.keptFor(served, page)) {
      if (release === served) continue;
      const states = `${stateOf(newer, page)} ${stateOf(release, page)}`;
      const left = before?.between.get(states) ?? leaving(await read(newer), await read(release));
      // What cannot be read is passed over, and tried again with the next index.
      if (!left) continue;
      between.set(states, left);
      for (const revision of left) lastIn.set(revision, [...(lastIn.get(revision) ?? []), release]);
      newer = release;
    }
    const left = { served: served.id, until: clock().getTime() + goodFor, lastIn, between };
    known.set(shardOf(page, served.format), left, lastIn.size + between.size + 1);
    return left;
  }

  async function revisionsIn(release: Release, page: string): Promise<ReadonlySet<string> | null> {
    const hash = stateOf(release, page);
    if (hash === '') return new Set();
    try {
      return revisionsOf((await readObject(store, hash)).toString('latin1'));
    } catch (error) {
      if (!(error instanceof DamagedObject)) throw error;
      earlier.tell(release.id, error);
      return null;
    }
  }

  return async (served, page, asked) => {
    const { lastIn } = await indexed(served, page);
    const found = new Set(asked.flatMap((revision) => lastIn.get(revision) ?? []));
    return [...found].toSorted((a, b) => (a.id < b.id ? 1 : -1));
  };
}

const beforeRevision = '"revision":"';
const revisionLength = 24;

/** The revisions of the envelopes in a shard's text. */
function revisionsOf(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = text.indexOf(beforeRevision); at !== -1; at = text.indexOf(beforeRevision, at)) {
    at += beforeRevision.length;
    found.add(text.slice(at, at + revisionLength));
  }
  return found;
}

/** The hash of a page's shard in a release; empty where it has none. */
const stateOf = ({ shards, format }: Release, page: string): string =>
  shards.get(shardOf(page, format)) ?? '';

function leaving(newer: ReadonlySet<string> | null, older: ReadonlySet<string> | null): string[] | null {
  if (!newer || !older) return null;
  // A copy: a part of a string keeps the whole of it, here a shard's text, in memory.
  return [...older]
    .filter((revision) => !newer.has(revision))
    .map((revision) => Buffer.from(revision, 'latin1').toString('latin1'));
}

/** The same function, which gives what it gave for the two releases that were asked for last. */
function rememberingLast<Read>(
  read: (release: Release) => Promise<Read>,
): (release: Release) => Promise<Read> {
  const last = new LruCache<Promise<Read>>(2);
  return (release) => {
    const value = last.get(release.id) ?? read(release);
    last.set(release.id, value);
    return value;
  };
}
