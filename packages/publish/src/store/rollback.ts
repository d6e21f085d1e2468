import type { ReleaseManifest } from '@plaincode/content-schemas';
import { ReleaseFileSet } from '../publish/release-files.ts';
import { PublishRefused } from '../refusal.ts';
import { removeWithheld } from '../withheld/remove-withheld.ts';
import type { WithheldOnDay } from '../withheld/withheld-pages.ts';
import { HeldFiles } from './held-files.ts';
import { dateRelease } from './new-release.ts';
import type { ReleaseStore } from './release-store.ts';
import { contentHashOf, type Shards } from './shards.ts';
import { syncObjects } from './sync-objects.ts';

/**
 * Serves an earlier release again: a new head with its content, plan, settings and template, so that the next
 * publish starts from it. Without an id it goes to the parent of the current one. Refuses a release of which a
 * file is missing. What may not be shown by now stays out of the new head. The caller holds the publisher's lock.
 */
export async function rollBack(
  store: ReleaseStore,
  id: string | null,
  now: Date,
  withheld: WithheldOnDay,
): Promise<ReleaseManifest> {
  const current = store.current();
  if (!current) throw new PublishRefused('no-release', 'Nothing has been published yet.');
  const target = id ?? current.parent;
  if (!target)
    throw new PublishRefused(
      'release-unknown',
      `${current.id} is the first release: there is none before it.`,
    );
  const { id: _id, parent: _parent, created: _created, ...content } = store.manifest(target);
  refuseWhereDamaged(store, target, content, current);
  const shown = await withoutWithheld(store, content, withheld);
  const manifest = dateRelease({ ...shown, reason: `Rollback to ${target}` }, current, now);
  store.swap(manifest);
  return manifest;
}

type Content = Omit<ReleaseManifest, 'id' | 'parent' | 'created'>;

/** The same content, or where some of it may not be shown, what is left. */
async function withoutWithheld(
  { objects, root }: ReleaseStore,
  content: Content,
  withheld: WithheldOnDay,
): Promise<Content> {
  const held = new HeldFiles(objects, content);
  const files = new ReleaseFileSet(held);
  if (removeWithheld(files, held, withheld) === 0) return content;
  const { shards, counts, written } = files.write(objects, content, false);
  await syncObjects(objects, root, written);
  // The sitemaps still name what was taken out. Without its count of pages they are made anew by the next publish.
  const { listed: _listed, ...counted } = counts;
  return { ...content, shards, contentHash: contentHashOf(shards), counts: counted };
}

/** Only what the current release does not serve as well is looked for: that takes no longer than the two differ. */
function refuseWhereDamaged(
  { objects }: ReleaseStore,
  id: string,
  content: Pick<ReleaseManifest, 'format' | 'shards' | 'plan' | 'site'>,
  current: Shards,
): void {
  const missing = [content.plan, content.site].filter((hash) => objects.sizeOf(hash) === null);
  const held = new HeldFiles(objects, content);
  const served = new HeldFiles(objects, current);
  // A damaged release is one to go back from: what cannot be read of it is looked for.
  const isServed = (path: string, hash: string) => {
    try {
      return served.get(path)?.hash === hash;
    } catch {
      return false;
    }
  };
  try {
    for (const [name, shard] of Object.entries(content.shards)) {
      if (current.shards[name] === shard) continue;
      for (const [path, { hash, size }] of held.shard(name))
        if (!isServed(path, hash) && objects.sizeOf(hash) !== size) missing.push(path);
    }
  } catch {
    throw new PublishRefused(
      'release-damaged',
      `The lists of files of ${id} cannot be read: it is not served again.`,
    );
  }
  if (missing.length > 0)
    throw new PublishRefused(
      'release-damaged',
      `${missing.length} files of ${id} are missing: it is not served again.`,
    );
}
