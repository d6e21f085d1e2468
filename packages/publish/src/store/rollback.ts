import type { ReleaseManifest } from '@plaincode/content-schemas';
import { PublishRefused } from '../refusal.ts';
import { dateRelease } from './new-release.ts';
import type { ReleaseStore } from './release-store.ts';
import { readFiles } from './shards.ts';

/**
 * Serves an earlier release again: a new head with its content, plan, settings and template, so that the next
 * publish starts from it. Without an id it goes to the parent of the current one. Refuses a release of which a
 * file is missing. The caller holds the publisher's lock.
 */
export function rollBack(store: ReleaseStore, id: string | null, now: Date): ReleaseManifest {
  const current = store.current();
  if (!current) throw new PublishRefused('no-release', 'Nothing has been published yet.');
  const target = id ?? current.parent;
  if (!target)
    throw new PublishRefused(
      'release-unknown',
      `${current.id} is the first release: there is none before it.`,
    );
  const { id: _id, parent: _parent, created: _created, ...content } = store.manifest(target);
  refuseWhereDamaged(store, target, content);
  const manifest = dateRelease({ ...content, reason: `Rollback to ${target}` }, current, now);
  store.swap(manifest);
  return manifest;
}

function refuseWhereDamaged(
  { objects }: ReleaseStore,
  id: string,
  content: Pick<ReleaseManifest, 'shards' | 'plan' | 'site'>,
): void {
  const missing = [content.plan, content.site].filter((hash) => objects.sizeOf(hash) === null);
  try {
    for (const [path, { hash, size }] of readFiles(objects, content.shards))
      if (objects.sizeOf(hash) !== size) missing.push(path);
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
