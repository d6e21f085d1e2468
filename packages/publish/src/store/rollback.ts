import type { ReleaseManifest } from '@plaincode/content-schemas';
import { z } from 'zod';
import { ReleaseFileSet } from '../publish/release-files.ts';
import { PublishRefused } from '../refusal.ts';
import { removeWithheld } from '../withheld/remove-withheld.ts';
import type { WithheldOnDay } from '../withheld/withheld-pages.ts';
import { HeldFiles } from './held-files.ts';
import { dateRelease } from './new-release.ts';
import type { ReleaseStore } from './release-store.ts';
import { contentHashOf, readShardJson } from './shards.ts';
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

const namedFiles = z.object({ files: z.custom<Record<string, unknown>>((files) => isRecord(files)) });

/** Files are looked for in the shards that the current release does not have as well. */
function refuseWhereDamaged(
  { objects }: ReleaseStore,
  id: string,
  content: Pick<ReleaseManifest, 'shards' | 'plan' | 'site'>,
  current: Pick<ReleaseManifest, 'shards'>,
): void {
  const missing = [content.plan, content.site].filter((hash) => objects.sizeOf(hash) === null);
  try {
    for (const [name, shard] of Object.entries(content.shards)) {
      if (current.shards[name] === shard) continue;
      const { files } = namedFiles.parse(readShardJson(objects, shard));
      for (const path in files) if (!isThere(objects, files[path])) missing.push(path);
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

/** By hand: of 100,000 files a schema takes longer to say so than the disk does. */
function isThere(objects: ReleaseStore['objects'], file: unknown): boolean {
  if (!isRecord(file)) return false;
  const { hash, size } = file;
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) && objects.sizeOf(hash) === size;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
