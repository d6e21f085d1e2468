import { randomUUID } from 'node:crypto';
import { type TakedownEntry, takedownTarget, takenDown } from '@plaincode/content-schemas';
import { PublishRefused } from '../refusal.ts';
import type { ReleaseStore } from '../store/release-store.ts';
import { readShard } from '../store/shards.ts';
import type { WithheldPages } from './withheld-pages.ts';

export type TakedownAsked = { target: string; reason: string; lift: boolean };

/** What a takedown or its lifting did. */
export type TakedownReport = {
  outcome: 'taken-down' | 'lifted';
  entry: TakedownEntry;
  /** Every path of a kept release that it concerns: what a CDN in front has to forget. */
  purge: string[];
};

/**
 * Takes a page, an image or a code set down, or lifts that. It holds at once, for every release there is or will be.
 * Refuses a target that no kept release knows, one that is down already, and the lifting of one that is not.
 */
export function takeDown(
  store: ReleaseStore,
  withheld: WithheldPages,
  { target, reason, lift }: TakedownAsked,
  now: Date,
): TakedownReport {
  const entries = withheld.takedowns();
  refuseWrong(target, reason);
  const standing = takenDown(entries).has(target);
  if (lift && !standing) throw new PublishRefused('target-standing', `${target} is not taken down.`);
  if (!lift && standing) throw new PublishRefused('target-standing', `${target} is taken down already.`);
  const purge = pathsOf(store, target);
  if (!lift && purge.length === 0)
    throw new PublishRefused(
      'target-unknown',
      `No kept release has ${target}: give a page as in its address, such as /hcpcs/J9000/, or the id of a code set.`,
    );
  const entry: TakedownEntry = {
    id: randomUUID(),
    at: laterThan(entries, servedSince(store), now).toISOString(),
    action: lift ? 'lift' : 'take-down',
    target,
    reason: reason.trim(),
  };
  withheld.add([entry]);
  return { outcome: lift ? 'lifted' : 'taken-down', entry, purge };
}

function refuseWrong(target: string, reason: string): void {
  const parsed = takedownTarget.safeParse(target);
  if (!parsed.success)
    throw new PublishRefused(
      'target-unknown',
      `"${target}" is neither a page such as /hcpcs/J9000/, an image such as /media/drawing.png, nor the id of a code set such as hcpcs.`,
    );
  if (reason.trim() === '' || reason.trim().length > 500)
    throw new PublishRefused('target-unknown', 'Give the reason with --reason, in at most 500 characters.');
}

/**
 * The last line about a target holds: a clock that was set back must not make this one an earlier line. Nor may it seem
 * older than the served release, whose time runs ahead of the clock after many publishes in a few seconds.
 */
function laterThan(entries: readonly TakedownEntry[], served: number, now: Date): Date {
  const last = Math.max(served, ...entries.map(({ at }) => Date.parse(at)));
  return new Date(Math.max(now.getTime(), last + 1));
}

/** When the served release was made; 0 where that cannot be read. */
function servedSince(store: ReleaseStore): number {
  try {
    return Date.parse(store.current()?.created ?? '') || 0;
  } catch {
    return 0;
  }
}

function pathsOf(store: ReleaseStore, target: string): string[] {
  const paths = new Set<string>();
  const shards = new Set(store.list().flatMap(({ manifest }) => Object.values(manifest?.shards ?? {})));
  for (const shard of shards)
    for (const path of Object.keys(filesOf(store, shard)))
      if (path === target || path.startsWith(`/${target}/`)) paths.add(path);
  return [...paths].sort();
}

/** Damage to the store must not keep a page from being taken down. */
function filesOf({ objects }: ReleaseStore, shard: string): object {
  try {
    return readShard(objects, shard).files;
  } catch {
    return {};
  }
}
