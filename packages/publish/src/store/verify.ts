import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ReleaseFile, ReleaseManifest } from '@plaincode/content-schemas';
import { PublishRefused } from '../refusal.ts';
import type { ObjectStore } from './object-store.ts';
import type { ReleaseStore } from './release-store.ts';
import { contentHashOf, readShard, shardOf } from './shards.ts';

/** One thing wrong with a release. `path` is a URL path of it, or the part of its records that is damaged. */
export type Damage = {
  path: string;
  kind: 'missing' | 'size' | 'altered' | 'unreadable' | 'misplaced';
  message: string;
};

/** What a verification found; the release is whole when `damage` is empty. */
export type VerifyReport = { release: string; files: number; bytes: number; damage: Damage[] };

/**
 * Recomputes every hash of a release: manifest, shards, plan, settings and every file. Reads all of its bytes.
 * Changes nothing. Throws only where there is no release to verify.
 */
export async function verifyRelease(
  store: ReleaseStore,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<VerifyReport> {
  const served = store.pointer();
  if (!served) throw withoutPointer(store);
  const report: VerifyReport = { release: served.release, files: 0, bytes: 0, damage: [] };
  const manifest = readOrSay(() => store.current(), 'the manifest', report.damage);
  if (manifest) await verifyManifest(store.objects, manifest, report, onProgress);
  return report;
}

/** Before the first release there is no pointer, and no manifest either. */
function withoutPointer(store: ReleaseStore): PublishRefused {
  if (store.list().length === 0) return new PublishRefused('no-release', 'Nothing has been published yet.');
  return new PublishRefused(
    'release-damaged',
    'The pointer to the current release is gone: nothing is served. Publish to make one.',
  );
}

async function verifyManifest(
  objects: ObjectStore,
  manifest: ReleaseManifest,
  report: VerifyReport,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  if (contentHashOf(manifest.shards) !== manifest.contentHash)
    report.damage.push({
      path: 'the manifest',
      kind: 'altered',
      message: 'its content hash is not that of its shards',
    });
  for (const [name, hash] of [
    ['the access plan', manifest.plan],
    ['the site settings', manifest.site],
  ] as const)
    await verifyFile(objects, name, { hash, size: null }, report);
  for (const [shard, hash] of Object.entries(manifest.shards)) {
    const read = readOrSay(() => readShard(objects, hash), `the shard ${shard}`, report.damage);
    for (const [path, file] of Object.entries(read?.files ?? {})) {
      if (shardOf(path, manifest.format) !== shard)
        report.damage.push({
          path,
          kind: 'misplaced',
          message: `it stands in the shard ${shard} and not in its own`,
        });
      await verifyFile(objects, path, file, report);
      report.files += 1;
      report.bytes += file.size;
      if (report.files % 500 === 0) onProgress(report.files, manifest.counts.files);
    }
  }
  checkCounts(manifest, report);
}

function checkCounts(manifest: ReleaseManifest, report: VerifyReport): void {
  const { files, bytes } = manifest.counts;
  if (report.damage.length === 0 && (files !== report.files || bytes !== report.bytes))
    report.damage.push({
      path: 'the manifest',
      kind: 'altered',
      message: `it counts ${files} files of ${bytes} bytes, its shards ${report.files} of ${report.bytes}`,
    });
}

async function verifyFile(
  objects: ObjectStore,
  path: string,
  { hash, size }: Pick<ReleaseFile, 'hash'> & { size: number | null },
  report: VerifyReport,
): Promise<void> {
  const found = objects.sizeOf(hash);
  if (found === null)
    report.damage.push({ path, kind: 'missing', message: `its file ${hash} is not in the store` });
  else if (size !== null && found !== size)
    report.damage.push({ path, kind: 'size', message: `its file has ${found} bytes and not ${size}` });
  else if ((await hashFile(objects.fileOf(hash), objects, hash)) !== hash)
    report.damage.push({ path, kind: 'altered', message: `its file's bytes are not those of ${hash}` });
}

/** Small files at once, large ones as a stream. */
async function hashFile(file: string, objects: ObjectStore, hash: string): Promise<string> {
  const digest = createHash('sha256');
  if ((objects.sizeOf(hash) ?? 0) < 1024 * 1024) return digest.update(objects.read(hash)).digest('hex');
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  return digest.digest('hex');
}

function readOrSay<T>(read: () => T, path: string, damage: Damage[]): T | null {
  try {
    return read();
  } catch (error) {
    const message = error instanceof Error ? error.message : 'it cannot be read';
    damage.push({ path, kind: 'unreadable', message });
    return null;
  }
}
