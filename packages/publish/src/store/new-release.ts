import type { ReleaseManifest } from '@plaincode/content-schemas';
import { sha256 } from '../plan/fingerprint.ts';

/**
 * Completes a manifest with its time and id. A release is always later than its parent, by a second at least,
 * even where the machine's clock was set back: ids sort by time.
 */
export function dateRelease(
  manifest: Omit<ReleaseManifest, 'id' | 'created' | 'parent'>,
  parent: Pick<ReleaseManifest, 'id' | 'created'> | null,
  now: Date,
): ReleaseManifest {
  const earliest = parent ? Date.parse(parent.created) + 1000 : 0;
  const created = new Date(Math.max(now.getTime(), earliest)).toISOString();
  const stamp = created.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '');
  const mark = sha256(JSON.stringify([created, parent?.id ?? null, manifest])).slice(0, 8);
  return { ...manifest, id: `${stamp}-${mark}`, parent: parent?.id ?? null, created };
}

/** A release's time, from its id: `20261123T221530Z-3f9c1a2b`. It stands there even where the manifest is damaged. */
export function createdAt(id: string): number {
  return Date.parse(id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'));
}
