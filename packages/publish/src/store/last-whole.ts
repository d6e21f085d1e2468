import type { ReleaseManifest } from '@plaincode/content-schemas';
import { createdAt } from './new-release.ts';
import { type Pointer, type ReleaseStore, readable } from './release-store.ts';
import { contentHashOf } from './shards.ts';

/**
 * What a release comes after where the served one cannot be read: the newest before that whose manifest is whole, or of all,
 * where no pointer tells which is served. Readers still hold pages of it. `created` is that of the newest id, so that the
 * new one's is newer.
 */
export function lastWhole(store: ReleaseStore): Pick<ReleaseManifest, 'id' | 'created'> | null {
  const served = pointerOf(store)?.release;
  const ids = store.ids();
  for (const id of ids) {
    if (served !== undefined && id >= served) continue;
    const manifest = readable(store, id);
    if (!manifest || !isWhole(manifest)) continue;
    const latest = Math.max(
      ...[id, ids[0], served].map((one) => createdAt(one ?? '')).filter(Number.isFinite),
    );
    return { id, created: new Date(latest).toISOString() };
  }
  return null;
}

const isWhole = ({ shards, contentHash }: ReleaseManifest): boolean => contentHashOf(shards) === contentHash;

function pointerOf(store: ReleaseStore): Pointer | null {
  try {
    return store.pointer();
  } catch {
    return null;
  }
}
