import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { graceReleases, type ReleaseManifest } from '@plaincode/content-schemas';
import { PublishRefused } from '../refusal.ts';
import { createdAt } from './new-release.ts';
import { clearIncoming, syncFolder } from './object-store.ts';
import type { ListedRelease, ReleaseStore } from './release-store.ts';
import { readShard } from './shards.ts';

/** Which releases stay: the newest `keep` and all that are younger than `days` days. */
export type PruneRule = { keep: number; days: number };

export const defaultPruneRule: PruneRule = { keep: graceReleases, days: 30 };

/** What a prune removed, or with `check` would remove. Sizes in bytes. */
export type PruneReport = {
  outcome: 'pruned' | 'checked';
  releases: { kept: number; removed: string[] };
  objects: { kept: number; removed: number };
  bytes: { kept: number; removed: number };
  /** Pages that the publisher need not know any more; none with `check`. */
  forgotten: number;
};

/** Forgets what was rendered into objects that do not stay, and gives the number of pages. */
export type Forget = (isNeeded: (hash: string) => boolean, served: ReleaseManifest) => number;

export type PruneOptions = {
  check?: boolean;
  dropDamaged?: boolean;
  forget?: Forget;
};

/**
 * Removes old releases, and the objects that no kept release needs. The served release, and those whose pages readers
 * may still hold, stay whatever the rule says. With `check` it removes nothing. Refuses where a release that is to stay
 * cannot be read, since nobody knows what it needs; `dropDamaged` removes such a release, unless it is served. The
 * caller holds the publisher's lock, so that no publish is under way.
 */
export function pruneStore(
  store: ReleaseStore,
  rule: PruneRule,
  now: Date,
  { check = false, dropDamaged = false, forget = () => 0 }: PruneOptions = {},
): PruneReport {
  if (rule.keep < graceReleases)
    throw new PublishRefused(
      'rule-too-short',
      `The gate hands out the keys of the newest ${graceReleases} releases: keep at least as many.`,
    );
  const current = store.current();
  if (!current) throw new PublishRefused('no-release', 'Nothing has been published yet.');
  const listed = store.list();
  const { kept, removed } = chooseReleases(listed, current, rule, now);
  const { needed, damaged } = neededObjects(store, kept);
  if (damaged.includes(current.id))
    throw new PublishRefused(
      'release-damaged',
      'The current release cannot be read whole: publish with --full first.',
    );
  if (damaged.length > 0 && !dropDamaged)
    throw new PublishRefused(
      'release-damaged',
      `What these releases need cannot be read: ${damaged.join(', ')}. They cannot be served again either: give --drop-damaged to remove them too.`,
    );
  const leaving = [...removed, ...damaged];
  // Releases before their objects: a stop between the two leaves objects that nothing names, for the next prune.
  if (!check) {
    removeManifests(store.root, leaving);
    clearIncoming(store.root);
  }
  const isNeeded = (hash: string) => needed.has(hash);
  const swept = sweepObjects(store.root, isNeeded, check);
  return {
    outcome: check ? 'checked' : 'pruned',
    releases: { kept: listed.length - leaving.length, removed: leaving },
    ...swept,
    forgotten: check ? 0 : forget(isNeeded, current),
  };
}

/** The releases that stay and the ids of those that go. `listed` has the newest first. */
export function chooseReleases(
  listed: readonly ListedRelease[],
  current: Pick<ReleaseManifest, 'id' | 'parent'>,
  { keep, days }: PruneRule,
  now: Date,
): { kept: ListedRelease[]; removed: string[] } {
  const inGrace = servedBefore(listed, current);
  const youngest = now.getTime() - days * 24 * 60 * 60 * 1000;
  const kept: ListedRelease[] = [];
  const removed: string[] = [];
  for (const [place, release] of listed.entries()) {
    const stays = place < keep || inGrace.has(release.id) || createdAt(release.id) > youngest;
    if (stays) kept.push(release);
    else removed.push(release.id);
  }
  return { kept, removed };
}

/** The served release and those before it, as far back as the gate hands out keys. */
function servedBefore(
  listed: readonly ListedRelease[],
  current: Pick<ReleaseManifest, 'id' | 'parent'>,
): Set<string> {
  const parents = new Map(listed.map(({ id, manifest }) => [id, manifest?.parent ?? null]));
  const found = new Set<string>();
  for (
    let id: string | null = current.id;
    id !== null && found.size < graceReleases;
    id = parents.get(id) ?? null
  )
    found.add(id);
  return found;
}

/** Every object that the releases name, and the ids of releases that cannot be read whole. */
export function neededObjects(
  { objects }: ReleaseStore,
  kept: readonly ListedRelease[],
): { needed: Set<string>; damaged: string[] } {
  const needed = new Set<string>();
  const unreadable = new Set<string>();
  const damaged: string[] = [];
  for (const { id, manifest } of kept) {
    if (!manifest) {
      damaged.push(id);
      continue;
    }
    needed.add(manifest.plan);
    needed.add(manifest.site);
    const shards = Object.values(manifest.shards);
    // Most shards of a release are those of the one before it: each is read once.
    for (const shard of shards) {
      if (needed.has(shard) || unreadable.has(shard)) continue;
      try {
        for (const { hash } of Object.values(readShard(objects, shard).files)) needed.add(hash);
        needed.add(shard);
      } catch {
        unreadable.add(shard);
      }
    }
    if (shards.some((shard) => unreadable.has(shard))) damaged.push(id);
  }
  return { needed, damaged };
}

function removeManifests(root: string, ids: readonly string[]): void {
  const manifests = join(root, 'manifests');
  for (const id of ids) rmSync(join(manifests, `${id}.json`), { force: true });
  // On disk before the first object goes: no release that a power cut brings back may lack its files.
  syncFolder(manifests);
}

/**
 * Removes the objects that are not needed. Whatever stands beside an object under its name with an ending, such as a
 * compressed variant, stays and goes with it.
 */
function sweepObjects(
  root: string,
  isNeeded: (hash: string) => boolean,
  check: boolean,
): Pick<PruneReport, 'objects' | 'bytes'> {
  const objects = { kept: 0, removed: 0 };
  const bytes = { kept: 0, removed: 0 };
  const folder = join(root, 'objects');
  for (const first of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, first))) {
      const file = join(folder, first, name);
      const fate = isNeeded(`${first}${name.slice(0, 62)}`) ? 'kept' : 'removed';
      if (name.length === 62) objects[fate] += 1;
      bytes[fate] += statSync(file).size;
      if (fate === 'removed' && !check) rmSync(file);
    }
  }
  return { objects, bytes };
}
